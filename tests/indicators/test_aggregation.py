from datetime import date
from decimal import Decimal

import pytest

from clusters.models import Link
from indicators.aggregation import asked_kinds, cluster_values, rules
from indicators.models import Indicator, Observation
from indicators.periods import parse_period

CODES = ("A01", "A02", "A07", "B01", "B02", "B05", "D08", "E01", "F01", "F02", "F03", "G08", "H02", "H04", "H06", "H07")


@pytest.fixture
def members(cluster, make_member):
    for code in CODES:
        Indicator.objects.create(code=code, name_ru=code, unit="ед.")
    sizes = ("small", "large", "micro", "unknown")
    sectors = ("business", "business", "science", "business")
    return [make_member(cluster, n, size_class=sizes[n], sector=sectors[n]) for n in range(4)]


@pytest.fixture
def report(members):
    def report(code, *values, status="verified", period="2025-Q1", **fields):
        span = parse_period(period)
        for organisation, value in zip(members, values, strict=False):
            if value is not None:
                Observation.objects.create(
                    indicator=Indicator.objects.get(code=code),
                    organisation=organisation,
                    period=span.code,
                    period_start=span.start,
                    period_end=span.end,
                    value=Decimal(value),
                    status=status,
                    is_demo=status == "demo",
                    **fields,
                )

    return report


def test_sum_with_contributors_and_coverage(report, cluster):
    report("A02", 10, 20, 30)
    value = cluster_values(cluster, "2025-Q1")["A02"]
    assert (value.value, value.contributors, value.members, value.unit) == (Decimal(60), 3, 4, "ед.")
    assert (value.coverage, value.suppressed, value.is_demo, value.rule) == (0.75, False, False, "sum")


def test_two_contributors_are_suppressed_and_none_is_just_nothing(report, cluster):
    report("A02", 10, 20)
    values = cluster_values(cluster, "2025-Q1")
    assert (values["A02"].value, values["A02"].suppressed) == (None, True)
    assert (values["B01"].value, values["B01"].suppressed, values["B01"].coverage) == (None, False, 0.0)


def test_ratio_counts_only_those_who_gave_both(report, cluster):
    report("B01", 100, 400, 900, 5000)
    report("A02", 10, 20, 30)
    value = cluster_values(cluster, "2025-Q1")["B05"]
    assert (value.value, value.contributors) == ((Decimal(1400) / 60).quantize(Decimal("0.000001")), 3)


def test_ratio_with_a_zero_denominator_leaves_that_member_out(report, cluster):
    report("H04", 100, 400, 900, 50)
    report("H03" if Indicator.objects.filter(code="H03").exists() else "H02", 0, 1, 1, 1)
    assert cluster_values(cluster, "2025-Q1")["H06"].value is None


def test_weighted_mean_and_plain_mean(report, cluster):
    report("E01", 40000, 50000, 60000)
    report("A02", 10, 20, 70)
    report("D08", 10, 20, 60, 30)
    values = cluster_values(cluster, "2025-Q1")
    assert values["E01"].value == Decimal(56000)
    assert values["D08"].value == Decimal(30)


def test_ratio_and_means_do_not_give_away_the_only_one_that_has_something(report, cluster):
    report("A02", 100, 100, 100)
    report("B01", 777, 0, 0)
    report("E01", 50000, 0, 0)
    report("D08", 5, 0, 0)
    values = cluster_values(cluster, "2025-Q1")
    assert [values[code].value for code in ("A02", "B01", "B05", "E01", "D08")] == [
        Decimal(300),
        None,
        None,
        None,
        None,
    ]


def test_drafts_submissions_other_periods_and_superseded_figures_do_not_count(report, cluster):
    report("A02", 1, 1, 1, status="draft")
    report("B01", 1, 1, 1, status="submitted")
    report("D08", 1, 1, 1, period="2024-Q4")
    report("B02", 1, 1, 1, activity="C")
    values = cluster_values(cluster, "2025-Q1")
    assert {values[code].contributors for code in ("A02", "B01", "D08", "B02")} == {0}


def test_only_members_at_the_end_of_the_period_count(report, cluster, members):
    report("A02", 10, 20, 30, 40)
    members[3].memberships.update(valid_until=date(2025, 3, 31))
    values = cluster_values(cluster, "2025-Q1")
    assert (values["A02"].value, values["A01"].value) == (Decimal(60), Decimal(3))


def test_demonstration_figures_say_so(report, cluster):
    report("A02", 10, 20, 30, status="demo")
    assert cluster_values(cluster, "2025-Q1")["A02"].is_demo


def test_registry_answers_for_size_sectors_and_links(members, cluster, make_member, neighbour_cluster):
    stranger = make_member(neighbour_cluster)
    ties = ((0, 1, "supplies", None), (1, 0, "serves", None), (0, 2, "supplies", date(2025, 1, 10)))
    for supplier, recipient, kind, since in ties:
        Link.objects.create(supplier=members[supplier], recipient=members[recipient], kind=kind, since=since)
    Link.objects.create(supplier=members[3], recipient=stranger, kind="supplies")
    Link.objects.create(supplier=members[3], recipient=members[2], kind="supplies", since=date(2026, 1, 1))
    values = cluster_values(cluster, "2025-Q1")
    found = {code: values[code].value for code in ("A01", "A07", "F02", "F03", "G08")}
    third = Decimal(1) / 3
    assert found == {
        "A01": 4,
        "A07": (200 * third).quantize(Decimal("0.000001")),
        "F02": Decimal(75),
        "F03": third.quantize(Decimal("0.000001")),
        "G08": 2,
    }


def test_cluster_without_members_has_no_shares(cluster):
    values = cluster_values(cluster, "2025-Q1")
    assert {code: values[code].value for code in ("A01", "A07", "F02", "F03")} == {
        "A01": 0,
        "A07": None,
        "F02": None,
        "F03": None,
    }


def test_every_rule_names_indicators_that_are_asked_for(official):
    known = set(Indicator.objects.catalogue().values_list("code", flat=True))
    for rule in rules():
        assert rule.code in known
        if rule.kind != "registry":
            assert {rule.numerator, rule.denominator or rule.numerator} <= set(asked_kinds()), rule.code
