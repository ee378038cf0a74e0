"""The passport of a figure: what it is, where it is from, who recorded it and what stood before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators import access, pages, reading, tables
from indicators.models import Observation


@require_safe
def observation_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    observation = access.observation_for_reading(request.user, public_id)
    revisions = list(access.revisions_for_reading(request.user, observation))
    reading.note(request.user, [observation, *revisions], where="passport")
    context = {
        "observation": observation,
        "value": tables.value_cell(observation),
        "unit": tables.unit_name(observation.unit),
        "facts": tables.definition_table(pages.passport_facts(observation)),
        "recorded": tables.definition_table(pages.recorded_facts(observation, _author(request, observation))),
        "source": tables.source_words(observation),
        "note": tables.note_text(observation.note),
        "newest": revisions[0],
        "table": tables.revisions_table(revisions),
        "exports": pages.exports("observations", pages.series_query(observation)),
        "is_confidential": observation.territory is None,
        "demo_notice": observation.is_demo,
        "breadcrumbs": pages.crumbs_of_figure(observation),
    }
    return render(request, "indicators/observation_detail.html", context)


def _author(request: HttpRequest, observation: Observation) -> str:
    if observation.recorded_by is None:
        return _("by the portal itself")
    return observation.recorded_by.get_full_name() if access.may_see_author(request.user, observation) else ""
