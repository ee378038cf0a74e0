"""One scale after another, by hand and at its edges."""

import numpy as np
import pytest
import scipy.stats

from competitiveness.engine import ComputationError, DataError, Node, build
from tests.competitiveness.engine.material import data, flat, method, tree

nan = np.nan
X = [2.0, 4.0, 4.0, nan, 10.0]


def scaled(kind: str, values: list[float] = X, node: Node | None = None, **options: object) -> list[float]:
    framework = tree(("I", ""), node) if node else flat("x")
    units = "ABCDE"[: len(values)]
    result = build(data(units, x=values), framework, method(normalise={"kind": kind, **options}))
    return result.normalised.column("x").tolist()


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        ("none", {}, X),
        ("minmax", {}, [0, 25, 25, nan, 100]),
        ("minmax", {"lower": 1, "upper": 5}, [1, 2, 2, nan, 5]),
        ("rank", {}, [1, 2, 2, nan, 4]),
        ("borda", {}, [0, 1, 1, nan, 3]),
        ("percentile_rank", {}, [0, 1 / 3, 1 / 3, nan, 1]),
        ("percentile", {}, [25, 50, 50, nan, 100]),
        ("categorical", {}, [40, 50, 50, nan, 100]),
        ("distance_to_maximum", {}, [0, 0.25, 0.25, nan, 1]),
        ("distance_to_reference", {"unit": "B"}, [0, 1, 1, nan, 4]),
        ("distance_to_reference", {"unit": "B", "cap": True}, [0, 1, 1, nan, 1]),
        ("share_of_maximum", {}, [0.2, 0.4, 0.4, nan, 1]),
        ("ratio_to_mean", {}, [0.4, 0.8, 0.8, nan, 2]),
        ("ratio_to_best", {}, [0.2, 0.4, 0.4, nan, 1]),
        ("ratio_to_worst", {}, [1, 2, 2, nan, 5]),
        ("difference_to_mean", {}, [-0.6, -0.2, -0.2, nan, 1]),
        ("difference_to_worst", {}, [0, 1, 1, nan, 4]),
        ("above_below_mean", {"threshold": 0.25}, [-1, 0, 0, nan, 1]),
    ],
)
def test_scale(kind, options, expected) -> None:
    np.testing.assert_allclose(scaled(kind, **options), expected, rtol=1e-12)


def test_zscore() -> None:
    x = np.array([2.0, 4.0, 4.0, 10.0])
    np.testing.assert_allclose(scaled("zscore", x.tolist()), scipy.stats.zscore(x, ddof=1), rtol=1e-12)
    moved = scaled("zscore", x.tolist(), mean=100, deviation=10, ddof=0)
    np.testing.assert_allclose(moved, 100 + 10 * scipy.stats.zscore(x), rtol=1e-12)


def test_goalposts_are_capped_unless_told_otherwise() -> None:
    node = Node(code="x", parent="I", lower=3, upper=8)
    np.testing.assert_allclose(scaled("goalposts", node=node), [0, 20, 20, nan, 100])
    np.testing.assert_allclose(scaled("goalposts", node=node, cap=False), [-20, 20, 20, nan, 140])


def test_goalposts_of_an_indicator_in_which_less_is_better() -> None:
    node = Node(code="x", parent="I", direction=-1, lower=2, upper=10)
    np.testing.assert_allclose(scaled("goalposts", node=node), [100, 75, 75, nan, 0])


def test_goalposts_under_a_transform() -> None:
    node = Node(code="x", parent="I", transform="log10", lower=1, upper=100)
    np.testing.assert_allclose(scaled("goalposts", [1.0, 10.0, 1000.0], node), [0, 50, 100])


def test_distance_to_a_target() -> None:
    node = Node(code="x", parent="I", target=6)
    np.testing.assert_allclose(scaled("distance_to_target", node=node), [0, 0.5, 0.5, nan, 2])
    np.testing.assert_allclose(scaled("distance_to_target", node=node, cap=True), [0, 0.5, 0.5, nan, 1])
    falling = Node(code="x", parent="I", target=4, direction=-1)
    np.testing.assert_allclose(scaled("distance_to_target", node=falling), [8 / 6, 1, 1, nan, 0])


def test_target_that_all_have_reached() -> None:
    node = Node(code="x", parent="I", target=2)
    np.testing.assert_allclose(scaled("distance_to_target", node=node, cap=True), [1, 1, 1, nan, 1])
    with pytest.raises(ComputationError, match="'x': every unit has reached 2"):
        scaled("distance_to_target", node=node)


@pytest.mark.parametrize("kind", ["goalposts", "distance_to_target"])
def test_fixed_point_that_is_missing_is_named(kind) -> None:
    with pytest.raises(ComputationError, match=r"'x' has no (lower|target)\. Give it in the framework"):
        scaled(kind)


