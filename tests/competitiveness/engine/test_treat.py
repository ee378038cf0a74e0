"""Outliers: the test, the winsorising, the logarithm."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from competitiveness.engine import ComputationError, Node, build
from competitiveness.engine.method import Method
from competitiveness.engine.treat import constant, logarithm, moments, winsorise
from tests.competitiveness.engine.material import data, flat, method, tree

nan = np.nan
CALM = [float(value) for value in range(1, 21)]


def step(**options: object):
    return Method.from_dict({"treat": {"kind": "winsorise", **options}}).treat


def treated(values: list[float], **options: object):
    """The treated column and what is told of it."""
    units = "".join(chr(65 + place) for place in range(len(values)))
    result = build(data(units, x=values), flat("x"), method(treat={"kind": "winsorise", **options}))
    return result.treated.column("x").tolist(), result.reports.treatments[0]


@given(
    arrays(float, st.tuples(st.integers(4, 30), st.just(2)), elements=st.floats(-100, 100).map(lambda x: round(x, 2)))
)
@settings(deadline=None)
def test_moments_agree_with_scipy(values) -> None:
    skewness, kurtosis = moments(values)
    for place in range(2):
        x = values[:, place]
        if constant(x[:, None])[0]:
            assert np.isnan(skewness[place])
            assert np.isnan(kurtosis[place])
        elif np.ptp(x) > 1e-3 * np.abs(x).max():
            assert skewness[place] == pytest.approx(scipy.stats.skew(x, bias=False), rel=1e-7, abs=1e-7)
            assert kurtosis[place] == pytest.approx(scipy.stats.kurtosis(x, bias=False), rel=1e-7, abs=1e-7)


def test_moments_leave_missing_values_out() -> None:
    x = np.array([1.0, 2.0, nan, 4.0, 50.0])
    skewness, kurtosis = moments(x[:, None])
    assert skewness[0] == pytest.approx(scipy.stats.skew(x[~np.isnan(x)], bias=False))
    assert kurtosis[0] == pytest.approx(scipy.stats.kurtosis(x[~np.isnan(x)], bias=False))


def test_three_values_have_no_moments() -> None:
    assert np.isnan(moments(np.array([[1.0], [2.0], [9.0]]))).all()


def test_column_that_passes_is_left_alone() -> None:
    values, detail = treated(CALM)
    assert values == CALM
    assert (detail.action, detail.passed, detail.points) == ("none", True, 0)
    assert detail.skewness == detail.skewness_after == pytest.approx(0)


def test_high_skew_alone_does_not_fail() -> None:
    """|G1| ≥ 2 and G2 ≥ 3.5 must both hold."""
    x = [0.0] * 14 + [1.0, 1.0]
    assert scipy.stats.skew(x, bias=False) > 2
    assert treated(x, kurtosis=9)[1].passed


def test_points_move_one_by_one_to_the_next_distinct_value() -> None:
    values, detail = treated([*CALM, 90.0, 200.0])
    assert values == [*CALM, 20.0, 20.0]
    assert (detail.action, detail.passed, detail.points, detail.units) == ("winsorised", True, 2, ("U", "V"))
    assert detail.skewness > 2 > detail.skewness_after


def test_low_side_is_winsorised_where_the_skew_is_negative() -> None:
    values, detail = treated([*CALM, -200.0])
    assert values[-1] == 1.0
    assert detail.units == ("U",)


def test_ties_count_as_points() -> None:
    """Three equal extremes are three points: with two allowed nothing moves."""
    values = [*CALM, 90.0, 90.0, 90.0]
    result, moved = winsorise(np.array(values), step(points=2, skewness=1, kurtosis=1))
    assert result.tolist() == values
    assert not moved.any()
    result, moved = winsorise(np.array(values), step(points=3, skewness=1, kurtosis=1))
    assert moved.sum() == 3
    assert result.max() == 20


def test_logarithm_is_taken_of_the_original_column() -> None:
    values = [float(2**place) for place in range(22)]
    column, detail = treated(values, points=1)
    low, span = min(values), max(values) - min(values)
    assert column == pytest.approx([math.log(value - low + 0.01 * span) for value in values])
    assert (detail.action, detail.points, detail.units) == ("log_shifted", 0, ())
    assert detail.passed


def test_without_a_logarithm_the_winsorised_column_stays() -> None:
    values = [float(3**place) for place in range(22)]
    column, detail = treated(values, points=1, then="none")
    assert column[-1] == column[-2] == values[-2]
    assert (detail.action, detail.passed, detail.points) == ("winsorised", False, 1)
    column, detail = treated(values, points=0, then="none")
    assert column == values
    assert (detail.action, detail.passed) == ("none", False)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("log_shifted", lambda x: math.log(x + 2 + 0.01 * 1002)),
        ("log_plus_one", lambda x: math.log(x + 3)),
        ("log_scaled", lambda x: math.log(999 * (x + 2) / 1002 + 1)),
    ],
)
def test_forms_of_the_logarithm_take_negative_values(form, expected) -> None:
    values = [-2.0, -1.0, *CALM, 1000.0]
    column, detail = treated(values, points=0, then=form)
    assert column == pytest.approx([expected(value) for value in values])
    assert detail.action == form


def test_plain_logarithm() -> None:
    values = [*CALM, 1000.0]
    assert treated(values, points=0, then="log_plain")[0] == pytest.approx(np.log(values))
    column, detail = treated([0.0, *values], points=0, then="log_plain")
    assert column == [0.0, *values]
    assert (detail.action, detail.passed) == ("none", False)
    assert logarithm(np.array([-9.0, -5.0, 0.5]), "log_scaled") is None


def test_logarithm_that_would_flatten_the_column_is_not_taken() -> None:
    values = [value * 1e-20 for value in [*CALM, 1000.0]]
    column, detail = treated(values, points=0, then="log_plus_one")
    assert column == values
    assert (detail.action, detail.passed) == ("none", False)


def test_reflected_logarithm_keeps_the_order() -> None:
    values = [-1000.0, *CALM]
    column, detail = treated(values, points=0, reflect=True)
    assert (np.diff(column) > 0).all()
    assert abs(detail.skewness_after) < abs(detail.skewness)
    straight, _ = treated(values, points=0)
    assert (np.diff(straight) > 0).all()


def test_reflection_does_not_touch_a_tail_on_the_high_side() -> None:
    values = [*CALM, 1000.0]
    assert treated(values, points=0, reflect=True) == treated(values, points=0)


def test_two_distinct_values_are_never_made_constant() -> None:
    values = [0.0] * 24 + [1.0]
    column, detail = treated(values)
    assert column == values
    assert (detail.action, detail.passed) == ("none", False)


def test_winsorising_stops_before_the_column_is_constant() -> None:
    result, moved = winsorise(np.array([0.0] * 24 + [1.0, 9.0]), step())
    assert result.max() == 1
    assert moved.sum() == 1


def test_exception_is_not_treated_but_told() -> None:
    column, detail = treated([*CALM, 500.0], **{"except": ["x"]})
    assert column[-1] == 500
    assert (detail.action, detail.passed) == ("none", False)


def test_without_the_step_moments_are_still_told() -> None:
    result = build(data("ABCDE", x=[1, 2, 3, 4, 50]), flat("x"), method())
    detail = result.reports.treatments[0]
    assert detail.passed is None
    assert detail.skewness == pytest.approx(scipy.stats.skew([1, 2, 3, 4, 50], bias=False))


def test_missing_values_stay_missing() -> None:
    column, _ = treated([*CALM, nan, 500.0])
    assert np.isnan(column[20])
    assert column[21] == 20


def test_goalposts_follow_the_logarithm() -> None:
    values = [float(2**place) for place in range(22)]
    framework = tree(("I", ""), Node(code="x", parent="I", lower=1, upper=2**21))
    units = "".join(chr(65 + place) for place in range(22))
    steps = method(treat={"kind": "winsorise", "points": 0, "then": "log_plain"}, normalise="goalposts")
    result = build(data(units, x=values), framework, steps)
    assert result.normalised.column("x") == pytest.approx([100 * place / 21 for place in range(22)])


def test_goalpost_outside_the_logarithm_is_an_error() -> None:
    values = [float(2**place) for place in range(22)]
    framework = tree(("I", ""), Node(code="x", parent="I", lower=-(10.0**9), upper=2**21))
    units = "".join(chr(65 + place) for place in range(22))
    steps = method(treat={"kind": "winsorise", "points": 0}, normalise="goalposts")
    with pytest.raises(ComputationError, match=r"lower of 'x' lies outside .* Put 'x' into treat\.except"):
        build(data(units, x=values), framework, steps)
