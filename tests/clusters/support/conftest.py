from decimal import Decimal
from types import SimpleNamespace

import pytest

from clusters.support import actions, criteria
from tests import cast
from tests.clusters import make


@pytest.fixture
def scene(tourism, kislovodsk):
    """An open grant for hotels of the tourism cluster, a hotel with its reporter, an official, a neighbour."""
    hotel = make.member(tourism, "Гостиница «Лаванда»")
    hotel.kind, hotel.territory = "hotel", kislovodsk
    hotel.save()
    fields = {"name_ru": "Грант", "name_en": "Grant", "kind": "grant", "level": "regional", "summary_ru": "Пандусы"}
    measure = actions.make_measure(by=None, fields=fields)
    rules = criteria.content({"kind": ["hotel"], "no_tax_debt": True})
    measure = actions.set_eligibility(by=None, measure=measure, content=rules, reason="первые")
    measure = actions.move_measure(by=None, measure=measure, verb="open")
    other = make.organisation("Гостиница «Соседка»", kind="hotel")
    return SimpleNamespace(
        cluster=tourism,
        hotel=hotel,
        other=other,
        measure=measure,
        reporter=cast.reporter(hotel),
        neighbour=cast.neighbour(organisation=other),
        official=cast.official(),
        fields=fields,
    )


@pytest.fixture
def draft(scene):
    return start(scene)


def start(scene, by=None, organisation=None):
    return actions.start_application(
        by=by or scene.reporter,
        measure=scene.measure,
        organisation=organisation or scene.hotel,
        purpose="Пандус и подъёмник",
        requested=Decimal("777777.77"),
        answers={"applicant.no_tax_debt": True},
    )