def test_fixed_point_without_a_logarithm_is_named() -> None:
    with pytest.raises(ComputationError, match="lower of 'x' is 0: its logarithm does not exist"):
        scaled("goalposts", [1.0, 2.0], Node(code="x", parent="I", transform="log", lower=0, upper=9))


def test_reference_unit_must_exist_and_have_a_value() -> None:
    with pytest.raises(DataError, match="no unit 'Z' after screening"):
        scaled("distance_to_reference", unit="Z")
    with pytest.raises(ComputationError, match="reference unit 'D' has no value for 'x'"):
        scaled("distance_to_reference", unit="D")


def test_division_by_zero_names_the_indicator() -> None:
    with pytest.raises(ComputationError, match="'ratio_to_worst' would divide 'x' by zero"):
        scaled("ratio_to_worst", [0.0, 1.0])


@pytest.mark.parametrize("kind", ["share_of_maximum", "ratio_to_mean", "ratio_to_worst", "difference_to_mean"])
def test_ratio_rises_with_merit_also_where_less_is_better(kind) -> None:
    values = scaled(kind, [2.0, 3.0, 9.0], Node(code="x", parent="I", direction=-1))
    assert values[0] > values[1] > values[2]


def test_plain_quotient_turns_the_order_where_values_are_negative() -> None:
    node = Node(code="x", parent="I", direction=-1)
    assert scaled("share_of_maximum", [2.0, 3.0, 9.0], node, divisor="signed") == [1, 1.5, 4.5]


def test_one_indicator_can_have_its_own_scale() -> None:
    steps = method(normalise={"kind": "minmax", "indicators": {"y": {"kind": "rank"}}})
    result = build(data("ABC", x=[1, 2, 3], y=[10, 30, 20]), flat("x", "y"), steps)
    assert result.normalised.column("x").tolist() == [0, 50, 100]
    assert result.normalised.column("y").tolist() == [1, 3, 2]


def test_scale_for_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(DataError, match=r"normalise\.indicators\.z: there is no such indicator"):
        build(
            data("AB", x=[1, 2]), flat("x"), method(normalise={"kind": "rank", "indicators": {"z": {"kind": "rank"}}})
        )


def test_direction_can_be_left_out() -> None:
    framework = tree(("I", ""), Node(code="x", parent="I", direction=-1))
    assert build(data("AB", x=[1, 2]), framework, method(direct="none")).scores.tolist() == [1, 2]
    assert build(data("AB", x=[1, 2]), framework, method()).scores.tolist() == [-1, -2]


MIDDLES = {
    "minmax": 50, "zscore": 0, "rank": 1, "percentile_rank": 0.5, "percentile": 50, "borda": 0, "categorical": 50,
    "distance_to_maximum": 0.5, "share_of_maximum": 1, "ratio_to_mean": 1, "difference_to_mean": 0, "above_below_mean": 0,
}  # fmt: skip


@pytest.mark.parametrize("kind", MIDDLES)
def test_constant_column_gets_the_middle_and_no_weight(kind) -> None:
    varied = [3.0, 1.0, 2.0]
    both = build(data("ABC", x=varied, y=[7.0, 7.0, nan]), flat("x", "y"), method(normalise=kind))
    alone = build(data("ABC", x=varied), flat("x"), method(normalise=kind))
    np.testing.assert_array_equal(both.normalised.column("y"), [MIDDLES[kind], MIDDLES[kind], nan])
    assert both.scores.tolist() == alone.scores.tolist()
    assert both.effective["y"] == 0
    assert both.reports.constant == both.reports.uninformative == ("y",)


def test_constant_column_between_goalposts_keeps_its_word() -> None:
    framework = tree(
        ("I", ""), Node(code="x", parent="I", lower=0, upper=10), Node(code="y", parent="I", lower=0, upper=10)
    )
    result = build(data("AB", x=[5, 6], y=[2, 2]), framework, method(normalise="goalposts"))
    assert result.scores.tolist() == pytest.approx([35, 40])
    assert result.reports.constant == ("y",)
    assert result.reports.uninformative == ()


def test_single_unit_between_goalposts() -> None:
    framework = tree(("I", ""), Node(code="x", parent="I", lower=0, upper=10))
    result = build(data("A", x=[5]), framework, method(normalise="goalposts"))
    assert (result.score("A"), result.rank("A")) == (50, 1)


def test_everything_constant_still_gives_scores() -> None:
    result = build(data("AB", x=[1, 1], y=[2, 2]), flat("x", "y"), method(normalise="minmax"))
    assert result.scores.tolist() == [50, 50]
    assert result.ranks.tolist() == [1, 1]
    assert result.reports.uninformative == ("Index", "x", "y")


def test_column_without_any_value_is_told() -> None:
    result = build(data("AB", x=[1, 3], y=[nan, nan]), flat("x", "y"), method(normalise="minmax"))
    assert result.reports.empty == ("y",)
    assert result.scores.tolist() == [0, 100]
