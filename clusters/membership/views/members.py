"""The coordinator keeps the members of the cluster: offers membership, suspends, resumes, ends."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.form_parts import add_errors
from accounts.models import today
from clusters import pages
from clusters.actions import end_membership
from clusters.enums import MembershipEnd
from clusters.membership import access, actions, queries, tables
from clusters.membership import pages as own
from clusters.membership.filters import MemberFilter
from clusters.membership.forms import EndForm, OfferForm, SuspendForm
from clusters.models import Membership
from exchange.filters import filtered

MOST_TOGETHER = 100


@require_safe
def member_list(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = access.cluster_for_review(request.user, slug)
    members = filtered(request, MemberFilter, queries.members_of(cluster))
    page = pages.page_of(request, members.qs)
    context = {
        "cluster": cluster,
        "filter": members,
        "page_obj": page,
        "total": page.paginator.count,
        "breadcrumbs": pages.crumbs_of_cluster(cluster),
    }
    return render(request, "clusters/membership/member_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """The cluster asks an organisation of the registry in."""
    cluster = access.cluster_for_review(request.user, slug)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.offer_membership(
                by=request.user,
                cluster=cluster,
                organisation=given["organisation"],
                statement=given["statement_ru"],
                valid_from=given["valid_from"],
            )
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, own.offered_words(made))
            return redirect(made)
    context = {"cluster": cluster, "form": form, "breadcrumbs": own.crumbs_of_members(cluster)}
    return render(request, "clusters/membership/offer_form.html", context, status=422 if form.errors else 200)


@require_safe
def member_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    membership = access.membership_for_keeping(request.user, public_id)
    return _detail(request, membership, SuspendForm(), EndForm())


def _detail(request: HttpRequest, membership: Membership, suspend: SuspendForm, end: EndForm) -> HttpResponse:
    current = membership.suspensions.current().first()
    context = {
        "membership": membership,
        "facts": own.member_facts(membership, current),
        "current": current,
        "is_open": membership.valid_until is None,
        "suspend_form": suspend,
        "end_form": end,
        "suspensions": tables.suspensions_table(membership.suspensions.all()),
        "breadcrumbs": own.crumbs_of_members(membership.cluster),
    }
    wrong = bool(suspend.errors or end.errors)
    return render(request, "clusters/membership/member_detail.html", context, status=422 if wrong else 200)


@require_POST
def suspend(request: HttpRequest, public_id: str) -> HttpResponse:
    membership = access.membership_for_keeping(request.user, public_id)
    form = SuspendForm(request.POST)
    if _done(form, lambda: actions.suspend_membership(by=request.user, membership=membership, **form.cleaned_data)):
        messages.success(request, _("The membership is suspended; the organisation has been told."))
        return redirect("clusters:member-detail", public_id)
    return _detail(request, membership, form, EndForm())


@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    membership = access.membership_for_keeping(request.user, public_id)
    try:
        actions.resume_membership(by=request.user, membership=membership)
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("The membership works again; the organisation has been told."))
    return redirect("clusters:member-detail", public_id)


@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    membership = access.membership_for_keeping(request.user, public_id)
    form = EndForm(request.POST)

    def deed() -> None:
        given = form.cleaned_data | {"ended_as": MembershipEnd(form.cleaned_data["ended_as"])}
        end_membership(by=request.user, membership=membership, **given)

    if _done(form, deed):
        messages.success(request, _("The membership is ended."))
        return redirect("clusters:member-list", membership.cluster.slug)
    return _detail(request, membership, SuspendForm(), form)


def _done(form: forms.Form, deed: Callable[[], Any]) -> bool:
    if not form.is_valid():
        return False
    try:
        deed()
    except ValidationError as invalid:
        add_errors(form, invalid)
        return False
    return True


@require_POST
def together(request: HttpRequest, slug: str) -> HttpResponse:
    """Suspend or resume several: the rows are named first, then each is done for itself."""
    cluster = access.cluster_for_review(request.user, slug)
    verb = request.POST.get("verb", "")
    rows = queries.members_of(cluster).filter(public_id__in=request.POST.getlist("rows")[:MOST_TOGETHER])
    chosen = list(rows)
    if verb not in ("suspend", "resume") or not chosen:
        return redirect("clusters:member-list", slug)
    form = SuspendForm(request.POST if "confirmed" in request.POST else None)
    context: dict[str, Any] = {
        "cluster": cluster,
        "verb": verb,
        "rows": chosen,
        "form": form if verb == "suspend" else None,
        "breadcrumbs": own.crumbs_of_members(cluster),
    }
    if "confirmed" in request.POST and (verb == "resume" or form.is_valid()):
        given = form.cleaned_data if verb == "suspend" else {}
        outcomes = [_outcome(request, row, verb, given) for row in chosen]
        done = [outcome["membership"] for outcome in outcomes if not outcome["reason"]]
        # What began today and is undone today was on no day.
        undo = verb == "suspend" and done and given["valid_from"] == today()
        context |= {"outcomes": outcomes, "done": done, "undo": "resume" if undo else None}
    return render(request, "clusters/membership/members_together.html", context)


def _outcome(request: HttpRequest, membership: Membership, verb: str, given: dict[str, Any]) -> dict[str, Any]:
    try:
        if verb == "suspend":
            actions.suspend_membership(by=request.user, membership=membership, **given)
        else:
            actions.resume_membership(by=request.user, membership=membership)
    except ValidationError as invalid:
        return {"membership": membership, "reason": " ".join(invalid.messages)}
    return {"membership": membership, "reason": ""}
