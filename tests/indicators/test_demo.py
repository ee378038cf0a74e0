from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import clusters.demo
import clusters.reference
import indicators.demo
import indicators.reference
from clusters.models import Cluster
from indicators.actions import record_observation
from indicators.aggregation import cluster_values, cluster_values_many
from indicators.enums import Status
from indicators.models import Observation
from indicators.periods import quarters


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for the module and rolled back after it; each test rolls back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        clusters.reference.load()
        indicators.reference.load()
        clusters.demo.load({})
        with CaptureQueriesContext(connection) as queries:
            loaded = indicators.demo.load()
        yield loaded, len(queries)
        transaction.set_rollback(True)


@pytest.fixture
def demo(_loaded, db):
    return _loaded


def test_eight_marked_quarters_are_loaded_in_few_statements_and_once(demo):
    loaded, statements = demo
    rows = Observation.objects.filter(is_demo=True)
    assert loaded.created == rows.count() > 20_000
    assert statements < rows.count() / 20
    assert set(rows.values_list("status", "source").distinct()) == {("demo", "Демонстрационные данные")}
    assert rows.values("period").distinct().count() == 8
    assert sorted({row[0] for row in rows.values_list("period").distinct()})[::7] == ["2024-Q4", "2026-Q3"]
    assert not rows.filter(organisation__is_demo=False).exists()
    assert indicators.demo.load() == indicators.demo.Loaded(0, 0)


def test_figures_of_a_quarter_agree_with_each_other(demo):
    organisation = Observation.objects.filter(indicator__code="H04", is_demo=True).first().organisation
    values = dict(
        Observation.objects.filter(organisation=organisation, period="2025-Q3").values_list("indicator__code", "value")
    )
    assert values["H07"] == (values["H04"] / values["H03"]).quantize(Decimal("0.001"))
    assert abs(values["H06"] - 100 * values["H04"] / (values["H02"] * 92)) < Decimal("0.001")
    assert 0 < values["H06"] < 100
    assert values["B02"] < values["B01"]


def test_what_a_person_recorded_for_a_demo_organisation_stays(demo):
    row = Observation.objects.filter(is_demo=True, indicator__code="A02").with_subjects().first()
    period = indicators.demo.FIRST
    mine = record_observation(
        by=None,
        indicator=row.indicator,
        subject=row.organisation,
        period=period,
        value=Decimal(7),
        unit="чел.",
        status=Status.SUBMITTED,
    )
    assert (mine.revision, indicators.demo.load()) == (2, indicators.demo.Loaded(0, 0))


def test_every_cluster_has_figures_of_every_quarter_and_they_differ(demo):
    periods = quarters(indicators.demo.FIRST, 8)
    found = cluster_values_many(Cluster.objects.all(), periods)
    assert len(found) == 24
    for code in ("A01", "A02", "B01", "B05", "C01", "D02", "D06", "E01", "F01", "F03", "J07", "K01"):
        assert len({values[code].value for values in found.values()}) > 3, code
        assert all(values[code].value is not None for values in found.values()), code
    resort = found["tourism", "2026-Q3"]
    assert resort["H02"].value > 1000
    assert 5 < resort["H07"].value < 20
    assert resort["H06"].is_demo
    assert found["industrial", "2026-Q3"]["H02"].value is None
    assert cluster_values(Cluster.objects.get(slug="tourism"), "2026-Q3") == resort


def test_number_of_queries_does_not_depend_on_clusters_and_periods(demo, django_assert_num_queries):
    everything = list(Cluster.objects.all())
    with django_assert_num_queries(4):
        cluster_values_many(everything[:1], quarters(indicators.demo.FIRST, 1))
    with django_assert_num_queries(4):
        cluster_values_many(everything, quarters(indicators.demo.FIRST, 8))
