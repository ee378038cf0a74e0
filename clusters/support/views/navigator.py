"""What an organisation may get: of the registry, or imagined by a visitor. Answers are read from the address, never stored."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import today
from clusters.pages import crumbs_of_organisation
from clusters.support import access, navigator, pages, queries
from clusters.support.navigator import Answer
from clusters.support.questions import QuestionsForm, WhatIfForm


@require_safe
def of_organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    organisation = access.organisation_for_navigator(request.user, public_id)
    form = QuestionsForm(request.GET or None, asked=navigator.questions(queries.open_versions(today())))
    stated = form.answers() if form.is_valid() else {}
    answers = navigator.answers(navigator.facts_of(organisation, stated, today()), today())
    context = {
        "organisation": organisation,
        "form": form,
        "answers": answers,
        "summary": _summary(answers),
        "may_apply": access.can_apply_for(request.user, organisation),
        "demo_notice": organisation.is_demo,
        "breadcrumbs": crumbs_of_organisation(organisation),
    }
    return render(request, "clusters/support/navigator.html", context, status=422 if form.errors else 200)


@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    form = WhatIfForm(request.GET or None, asked=navigator.questions(queries.open_versions(today())))
    answers = navigator.answers(form.known(), today()) if form.is_valid() else []
    context = {
        "form": form,
        "answers": answers,
        "asked": form.is_bound and form.is_valid(),
        "summary": _summary(answers),
        "demo_notice": any(answer.measure.is_demo for answer in answers),
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "clusters/support/what_if.html", context, status=422 if form.errors else 200)


def _summary(answers: list[Answer]) -> list[dict[str, object]]:
    counted = Counter(answer.state for answer in answers)
    labels = {
        navigator.ELIGIBLE: _("All conditions are met"),
        navigator.NEARLY: _("One condition is not met"),
        navigator.UNKNOWN: _("Something is not known"),
        navigator.NO: _("More than one condition is not met"),
    }
    return [{"label": labels[state], "value": counted[state]} for state in navigator.ORDER]
