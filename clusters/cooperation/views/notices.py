"""Pages of offers and requests."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.form_parts import add_errors
from clusters.access import require
from clusters.cooperation import access, actions, pages, tables
from clusters.cooperation.enums import NoticeState
from clusters.cooperation.filters import PartnerNoticeFilter
from clusters.cooperation.forms import NoticeForm, RemarkForm
from clusters.cooperation.lifecycle import NOTICE
from clusters.cooperation.models import PartnerNotice
from clusters.cooperation.queries import matching, partners
from clusters.cooperation.words import codes_words
from clusters.enums import OrganisationKind
from clusters.models import Organisation
from clusters.pages import page_of
from clusters.tables import steps_table
from exchange.filters import filtered


@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    found = filtered(request, PartnerNoticeFilter, partners.notices_for_list(), passes=["page"])
    page = page_of(request, found.qs)
    context = {
        "filter": found,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.notices_table(page, _("Open offers and requests")),
        "represents": access.represented_organisations(request.user).exists(),
        "demo_notice": any(notice.is_demo for notice in page),
    }
    return render(request, "clusters/cooperation/partner_list.html", context)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    represented = access.represented_organisations(request.user)
    page = page_of(request, partners.notices_of(represented))
    members = list(partners.members_among(represented))
    chosen = _chosen(request, members)
    suited = matching.notices_for(chosen) if chosen else []
    context = {
        "page_obj": page,
        "table": tables.own_notices_table(page),
        "interests": tables.interests_table(partners.interests_of(request.user)[:50]),
        "suited": tables.suited_notices_table(suited),
        "members": members,
        "chosen": chosen,
        "represents": represented.exists(),
        "breadcrumbs": pages.crumbs_of_partners(),
    }
    return render(request, "clusters/cooperation/own.html", context)


def _chosen(request: HttpRequest, members: list[Organisation]) -> Organisation | None:
    """The one of the person's organisations for which notices are sought: the first unless the address says another."""
    word = request.GET.get("for", "")
    found = [member for member in members if word in ("", member.public_id)]
    if word and not found:
        raise Http404(_("None of your organisations has this address."))
    return found[0] if found else None


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    notice = access.notice_for_reading(request.user, public_id)
    return render(request, "clusters/cooperation/notice_detail.html", _shown(request, notice))


def _shown(request: HttpRequest, notice: PartnerNotice) -> dict[str, Any]:
    is_ours = access.can_represent(request.user, notice.organisation)
    interests = page_of(request, partners.interests_of_notice(request.user, notice))
    suited = matching.organisations_for(notice) if is_ours and notice.is_open else []
    return {
        "notice": notice,
        "facts": _facts(notice),
        "verbs": pages.verbs(NOTICE, request.user, notice),
        "remark_form": RemarkForm(),
        "is_ours": is_ours,
        "page_obj": interests,
        "interests": tables.interests_table(interests),
        "suited": tables.suited_organisations_table(suited),
        "may_answer": notice.is_open and partners.may_answer(request.user, notice).exists(),
        "steps": steps_table(partners.steps_of(notice) if is_ours else [], _done_words()),
        "demo_notice": notice.is_demo,
        "breadcrumbs": pages.crumbs_of_partners(),
    }


def _done_words() -> dict[str, str]:
    steps = {"publish": NoticeState.PUBLISHED, "close": NoticeState.CLOSED, "withdraw": NoticeState.WITHDRAWN}
    return {verb: str(state.label) for verb, state in {**steps, "expire": NoticeState.EXPIRED}.items()}


def _facts(notice: PartnerNotice) -> list[dict[str, Any]]:
    place = notice.territory or notice.organisation.territory
    kinds = ", ".join(str(OrganisationKind(kind).label).lower() for kind in notice.wanted_kinds)
    return [
        {
            "label": _("Organisation"),
            "value": notice.organisation.short_name,
            "url": notice.organisation.get_absolute_url(),
        },
        {"label": _("What it is about"), "value": notice.get_subject_display()},
        {"label": _("Partners of the kind"), "value": kinds or _("any")},
        {"label": _("Activity of the partner"), "value": codes_words(notice.okved) or _("any")},
        {"label": _("Municipality"), "value": place.name if place else _("any")},
        {"label": _("Addressed to"), "value": notice.cluster.name if notice.cluster else _("the whole region")},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    represented = access.represented_organisations(request.user)
    require(
        represented.exists(),
        _("Offers and requests are posted by reporters of member organisations. Ask your coordinator for the role."),
    )
    members = partners.members_among(represented)
    require(members.exists(), _("Only members of a cluster post offers and requests. Apply for membership first."))
    initial = {"kind": request.GET.get("kind", ""), "contact_name": request.user.get_full_name()}
    initial["contact_email"] = request.user.email
    form = NoticeForm(request.POST or None, organisations=members, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            notice = actions.draft_notice(
                by=request.user, organisation=form.cleaned_data["organisation"], values=form.values()
            )
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The draft has been saved. Look it over and publish it."))
            return redirect(notice)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    notice = access.notice_for_representing(request.user, public_id)
    form = NoticeForm(
        request.POST or None, instance=notice, organisations=access.represented_organisations(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_notice(by=request.user, notice=notice, changes=form.values())
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The notice has been saved."))
            return redirect(notice)
    return _form_page(request, form, notice)


def _form_page(request: HttpRequest, form: NoticeForm, notice: PartnerNotice | None) -> HttpResponse:
    crumbs = pages.crumbs_of_notice(notice) if notice else pages.crumbs_of_partners()
    context = {"form": form, "notice": notice, "breadcrumbs": crumbs}
    return render(request, "clusters/cooperation/notice_form.html", context, status=422 if form.errors else 200)


@require_POST
def step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    door = access.notice_for_withdrawing if verb == "withdraw" else access.notice_for_representing
    if verb not in ("publish", "close", "withdraw"):
        raise Http404
    notice = door(request.user, public_id)
    address = notice.get_absolute_url()
    if verb == "withdraw":
        remark = request.POST.get("remark", "")[:2000]
        return pages.done_or_refused(
            request,
            lambda: actions.withdraw_notice(by=request.user, notice=notice, remark=remark),
            _("The notice has been withdrawn; the organisation has been told why."),
            address,
        )
    act, done = {
        "publish": (actions.publish_notice, _("The notice is published: everyone reads it.")),
        "close": (actions.close_notice, _("The notice is closed. Answers that wait may still be accepted.")),
    }[verb]
    return pages.done_or_refused(request, lambda: act(by=request.user, notice=notice), done, address)
