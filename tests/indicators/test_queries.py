from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from clusters.models import Territory
from indicators import queries
from indicators.actions import record_observation
from indicators.enums import Status
from indicators.models import Indicator
from indicators.periods import parse_period


@pytest.fixture
def of(official):
    return lambda code: Territory.objects.get(code=code)


@pytest.fixture
def by_code(official):
    return lambda code: Indicator.objects.get(code=code)


def test_series_in_the_order_of_time(of, by_code):
    rows = queries.series(by_code("E01"), of("KISL"))
    assert [(row.period, row.value) for row in rows] == [
        ("2022", Decimal("46245.1")),
        ("2023", Decimal("53557.5")),
        ("2024", Decimal("63656.5")),
    ]
    assert queries.series(by_code("E01"), of("KISL"), variant="") == []
    assert queries.series(by_code("E01"), of("KISL"), as_of=timezone.now() - timedelta(days=1)) == []


def test_series_of_an_organisation_is_not_public(by_code, cluster_member):
    period = parse_period("2025-Q1")
    row = record_observation(
        by=None,
        indicator=by_code("A02"),
        subject=cluster_member,
        period=period,
        value=Decimal(5),
        unit="чел.",
        status=Status.VERIFIED,
    )
    assert queries.series(by_code("A02"), cluster_member) == []
    assert queries.series(by_code("A02"), cluster_member, public=False) == [row]


@pytest.fixture
def cluster_member(official, make_member):
    from clusters.models import Cluster

    return make_member(Cluster.objects.get(slug="tourism"))


def test_employment_by_section_gives_one_basis_with_the_withheld(of):
    kislovodsk = queries.employment_by_section(of("KISL"), 2023)
    assert kislovodsk[""].value == 16394
    assert round(100 * kislovodsk["Q"].value / kislovodsk[""].value, 1) == Decimal("56.9")
    assert kislovodsk["A"].is_suppressed
    krai = queries.employment_by_section(of("STA"), "2023")
    assert {row.variant for row in krai.values()} == {"municipal-sum"}
    assert len(krai) == 20
    assert queries.employment_by_section(of("STA"), 2023, variant="no-small-business") == {}
    assert queries.employment_by_section(of("ZOLS"), 2023) == {}


def test_latest_prefers_the_basis_that_is_meant(of, by_code):
    krai = queries.latest(by_code("K03"), of("STA"))
    assert (krai.period, krai.variant) == ("2025-01-01", "")
    assert queries.latest(by_code("K03"), of("STA"), variant="krai-strategy").value == Decimal("2800.7")
    assert queries.latest(by_code("G05"), of("STA")) is None


def test_latest_of_several_takes_one_query(of, django_assert_num_queries):
    place = of("KISL")
    with django_assert_num_queries(1):
        found = queries.latest_of(place, ("A02", "K03", "G05"))
    assert {code: row.period for code, row in found.items()} == {"A02": "2023", "K03": "2024-01-01"}
    assert list(found) == ["A02", "K03"]


def test_compare_gives_one_figure_for_each_territory(of, by_code):
    found = queries.compare(by_code("K03"), [of("STA"), of("KISL")], "2018-01-01")
    assert list(found) == ["STA"]
    assert queries.compare(by_code("K03"), [of("STA")], "2018-01-01", variant="second-source")["STA"].value == 2800674


def test_search_finds_indicators_in_any_case(official):
    hits = queries.search("ЗАРАБОТНАЯ плата")
    assert [hit.kind for hit in hits] == ["indicator"] * len(hits)
    assert "/indicators/E01/" in {hit.url for hit in hits}
    assert queries.search("58701")[0].title.startswith("E01 · ")
