"""Pairs of like names: compared side by side, decided, undone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters import pages
from clusters.membership import access, actions, tables
from clusters.membership import pages as own
from clusters.membership.actions.duplicates import why_not_same, why_not_undone
from clusters.membership.filters import PairFilter
from exchange.filters import filtered


@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    access.require_finder(request.user)
    rows = access.pairs_visible_to(request.user).order_by("-score", "pk")
    pairs = filtered(request, PairFilter, rows if request.GET.get("verdict") else rows.filter(verdict="open"))
    page = pages.page_of(request, pairs.qs)
    context = {"filter": pairs, "page_obj": page, "total": page.paginator.count, "table": tables.pairs_table(page)}
    return render(request, "clusters/membership/duplicate_list.html", context)


@require_safe
def duplicate_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    pair = access.pair_for_deciding(request.user, public_id)
    choices = []
    if pair.verdict == "open":
        for kept, closed in ((pair.first, pair.second), (pair.second, pair.first)):
            choices.append({"kept": kept, "closed": closed, "why_not": why_not_same(request.user, kept, closed)})
    context = {
        "pair": pair,
        "likeness": round(pair.score * 100),
        "table": tables.pair_table(pair, own.side_by_side(pair)),
        "choices": choices,
        "why_not_undone": why_not_undone(pair),
        "breadcrumbs": [{"label": _("Possible duplicates"), "url": reverse("clusters:duplicate-list")}],
    }
    return render(request, "clusters/membership/duplicate_detail.html", context)


@require_POST
def duplicate_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """`verdict` is same (with `kept`, a public id), different or undo."""
    pair = access.pair_for_deciding(request.user, public_id)
    verdict = request.POST.get("verdict", "")
    try:
        if verdict == "same":
            kept = {pair.first.public_id: pair.first, pair.second.public_id: pair.second}
            chosen = kept.get(request.POST.get("kept", ""))
            if chosen is None:
                raise ValidationError(_("Choose which of the two rows is kept."))
            actions.decide_same(by=request.user, pair=pair, kept=chosen)
        elif verdict == "different":
            actions.decide_different(by=request.user, pair=pair)
        else:
            actions.undo_decision(by=request.user, pair=pair)
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("The decision is undone.") if verdict == "undo" else _("The decision is kept."))
    return redirect("clusters:duplicate-detail", public_id)
