from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from indicators.guard import create_guard, drop_guard
from indicators.models import Observation
from indicators.periods import parse_period


@pytest.fixture
def make(wage, place):
    def make(**fields):
        period = parse_period(fields.pop("period", "2023"))
        base = {"indicator": wage, "territory": place, "status": "official", "value": Decimal("1.5"), "unit": "руб."}
        span = {"period": period.code, "period_start": period.start, "period_end": period.end}
        return Observation.objects.create(**{**base, **span, **fields})

    return make


def refused(make, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)


def test_figure_belongs_to_exactly_one_subject(make, cluster, make_member):
    make(territory=None, cluster=cluster)
    make(territory=None, organisation=make_member(cluster))
    refused(make, territory=None)
    refused(make, cluster=cluster)


@pytest.mark.parametrize("status", ["official", "imported", "verified"])
def test_published_figure_may_be_withheld(make, status):
    assert make(status=status, value=None).is_suppressed


@pytest.mark.parametrize("status", ["draft", "submitted", "imputed"])
def test_other_figures_have_a_value(make, status):
    refused(make, status=status, value=None)
    assert make(status=status).value == Decimal("1.5")


def test_demonstration_carries_status_and_mark_together(make):
    refused(make, status="demo")
    refused(make, is_demo=True)
    assert make(status="demo", is_demo=True).is_demo


def test_period_does_not_end_before_it_begins(make):
    day = parse_period("2023").start
    refused(make, period_end=day - timedelta(days=1))


def test_one_current_figure_for_a_key_and_each_part_of_the_key_counts(make):
    first = make()
    refused(make, revision=2)
    for other in ({"activity": "Q"}, {"variant": "census"}, {"period": "2024"}):
        assert make(**other).is_current
    Observation.objects.filter(pk=first.pk).update(superseded_at=timezone.now())
    assert make(revision=2).revision == 2
    refused(make, revision=2, superseded_at=timezone.now())


def test_superseded_not_before_it_was_recorded(make):
    now = timezone.now()
    refused(make, recorded_at=now, superseded_at=now - timedelta(seconds=1))


@pytest.mark.parametrize("change", [{"value": Decimal(2)}, {"note": "x"}, {"status": "imported"}, {"unit": "%"}])
def test_recorded_figure_is_never_changed(make, change):
    row = make()
    with pytest.raises(IntegrityError, match="record a revision"), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(**change)


def test_superseding_is_allowed_once_and_not_undone(make):
    row = make()
    rows = Observation.objects.filter(pk=row.pk)
    assert rows.update(superseded_at=timezone.now()) == 1
    with pytest.raises(IntegrityError, match="record a revision"), transaction.atomic():
        rows.update(superseded_at=None)


def test_guard_can_be_taken_down_and_put_up_again(make):
    row = make()
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        drop_guard(None, editor)
        Observation.objects.filter(pk=row.pk).update(note="x")
        create_guard(None, editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(note="y")


def test_as_of_reads_the_past(make):
    moments = [timezone.now() - timedelta(days=days) for days in (30, 20, 10)]
    make(recorded_at=moments[0], superseded_at=moments[2], value=Decimal(1))
    make(recorded_at=moments[2], value=Decimal(2), revision=2)
    values = [[row.value for row in Observation.objects.as_of(moment)] for moment in moments]
    assert values == [[Decimal(1)], [Decimal(1)], [Decimal(2)]]
    assert not Observation.objects.as_of(moments[0] - timedelta(days=1)).exists()
    assert [row.value for row in Observation.objects.current()] == [Decimal(2)]


def test_figure_knows_its_decimals_key_and_address(make, place, wage):
    row = make(value=Decimal("43178.500000"))
    row.refresh_from_db()
    assert (row.digits, make(period="2022", value=Decimal(1700)).digits) == (1, 0)
    assert row.key == (wage.pk, place.pk, None, None, "", "2023", "")
    assert row.get_absolute_url() == f"/observations/{row.public_id}/"
    assert row.subject == place
    assert Observation.objects.official().count() == 2
