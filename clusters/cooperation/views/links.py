"""Pages on which links are recorded, confirmed, disputed and ended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.form_parts import add_errors
from clusters import actions as registry
from clusters.access import can_edit_organisation, organisation_for_editing, organisation_for_reading
from clusters.cooperation import access, actions, pages, tables
from clusters.cooperation.forms import LinkEndForm, LinkForm, RemarkForm
from clusters.cooperation.lifecycle import LINK
from clusters.cooperation.queries import partners
from clusters.enums import LinkState
from clusters.models import Link, Organisation
from clusters.pages import crumbs_of_organisation, page_of
from clusters.tables import steps_table

# Of the action; the form asks all three at once.
ONE_QUESTION = dict.fromkeys(("kind", "supplier", "recipient"), "what")


@require_safe
def of_organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    organisation = organisation_for_editing(request.user, public_id)
    page = page_of(request, partners.links_for_keeping(organisation))
    context = {
        "organisation": organisation,
        "page_obj": page,
        "table": tables.kept_links_table(organisation, page),
        "breadcrumbs": crumbs_of_organisation(organisation),
    }
    return render(request, "clusters/cooperation/link_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """First the other organisation is looked for, then said what joins the two: both on one address, without script too."""
    organisation = organisation_for_editing(request.user, public_id)
    chosen = request.GET.get("other", "")
    if not chosen:
        return _search_page(request, organisation)
    other = organisation_for_reading(request.user, chosen)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            link = registry.record_link(by=request.user, **form.values(organisation, other))
        except ValidationError as invalid:
            add_errors(form, invalid, ONE_QUESTION)
        else:
            messages.success(request, _("The link is recorded. The other side is asked to confirm it."))
            return redirect(link)
    context = {
        "organisation": organisation,
        "other": other,
        "form": form,
        "breadcrumbs": crumbs_of_organisation(organisation),
    }
    return render(request, "clusters/cooperation/link_form.html", context, status=422 if form.errors else 200)


def _search_page(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    context = {
        "organisation": organisation,
        "text": text,
        "found": partners.found_for_link(text, organisation),
        "breadcrumbs": crumbs_of_organisation(organisation),
    }
    whole, part = "clusters/cooperation/link_search.html", "clusters/cooperation/link_found.html"
    return render(request, part if getattr(request, "htmx", False) else whole, context)


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    link = access.link_for_reading(request.user, public_id)
    return render(request, "clusters/cooperation/link_detail.html", _shown(request, link, RemarkForm()))


def _shown(request: HttpRequest, link: Link, form: RemarkForm) -> dict[str, Any]:
    party = can_edit_organisation(request.user, link.supplier) or can_edit_organisation(request.user, link.recipient)
    facts = [
        {"label": _("Volume"), "value": link.get_volume_class_display()},
        {"label": _("At work"), "value": tables.period_of(link)},
        {"label": _("State"), "value": link.get_state_display(), "note": tables.stated_words(link)},
    ]
    words = {"confirm": str(LinkState.CONFIRMED.label), "dispute": str(LinkState.DISPUTED.label)}
    return {
        "link": link,
        "facts": facts,
        "verbs": pages.verbs(LINK, request.user, link),
        "remark_form": form,
        "may_end": party and link.until is None,
        "steps": steps_table(partners.steps_of(link) if party else [], words),
        "demo_notice": link.is_demo,
        "breadcrumbs": [
            {"label": _("Organisations"), "url": reverse("clusters:organisation-list")},
            {"label": link.supplier.short_name, "url": link.supplier.get_absolute_url()},
        ],
    }


@require_POST
def step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    link = access.link_for_reading(request.user, public_id)
    remark = request.POST.get("remark", "")[:2000]
    acts = {
        "confirm": (lambda: actions.confirm_link(by=request.user, link=link), _("The link is confirmed.")),
        "dispute": (
            lambda: actions.dispute_link(by=request.user, link=link, remark=remark),
            _("The link is disputed: it is shown so and counted nowhere."),
        ),
    }
    if verb not in acts:
        raise Http404
    act, done = acts[verb]
    return pages.done_or_refused(request, act, done, link.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    link = access.link_for_ending(request.user, public_id)
    form = LinkEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registry.end_link(by=request.user, link=link, until=form.cleaned_data["until"])
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The link has an end now."))
            return redirect(link)
    context = {"link": link, "form": form, "breadcrumbs": crumbs_of_organisation(link.supplier)}
    return render(request, "clusters/cooperation/link_end.html", context, status=422 if form.errors else 200)
