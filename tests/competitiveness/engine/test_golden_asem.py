"""51 countries × 49 indicators, every stage of a pipeline computed by another program (COINr 1.1.14)."""

import numpy as np
import pytest

from competitiveness.engine import IndexResult, Table, build
from competitiveness.engine.files import read_data, read_meta
from tests.competitiveness.engine.material import method, numbers, reference, rows

PIPELINE = {
    "impute": {"kind": "group_mean", "group": "EurAsia_group"},
    "screen": {"kind": "share", "minimum": 0.66},
    "treat": {"kind": "winsorise"},
    "normalise": {"kind": "minmax"},
}


def compute(**steps: object) -> IndexResult:
    meta = read_meta(reference("index/asem_iMeta.csv"))
    data = read_data(reference("index/asem_iData.csv"), meta.framework, meta.groups)
    return build(data.dataset, meta.framework, method(**{**PIPELINE, **steps}))


def assert_table(table: Table, name: str) -> None:
    """Every cell of the reference, matched by code, to rtol 1e-9; a missing one is missing here too."""
    expected = numbers(name, "uCode")
    assert set(expected) == set(table.units)
    for unit, row in expected.items():
        ours = [table.value(unit, code) for code in row]
        np.testing.assert_allclose(ours, list(row.values()), rtol=1e-9, atol=1e-12, err_msg=f"{name}: {unit}")


@pytest.fixture(scope="module")
def result() -> IndexResult:
    return compute()


@pytest.mark.parametrize("stage", ["denominated", "imputed", "screened", "treated", "normalised", "aggregated"])
def test_stage_agrees(result: IndexResult, stage: str) -> None:
    assert_table(getattr(result, stage), f"index/A_{stage}.csv")


def test_raw_data_agree() -> None:
    assert_table(compute(denominate="none").denominated, "index/A_raw.csv")


def test_effective_weights_agree(result: IndexResult) -> None:
    for row in rows("index/A_effective_weights.csv"):
        assert result.effective[row["iCode"]] == pytest.approx(float(row["EffWeight"]), rel=1e-9)


def test_levels_agree(result: IndexResult) -> None:
    for row in rows("index/A_effective_weights.csv"):
        assert result.framework.levels[row["iCode"]] == int(row["Level"])


def test_ranks_agree(result: IndexResult) -> None:
    expected = {row["uCode"]: int(row["Index"]) for row in rows("index/A_results_summ_ranks.csv")}
    assert {unit: result.rank(unit) for unit in result.units} == expected


def test_scores_agree(result: IndexResult) -> None:
    for row in rows("index/A_results_summ_scores.csv"):
        assert result.score(row["uCode"]) == pytest.approx(float(row["Index"]), rel=1e-9)


def test_treatment_agrees(result: IndexResult) -> None:
    ours = {item.indicator: item for item in result.reports.treatments}
    for row in rows("index/A_treatment_details.csv"):
        item = ours[row["iCode"]]
        assert item.skewness == pytest.approx(float(row["check_SkewKurt0.Skew"]), rel=1e-9)
        assert item.kurtosis == pytest.approx(float(row["check_SkewKurt0.Kurt"]), rel=1e-9)
        assert item.points == int(row["winsorise.nwin"] or 0)
        if item.points:
            assert item.passed
            assert item.skewness_after == pytest.approx(float(row["check_SkewKurt1.Skew"]), rel=1e-9)
            assert item.kurtosis_after == pytest.approx(float(row["check_SkewKurt1.Kurt"]), rel=1e-9)


def test_imputed_cells_are_counted(result: IndexResult) -> None:
    assert len(result.reports.imputed) == 65
    assert result.reports.imputed_by_unit["LAO"] == 10
    assert result.reports.availability["LAO"] == pytest.approx(39 / 49)


def test_screen_looks_at_the_data_before_imputation() -> None:
    strict = compute(screen={"kind": "share", "minimum": 0.8})
    assert [unit.unit for unit in strict.reports.dropped] == ["BRN", "LAO"]
    assert len(strict.units) == 49


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        ({}, "norm_minmax_0_100"),
        ({"normalise": "zscore"}, "norm_zscore_0_1"),
        ({"normalise": "rank"}, "norm_rank_min"),
        ({"normalise": "zscore"}, "agg_amean_zscore_0_1"),
        (
            {"normalise": {"kind": "minmax", "lower": 1, "upper": 100}, "aggregate": "geometric"},
            "agg_gmean_minmax1_100",
        ),
    ],
)
def test_variant_agrees(steps: dict[str, object], name: str) -> None:
    assert_table(compute(**steps).aggregated, f"index/{name}.csv")
