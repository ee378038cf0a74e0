"""Pages of what two organisations write to each other."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.form_parts import add_errors
from clusters.access import require
from clusters.cooperation import access, actions, pages
from clusters.cooperation.actions.interests import KIND_OF_LINK, sides
from clusters.cooperation.enums import InterestState
from clusters.cooperation.forms import InterestForm, LinkOutcomeForm, ReplyForm
from clusters.cooperation.lifecycle import INTEREST
from clusters.cooperation.models import Interest


@require_http_methods(["GET", "HEAD", "POST"])
def express(request: HttpRequest, public_id: str) -> HttpResponse:
    notice = access.notice_for_reading(request.user, public_id)
    represented = access.represented_organisations(request.user)
    require(
        represented.exists(),
        _("Notices are answered by reporters of organisations. Ask the coordinator of your cluster for the role."),
    )
    initial = {"contact_name": request.user.get_full_name(), "contact_email": request.user.email}
    form = InterestForm(request.POST or None, organisations=represented, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            interest = actions.express_interest(by=request.user, notice=notice, **form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("Sent. You will be told when there is an answer."))
            return redirect(interest)
    context = {"form": form, "notice": notice, "breadcrumbs": pages.crumbs_of_notice(notice)}
    return render(request, "clusters/cooperation/interest_form.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    interest = access.interest_for_reading(request.user, public_id)
    return render(request, "clusters/cooperation/interest_detail.html", _shown(request, interest))


def _shown(request: HttpRequest, interest: Interest, outcome: LinkOutcomeForm | None = None) -> dict[str, Any]:
    supplier, recipient = sides(interest)
    accepted = interest.state == InterestState.ACCEPTED
    initial = {"kind": KIND_OF_LINK.get(interest.notice.subject, "")}
    return {
        "interest": interest,
        "notice": interest.notice,
        "verbs": pages.verbs(INTEREST, request.user, interest),
        "reply_form": ReplyForm(auto_id="reply_%s"),
        "accepted": accepted,
        "supplier": supplier,
        "recipient": recipient,
        "outcome_form": (outcome or LinkOutcomeForm(initial=initial)) if accepted and not interest.link else None,
        "demo_notice": interest.is_demo,
        "breadcrumbs": pages.crumbs_of_notice(interest.notice),
    }


@require_POST
def step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    interest = access.interest_for_reading(request.user, public_id)
    reply = request.POST.get("reply", "")[:2000]
    acts = {
        "accept": (
            lambda: actions.accept_interest(by=request.user, interest=interest, reply=reply),
            _("Accepted: contacts are open to both of you."),
        ),
        "decline": (
            lambda: actions.decline_interest(by=request.user, interest=interest, reply=reply),
            _("Declined. Contacts stay closed."),
        ),
        "take_back": (
            lambda: actions.take_back_interest(by=request.user, interest=interest),
            _("Taken back. The other side no longer has to answer."),
        ),
    }
    if verb not in acts:
        raise Http404
    act, done = acts[verb]
    return pages.done_or_refused(request, act, done, interest.get_absolute_url())


@require_POST
def link(request: HttpRequest, public_id: str) -> HttpResponse:
    interest = access.interest_for_reading(request.user, public_id)
    form = LinkOutcomeForm(request.POST)
    if form.is_valid():
        try:
            made = actions.link_from_interest(by=request.user, interest=interest, **form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The link is recorded. The other side is asked to confirm it."))
            return redirect(made)
    context = _shown(request, interest, form)
    return render(request, "clusters/cooperation/interest_detail.html", context, status=422)
