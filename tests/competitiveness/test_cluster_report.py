"""The index over the clusters: parts add up, what is suppressed drops out, another period's report stays comparable."""

import pytest

from clusters.models import Cluster
from competitiveness import computing
from competitiveness.cluster_report import collect
from competitiveness.problems import NotReportable
from indicators.models import Observation
from tests.competitiveness.conftest import QUARTERS


@pytest.fixture
def report_of(clusters_with_figures):
    def compute(slug="tourism", period=QUARTERS[1]):
        method = computing.newest_method("cluster")
        inputs = collect(Cluster.objects.get(slug=slug), period, method.config)
        return inputs, computing.compute("cluster", inputs, method.config)

    return compute


def by_code(result):
    return {row["code"]: row for row in result["indicators"]}


def test_score_by_hand(report_of):
    _inputs, result = report_of()
    # A02: 330 of 0–10,000; E01: mean weighted by staff of 30,000–120,000; B05: 180,000/330 of 0–2,500.
    wage = (100 * 55000 + 110 * 56000 + 120 * 57000) / 330
    employment = (3.3 + (wage - 30000) / 900) / 2
    efficiency = 180000 / 330 / 25
    assert result["score"] == pytest.approx((employment + efficiency) / 2, rel=1e-9)


def test_contributions_add_up_to_the_score(report_of):
    _inputs, result = report_of()
    parts = [row["contribution"] for row in result["indicators"] if row["contribution"] is not None]
    assert sum(parts) == pytest.approx(result["score"], rel=1e-12)
    assert sum(row["contribution"] for row in result["criteria"]) == pytest.approx(result["score"], rel=1e-12)
    assert sum(row["weight"] for row in result["indicators"] if row["weight"]) == pytest.approx(1, rel=1e-12)


def test_change_adds_up_without_remainder(report_of):
    _inputs, result = report_of()
    _inputs, before = report_of(period=QUARTERS[0])
    change = result["change"]
    assert change["total"] == pytest.approx(result["score"] - before["score"], rel=1e-12)
    assert sum(change["criteria"].values()) == pytest.approx(change["total"], rel=1e-9)
    assert sum(change["indicators"].values()) == pytest.approx(change["total"], rel=1e-9)
    assert before["change"] is None


def test_series_repeats_the_scores_of_the_other_periods(report_of):
    _inputs, result = report_of()
    _inputs, before = report_of(period=QUARTERS[0])
    assert [point["score"] for point in result["series"]["tourism"]] == [before["score"], result["score"]]


def test_suppressed_indicator_drops_out_and_is_named(report_of):
    rows = Observation.objects.filter(indicator__code="E01", period=QUARTERS[1], organisation__name_ru="tourism 2")
    rows.update(superseded_at="2099-01-01T00:00Z")
    inputs, result = report_of()
    frozen = inputs["values"][QUARTERS[1]]["tourism"]["E01"]
    assert (frozen["value"], frozen["suppressed"], frozen["contributors"]) == (None, True, None)
    assert result["coverage"]["suppressed"] == ["E01"]
    assert by_code(result)["E01"] | {"weight": None, "contribution": None} == by_code(result)["E01"]
    assert result["change"]["disappeared"] == ["E01"]
    assert sum(result["change"]["criteria"].values()) == pytest.approx(result["change"]["total"], rel=1e-9)


def test_missing_and_suppressed_are_told_apart(report_of):
    _inputs, result = report_of()
    states = {code: row["state"] for code, row in by_code(result).items()}
    assert states == {"A02": "used", "B05": "used", "B06": "missing", "E01": "used"}
    assert result["coverage"] | {"of": 4, "used": 3, "missing": ["B06"]} == result["coverage"]


def test_interval_holds_the_score_and_is_named(report_of):
    _inputs, result = report_of()
    interval = result["interval"]
    assert interval["kind"] == "leave_one_indicator_out"
    assert interval["low"] < result["score"] < interval["high"]
    assert interval["low_without"] == "E01"
    assert interval["rank_low"] <= result["rank"] <= interval["rank_high"]


def test_mechanisms_are_a_second_view_of_the_same_indicators(report_of):
    _inputs, result = report_of()
    scores = {row["code"]: row["score"] for row in result["mechanisms"]}
    normalised = {code: row["normalised"] for code, row in by_code(result).items()}
    assert scores["M1"] == pytest.approx(normalised["B05"])
    assert scores["M2"] == pytest.approx((normalised["A02"] + normalised["E01"]) / 2)


def test_ranks_and_comparison(report_of):
    _inputs, result = report_of()
    assert {row["cluster"]: row["rank"] for row in result["comparison"]} == {"tourism": 2, "industrial": 1}
    assert (result["rank"], result["of"]) == (2, 2)


def test_made_up_figures_mark_the_report(report_of):
    assert report_of()[1]["is_demo"] is True


def test_period_without_figures_is_refused_with_the_remedy(clusters_with_figures):
    config = computing.newest_method("cluster").config
    with pytest.raises(NotReportable, match="2023-Q1"):
        collect(clusters_with_figures["tourism"], "2023-Q1", config)


def test_cluster_that_did_not_report_before_has_no_change(report_of):
    rows = Observation.objects.filter(period=QUARTERS[0], organisation__name_ru__startswith="tourism")
    rows.update(superseded_at="2099-01-01T00:00Z")
    _inputs, result = report_of()
    assert result["change"] is None
    assert [point["score"] is None for point in result["series"]["tourism"]] == [True, False]
