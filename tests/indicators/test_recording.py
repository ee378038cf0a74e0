from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from indicators.actions import record_observation
from indicators.enums import Status
from indicators.models import Observation
from indicators.periods import parse_period


@pytest.fixture
def record(wage, place):
    def record(**fields):
        base = {"indicator": wage, "subject": place, "period": parse_period("2023"), "unit": "руб."}
        return record_observation(**{"by": None, "value": Decimal("1.5"), "status": Status.OFFICIAL, **base, **fields})

    return record


def test_figure_is_recorded_with_author_and_audit_row(record, make_user):
    by = make_user("official")
    row = record(
        by=by, source="Росстат", source_url="https://rosstat.gov.ru/", note="n", activity="Q", variant="census"
    )
    assert (row.value, row.revision, row.recorded_by, row.activity, row.variant) == (
        Decimal("1.5"),
        1,
        by,
        "Q",
        "census",
    )
    assert (row.period_start.isoformat(), row.period_end.isoformat()) == ("2023-01-01", "2023-12-31")
    event = AuditEvent.objects.get(verb="indicators.record_observation")
    assert (event.actor, event.object_id, event.before) == (by, row.public_id, None)
    assert event.after == {"indicator": "E01", "period": "2023", "revision": 1, "status": "official"}


def test_other_figure_supersedes_and_the_audit_names_what_stood(record):
    first, second = record(), record(value=Decimal(2))
    first.refresh_from_db()
    assert (second.revision, first.superseded_at, second.superseded_at) == (2, second.recorded_at, None)
    event = AuditEvent.objects.order_by("sequence").last()
    assert event.before == {"public_id": first.public_id}


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "тыс. руб."},
        {"status": Status.IMPORTED},
        {"source": "b"},
        {"source_url": "https://b/"},
        {"value": None},
    ],
)
def test_provenance_is_part_of_the_figure(record, change):
    record()
    assert record(**change).revision == 2


def test_same_figure_again_changes_nothing_even_with_another_note(record):
    first = record()
    assert record(note="in other words", value=Decimal("1.50")) == first
    assert (Observation.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_stranger_is_refused_and_nothing_is_written(record, make_user, cluster, make_member):
    for by, subject in ((make_user("api_partner"), None), (make_user("official"), make_member(cluster))):
        with pytest.raises(PermissionDenied):
            record(by=by, **({"subject": subject} if subject else {}))
    assert (Observation.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_figures_of_clusters_and_organisations_are_revisions_of_their_own(record, cluster, make_member, make_user):
    organisation = make_member(cluster)
    by = make_user("reporter", organisation)
    rows = [record(), record(subject=cluster), record(by=by, subject=organisation, status=Status.SUBMITTED)]
    assert [row.revision for row in rows] == [1, 1, 1]
    assert [row.subject for row in rows][1:] == [cluster, organisation]
