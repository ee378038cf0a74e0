"""Regional measures against REAT 3.0.3 and Farhauer and Kröll (2013), and at their edges."""

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from competitiveness.engine import EmptyDistributionError, EngineError
from competitiveness.engine import regional as r
from tests.competitiveness.engine.material import reference

DOERSAM = [20, 50, 20, 10]
TABLE = np.array([[10.0, 30.0, 0.0], [20.0, 20.0, 0.0], [0.0, 0.0, 0.0]])


def scalar(measure: str, inputs: str) -> float:
    with reference("regional/scalar_results.csv").open(newline="") as file:
        return next(
            float(row["value"]) for row in csv.DictReader(file) if (row["measure"], row["inputs"]) == (measure, inputs)
        )


GDP = "gdp=460.69;549.19;124.16;65.29;31.59;109.27;263.44;39.87;258.53;645.59;131.95;35.03;112.66;56.22;85.61;56.81"
GDP_VALUES = [float(value) for value in GDP.removeprefix("gdp=").split(";")]


@pytest.mark.parametrize(
    ("measure", "inputs", "value"),
    [
        ("HHI", "20;50;20;10", lambda: r.herfindahl(DOERSAM)),
        ("HHI normalised (H-1/n)/(1-1/n)", "20;50;20;10", lambda: r.herfindahl_normalised(DOERSAM)),
        ("HHI equivalent number 1/H", "20;50;20;10", lambda: r.equivalent_number(DOERSAM)),
        ("HHI", GDP, lambda: r.herfindahl(GDP_VALUES)),
        ("Gini unnormalised", "20;50;20;10", lambda: r.gini(DOERSAM)),
        ("Gini normalised n/(n-1)", "20;50;20;10", lambda: r.gini(DOERSAM, normalised=True)),
        ("Gini unnormalised", GDP, lambda: r.gini(GDP_VALUES)),
    ],
)
def test_scalar_results(measure, inputs, value) -> None:
    assert value() == pytest.approx(scalar(measure, inputs), rel=1e-12)


def test_location_quotient_of_the_textbook() -> None:
    """Farhauer and Kröll: e_ij 1714, e_j 79006, e_i 879213, e 15593224."""
    numbers = {"totals": [879213], "reference": [79006], "reference_total": 15593224}
    assert r.location_quotients([[1714.0]], **numbers).values[0, 0] == pytest.approx(0.3847623423, rel=1e-9)
    assert r.location_differences([[1714.0]], **numbers).values[0, 0] == pytest.approx(-0.0031172172210276253, rel=1e-9)


def test_weighted_gini_does_not_depend_on_order() -> None:
    x, w = [500, 1500, 2500, 4000, 7500, 15000], [1000, 1200, 1600, 400, 200, 600]
    assert r.gini(x, weights=w) == pytest.approx(0.52782608695652167, rel=1e-12)
    assert r.gini([15000, *x[:5]], weights=[600, *w[:5]]) == pytest.approx(0.52782608695652167, rel=1e-12)


def test_gini_by_its_other_formula() -> None:
    x = np.sort(GDP_VALUES)
    n = len(x)
    formula = ((2 * np.arange(1, n + 1) - n - 1) * x).sum() / (n * x.sum())
    assert r.gini(GDP_VALUES) == pytest.approx(formula, rel=1e-12)


def test_gini_of_one_value_and_without_published_pairs() -> None:
    assert r.gini([5.0], normalised=True) == 0
    assert r.gini([5.0, np.nan, 15.0]) == pytest.approx(r.gini([5.0, 15.0]))
    with pytest.raises(EngineError, match="one weight per value"):
        r.gini([1, 2], weights=[1])


def test_mean_quotient_weighted_by_region_shares_is_one() -> None:
    table = TABLE[:2]
    result = r.location_quotients(table)
    weights = table.sum(axis=1) / table.sum()
    np.testing.assert_allclose((weights @ result.values)[:2], 1)


def test_empty_region_or_industry_is_zero_with_a_flag() -> None:
    result = r.location_quotients(TABLE)
    assert result.values[2].tolist() == [0, 0, 0]
    assert result.values[:, 2].tolist() == [0, 0, 0]
    assert result.flags[2].tolist() == [r.EMPTY_REGION] * 3
    assert result.flags[:2].tolist() == [["", "", r.EMPTY_INDUSTRY]] * 2
    np.testing.assert_array_equal(r.location_differences(TABLE).flags, result.flags)


