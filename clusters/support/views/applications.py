"""Applications for support: one's own, the queue of those who decide, and each of them with its next steps."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.form_parts import add_errors
from accounts.lifecycle import Offer
from accounts.models import LifecycleStep, today
from clusters.access import require
from clusters.pages import page_of
from clusters.support import access, actions, navigator, pages, queries, tables
from clusters.support.answers import read_answers
from clusters.support.filters import ApplicationFilter
from clusters.support.forms import ApplicationForm, DecisionForm, EditApplicationForm
from clusters.support.lifecycle import APPLICATION
from clusters.support.models import SupportApplication, SupportMeasure
from clusters.support.questions import initial_of
from clusters.tables import steps_table
from exchange.filters import filtered

STEP_WORDS = {step.verb: step.label for step in APPLICATION.steps}


@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """Of the organisations one reports for."""
    page = page_of(request, queries.own_applications(request.user))
    context = {
        "page_obj": page,
        "table": tables.applications_table(page, _("Your applications")),
        "may_decide": access.can_decide(request.user),
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "clusters/support/application_list.html", context)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    require(access.can_decide(request.user), _("Only officials who decide on support see the queue of applications."))
    applications = filtered(request, ApplicationFilter, queries.queue())
    page = page_of(request, applications.qs)
    context = {
        "filter": applications,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.applications_table(page, _("Applications for support")),
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "clusters/support/application_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application_new(request: HttpRequest, public_id: str) -> HttpResponse:
    measure = access.measure_for_reading(request.user, public_id)
    organisations = access.applying_organisations(request.user)
    require(organisations.exists(), _("Only a reporter of an organisation asks for support. Ask the coordinator."))
    initial = {"organisation": request.GET.get("organisation", "")}
    form = pages.asked_form(
        ApplicationForm, request, asked=_questions(measure), organisations=organisations, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            application = actions.start_application(by=request.user, measure=measure, **_given(form))
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The application is kept as a draft. Look at the rules below and submit it."))
            return redirect(application)
    context = {"form": form, "measure": measure, "breadcrumbs": pages.crumbs(measure)}
    return render(request, "clusters/support/application_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def application_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    application = access.application_for_editing(request.user, public_id)
    initial = {"purpose": application.purpose, "requested": application.requested}
    initial |= initial_of(read_answers(application.answers))
    form = pages.asked_form(EditApplicationForm, request, asked=_questions(application.measure), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = _given(form)
        answers = given.pop("answers")
        try:
            actions.edit_application(by=request.user, application=application, changes=given, answers=answers)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The application has been saved."))
            return redirect(application)
    crumbs = pages.crumbs_of_applications(application)
    context = {"form": form, "measure": application.measure, "breadcrumbs": crumbs}
    return render(request, "clusters/support/application_form.html", context, status=422 if form.errors else 200)


@require_safe
def application_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    application = access.application_for_reading(request.user, public_id)
    return _page(request, application)


@require_http_methods(["POST"])
def application_step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    application = access.application_for_reading(request.user, public_id)
    if verb not in {step.verb for step in APPLICATION.steps}:
        raise Http404(_("There is no such step."))
    if reason := APPLICATION.step(verb).may(request.user, application):
        raise PermissionDenied(str(reason))
    form = DecisionForm(request.POST, verb=verb)
    if form.is_valid():
        try:
            _take(request, application, verb, form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("Done: “%(step)s”.") % {"step": APPLICATION.step(verb).label})
            return redirect(application)
    application.refresh_from_db()
    return _page(request, application, wrong={verb: form}, status=422)


def _take(request: HttpRequest, application: SupportApplication, verb: str, given: dict[str, Any]) -> None:
    action = {
        "submit": actions.submit_application,
        "withdraw": actions.withdraw_application,
        "pay": actions.record_receipt,
        "report": actions.report_outcome,
    }.get(verb)
    if action is not None:
        action(by=request.user, application=application, **given)
    else:
        actions.decide_application(by=request.user, application=application, verb=verb, **given)


def _page(
    request: HttpRequest,
    application: SupportApplication,
    *,
    wrong: dict[str, DecisionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    applicant = access.can_apply_for(request.user, application.organisation)
    decider = access.can_decide(request.user)
    open_to_edit = application.state in {"draft", "returned"}
    wrong = wrong or {}
    offers = _offers(request, application, wrong)
    offered = {one["offer"].step.verb for one in offers}
    known = navigator.facts_of(application.organisation, read_answers(application.answers), today())
    context = {
        "application": application,
        "entries": tables.application_table(application),
        "answer": navigator.answer_for(application.measure, known, today()) if open_to_edit else None,
        "frozen": tables.frozen_table(application) if application.verdicts else None,
        "steps": steps_table(LifecycleStep.objects.of(application), STEP_WORDS, people=decider),
        "offers": offers,
        # A step that is over is not on the page any more: what is wrong with it is said above.
        "too_late": [form for verb, form in wrong.items() if verb not in offered],
        "may_edit": applicant and open_to_edit,
        "demo_notice": application.is_demo,
        "breadcrumbs": pages.crumbs_of_applications() if applicant else _crumbs_of_queue(),
    }
    return render(request, "clusters/support/application_detail.html", context, status=status)


def _offers(request: HttpRequest, application: SupportApplication, wrong: dict[str, DecisionForm]) -> list[dict]:
    """Steps that this side may take, each with its form; steps of the other side are not shown."""

    def mine(offer: Offer) -> bool:
        return not offer.step.may(request.user, application)

    found = [offer for offer in APPLICATION.offers(request.user, application) if mine(offer)]
    return [
        {"offer": offer, "form": wrong.get(offer.step.verb) or DecisionForm(verb=offer.step.verb)} for offer in found
    ]


def _crumbs_of_queue() -> list[dict[str, str]]:
    return [*pages.crumbs(), {"label": _("Applications for support"), "url": reverse("clusters:support-queue")}]


def _questions(measure: SupportMeasure) -> list[Any]:
    version = queries.eligibility_on(measure, today())
    return navigator.questions([version] if version else [])


def _given(form: Any) -> dict[str, Any]:
    given = {name: form.cleaned_data[name] for name in ("organisation", "purpose", "requested") if name in form.fields}
    return {**given, "answers": form.answers()}
