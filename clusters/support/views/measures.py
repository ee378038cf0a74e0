"""Measures of support: the list, one of them, and the forms of those who keep them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.form_parts import add_errors
from accounts.models import today
from clusters.pages import page_of
from clusters.rules.tables import rules_table
from clusters.support import access, actions, criteria, pages, queries, tables
from clusters.support.filters import MeasureFilter, sorted_measures
from clusters.support.forms import EligibilityForm, MeasureForm
from clusters.support.lifecycle import MEASURE
from clusters.support.statistics import statistics_of
from exchange.filters import filtered


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    measures = filtered(request, MeasureFilter, access.measures_visible_to(request.user))
    page = page_of(request, sorted_measures(measures.qs, request.GET.get("sort", "")))
    context = {
        "filter": measures,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.measures_table(page),
        "may_keep": access.can_keep_measures(request.user),
        "may_decide": access.can_decide(request.user),
        "applying": access.applying_organisations(request.user),
        "demo_notice": any(measure.is_demo for measure in page),
        "export_url": f"{reverse('home')}api/v1/support-measures/export/",
    }
    return render(request, "clusters/support/measure_list.html", context)


@require_safe
def measure_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    measure = access.measure_for_reading(request.user, public_id)
    version = queries.eligibility_on(measure, today())
    may_keep = access.can_keep_measures(request.user)
    context = {
        "measure": measure,
        "facts": tables.measure_facts(measure),
        "rules": rules_table(version) if version else None,
        "statistics": tables.statistics_facts(statistics_of(measure, today())),
        "may_keep": may_keep,
        "offers": MEASURE.offers(request.user, measure) if may_keep else [],
        "may_apply": measure.is_open_on(today()) and access.applying_organisations(request.user).exists(),
        "demo_notice": measure.is_demo,
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "clusters/support/measure_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(request: HttpRequest) -> HttpResponse:
    access.require_measure_keeper(request.user)
    form = pages.asked_form(MeasureForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            measure = actions.make_measure(by=request.user, fields=form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The measure is kept as a draft. Set who may apply, then open it."))
            return redirect("clusters:measure-eligibility", measure.public_id)
    context = {"form": form, "measure": None, "breadcrumbs": pages.crumbs()}
    return render(request, "clusters/support/measure_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    measure = access.measure_for_keeping(request.user, public_id)
    form = pages.asked_form(MeasureForm, request, instance=measure)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_measure(by=request.user, measure=measure, changes=form.cleaned_data)
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("The measure has been saved."))
            return redirect(measure)
    context = {"form": form, "measure": measure, "breadcrumbs": pages.crumbs(measure)}
    return render(request, "clusters/support/measure_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_eligibility(request: HttpRequest, public_id: str) -> HttpResponse:
    measure = access.measure_for_keeping(request.user, public_id)
    version = queries.eligibility_on(measure, today())
    form = pages.asked_form(EligibilityForm, request, thresholds=criteria.thresholds_of(version))
    if request.method == "POST" and form.is_valid():
        content = criteria.content(form.thresholds(), criteria.others_of(version))
        try:
            actions.set_eligibility(
                by=request.user, measure=measure, content=content, reason=form.cleaned_data["reason"]
            )
        except ValidationError as invalid:
            add_errors(form, invalid)
        else:
            messages.success(request, _("Who may apply has been saved."))
            return redirect(measure)
    context = {"form": form, "measure": measure, "breadcrumbs": pages.crumbs(measure)}
    return render(request, "clusters/support/eligibility_form.html", context, status=422 if form.errors else 200)


@require_POST
def measure_step(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    measure = access.measure_for_keeping(request.user, public_id)
    if verb not in {step.verb for step in MEASURE.steps}:
        raise Http404(_("There is no such step."))
    try:
        actions.move_measure(by=request.user, measure=measure, verb=verb)
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    return redirect(measure)