def test_cell_not_published_is_missing_with_a_flag() -> None:
    result = r.location_quotients([[10.0, np.nan], [20.0, 5.0]], totals=[40.0, 25.0], reference=[30.0, 35.0])
    assert result.flags.tolist() == [["", r.NOT_PUBLISHED], ["", ""]]
    assert np.isnan(result.values[0, 1])
    assert result.values[0, 0] == pytest.approx((10 / 40) / (30 / 65))


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        ([1.0, 2.0], {}, "2 dimension"),
        ([[1.0, -2.0]], {}, "not negative"),
        ([[1.0, np.inf]], {}, "finite"),
        ([[1.0, 2.0]], {"totals": [1.0, 2.0]}, "one value per region"),
        ([[1.0, 2.0]], {"reference": [1.0]}, "reference per industry"),
    ],
)
def test_wrong_tables_are_refused(table, options, message) -> None:
    with pytest.raises(EngineError, match=message):
        r.location_quotients(table, **options)


def test_shares_against_a_known_total() -> None:
    assert r.shares([1.0, np.nan, 3.0], total=8).tolist()[0] == 0.125
    assert r.herfindahl([1.0, np.nan, 3.0], total=8) == pytest.approx(10 / 64)
    with pytest.raises(EmptyDistributionError, match="no mass"):
        r.shares([0.0, 0.0])


def test_concentration_ratios() -> None:
    assert r.concentration_ratio(DOERSAM, 1) == 0.5
    assert r.concentration_ratio(DOERSAM, 3) == pytest.approx(0.9)
    assert r.concentration_ratio([1.0, np.nan, 3.0], 5, total=8) == 0.5
    with pytest.raises(EngineError, match="at least one"):
        r.concentration_ratio(DOERSAM, 0)


def test_normalised_herfindahl_at_its_ends() -> None:
    assert r.herfindahl_normalised([7.0]) == 1
    assert r.herfindahl_normalised([3.0, 3.0, np.nan]) == pytest.approx(0)
    assert r.herfindahl_normalised([0.0, 9.0]) == pytest.approx(1)


def test_krugman_against_each_reference() -> None:
    table = np.array([[10.0, 30.0], [20.0, 20.0], [90.0, 10.0]])
    nation = r.krugman_reference(table, 0, "nation")
    assert nation.tolist() == pytest.approx([120 / 180, 60 / 180])
    assert r.krugman(table[0], nation) == pytest.approx(2 * (120 / 180 - 0.25))
    assert r.krugman_reference(table, 0, "others").tolist() == pytest.approx([0.7, 0.3])
    assert r.krugman(table[0], r.krugman_reference(table, 0, "region", other=1)) == pytest.approx(0.5)
    assert r.hoover(table[0], table[1]) == pytest.approx(0.25)


def test_krugman_leaves_out_what_either_side_does_not_publish() -> None:
    assert r.krugman([1.0, 1.0, np.nan], [2.0, 2.0, 9.0]) == 0
    with pytest.raises(EngineError, match="same parts"):
        r.krugman([1.0], [1.0, 2.0])


def test_krugman_reference_must_be_named() -> None:
    with pytest.raises(EngineError, match="nation, others, region"):
        r.krugman_reference(TABLE, 0, "region")
    with pytest.raises(EngineError, match="'mean' is not one of"):
        r.krugman_reference(TABLE, 0, "mean")
    with pytest.raises(EngineError, match="no other region"):
        r.krugman_reference(TABLE[:1], 0, "others")


def test_growth() -> None:
    assert r.growth_rate(100, 121, 2) == pytest.approx(0.1)
    assert r.growth_rate(100, 0, 2) == -1
    assert np.isnan([r.growth_rate(0, 5, 1), r.growth_rate(5, 5, 0), r.growth_rate(5, -1, 1)]).all()
    assert r.index_to_base([50, 75, 25], 1).tolist() == pytest.approx([200 / 3, 100, 100 / 3])
    assert np.isnan(r.index_to_base([0, 5])).all()


@given(arrays(float, st.integers(2, 12), elements=st.floats(0.01, 1e6)))
@settings(deadline=None)
def test_bounds_of_concentration(values) -> None:
    n = len(values)
    assert 1 / n - 1e-12 <= r.herfindahl(values) <= 1 + 1e-12
    assert -1e-9 <= r.gini(values) <= (n - 1) / n + 1e-9
    assert 0 <= r.krugman(values, np.ones(n)) <= 2
    assert r.concentration_ratio(values, n) == pytest.approx(1)
