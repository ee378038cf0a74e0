"""Weights: expert, equal, AHP, equal influence, principal components."""

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from competitiveness.engine import ComputationError, DataError, Node, build
from competitiveness.engine.method import Method
from competitiveness.engine.weights import equal_influence, principal_components, varimax
from tests.competitiveness.engine.material import FIVE, TWO_LEVELS, data, flat, method, tree

nan = np.nan
RANDOM = np.random.default_rng(7)


def weights_of(step: object, framework=TWO_LEVELS, dataset=FIVE):
    return build(dataset, framework, method(normalise="zscore", weight=step))


def test_expert_weights_are_shares_within_the_parent() -> None:
    result = weights_of("expert")
    assert result.weights == pytest.approx(
        {"Index": 1, "P": 2 / 3, "Q": 1 / 3, "a": 3 / 4, "b": 1 / 4, "c": 1 / 2, "d": 1 / 2}
    )
    assert result.effective == pytest.approx(
        {"Index": 1, "P": 2 / 3, "Q": 1 / 3, "a": 1 / 2, "b": 1 / 6, "c": 1 / 6, "d": 1 / 6}
    )


def test_method_can_override_expert_weights() -> None:
    result = weights_of({"kind": "expert", "weights": {"P": 1, "a": 0}})
    assert result.weights["P"] == 0.5
    assert (result.weights["a"], result.weights["b"]) == (0, 1)


def test_equal_weights() -> None:
    assert set(weights_of("equal").weights.values()) == {0.5, 1}


def test_weights_that_sum_to_zero_are_refused() -> None:
    with pytest.raises(ComputationError, match="children of 'Q' sum to 0"):
        weights_of({"kind": "expert", "weights": {"c": 0, "d": 0}})


@pytest.mark.parametrize(
    ("step", "path"),
    [
        ({"kind": "expert", "weights": {"z": 1}}, r"weight\.weights\.z"),
        ({"kind": "ahp", "matrices": {"a": {"order": ["x"], "values": [[1]]}}}, r"weight\.matrices\.a"),
        ({"kind": "equal_influence", "parents": ["a"]}, r"weight\.parents\.a"),
        ({"kind": "principal_components", "parents": ["z"]}, r"weight\.parents\.z"),
    ],
)
def test_unknown_node_is_named(step, path) -> None:
    with pytest.raises(DataError, match=path):
        weights_of(step)


def ahp(values: list[list[object]], order: str = "xyz", **options: object):
    steps = {"kind": "ahp", "matrices": {"Index": {"order": list(order), "values": values}}, **options}
    dataset = data("AB", x=[1, 2], y=[2, 1], z=[1, 3])
    return build(dataset, flat("x", "y", "z"), method(weight=steps))


def test_consistent_comparisons_give_back_their_weights() -> None:
    result = ahp([[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]])
    assert result.weights == pytest.approx({"Index": 1, "x": 4 / 7, "y": 2 / 7, "z": 1 / 7})
    assert result.reports.consistency["Index"] == pytest.approx(0, abs=1e-9)
    assert result.reports.warnings == ()


def test_comparisons_are_joined_by_code() -> None:
    result = ahp([[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]], order="zyx")
    assert result.weights["z"] == pytest.approx(4 / 7)


def test_order_two_is_always_consistent() -> None:
    matrix = {"order": ["x", "y"], "values": [[1, 3], ["1/3", 1]]}
    result = build(
        data("AB", x=[1, 2], y=[2, 1]), flat("x", "y"), method(weight={"kind": "ahp", "matrices": {"Index": matrix}})
    )
    assert result.weights["x"] == pytest.approx(0.75)
    assert result.reports.consistency["Index"] == 0


INCONSISTENT = [[1, 9, "1/9"], ["1/9", 1, 9], [9, "1/9", 1]]


def test_inconsistent_comparisons_are_warned_of() -> None:
    """A perfect circle x > y > z > x by 9: λ = 1 + 9 + 1/9, so the ratio is (λ − 3)/2/0.58."""
    result = ahp(INCONSISTENT)
    ratio = (1 + 9 + 1 / 9 - 3) / 2 / 0.58
    assert result.reports.consistency["Index"] == pytest.approx(ratio)
    assert result.reports.warnings == (
        f"weight: the comparisons for 'Index' are inconsistent: ratio {ratio:.3f} above 0.1",
    )


def test_inconsistent_comparisons_can_be_refused() -> None:
    with pytest.raises(ComputationError, match="Revise the comparisons"):
        ahp(INCONSISTENT, inconsistent="error")


def test_comparisons_must_cover_the_children() -> None:
    with pytest.raises(DataError, match="Compare exactly these: x, y, z"):
        ahp([[1, 1], [1, 1]], order="xy")


def test_nodes_without_comparisons_take_the_framework() -> None:
    matrix = {"order": ["c", "d"], "values": [[1, 3], ["1/3", 1]]}
    result = weights_of({"kind": "ahp", "matrices": {"Q": matrix}})
    assert result.weights["c"] == pytest.approx(0.75)
    assert result.weights["a"] == pytest.approx(0.75)


def correlations(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    mean = x @ weights
    return np.array([np.corrcoef(column, mean)[0, 1] for column in x.T])


@given(st.integers(0, 10_000), st.integers(2, 6))
@settings(max_examples=40, deadline=None)
def test_equal_influence(seed, size) -> None:
    """Weighted children correlate equally with the mean, the others at least as much."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(40, size)) @ random.normal(size=(size, size)) * random.uniform(0.5, 20, size)
    correlation, deviations = np.corrcoef(x, rowvar=False), x.std(axis=0, ddof=1)
    weights = equal_influence(correlation, deviations)
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)
    found = correlations(x, weights)
    level = found[weights > 0].mean()
    np.testing.assert_allclose(found[weights > 0], level, rtol=0, atol=1e-5)
    assert (found >= level - 1e-5).all()


@given(st.integers(0, 10_000), st.integers(2, 8))
@settings(max_examples=40, deadline=None)
def test_equal_influence_agrees_with_non_negative_least_squares(seed, size) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(30, size)) @ random.normal(size=(size, size))
    correlation = np.corrcoef(x, rowvar=False)
    root = np.linalg.cholesky(correlation + 1e-10 * np.eye(size)).T
    v, _ = scipy.optimize.nnls(root, np.linalg.solve(root.T, np.ones(size)))
    np.testing.assert_allclose(equal_influence(correlation, np.ones(size)), v / v.sum(), atol=1e-5)


def test_equal_influence_within_the_index() -> None:
    x = RANDOM.normal(size=(26, 4)) * [1, 5, 2, 9]
    letters = "".join(chr(65 + place) for place in range(26))
    framework = tree(
        ("Index", ""), ("P", "Index"), ("Q", "Index"), *((code, "PPQQ"[place]) for place, code in enumerate("abcd"))
    )
    dataset = data(letters, **{code: x[:, place].tolist() for place, code in enumerate("abcd")})
    result = build(dataset, framework, method(weight={"kind": "equal_influence", "parents": ["P"]}))
    found = [np.corrcoef(result.aggregated.column(code), result.aggregated.column("P"))[0, 1] for code in "ab"]
    assert found[0] == pytest.approx(found[1], abs=1e-6)
    assert (result.weights["c"], result.weights["P"]) == (0.5, 0.5)


def test_constant_child_gets_nothing_from_correlations() -> None:
    dataset = data("ABCD", x=[1, 2, 3, 5], y=[4, 1, 3, 2], z=[2, 2, 2, 2])
    result = build(dataset, flat("x", "y", "z"), method(normalise="zscore", weight="equal_influence"))
    assert result.weights["z"] == 0
    assert result.weights["x"] == pytest.approx(0.5)


def test_only_child_has_all_the_weight() -> None:
    dataset = data("ABC", x=[1, 2, 3])
    assert build(dataset, flat("x"), method(weight="principal_components")).weights["x"] == 1


def test_correlations_need_three_complete_units() -> None:
    with pytest.raises(ComputationError, match="'Index' has 2 units with all children; at least 3"):
        build(data("ABC", x=[1, 2, 3], y=[1, 3, nan]), flat("x", "y"), method(weight="equal_influence"))


def test_correlations_need_variation_among_complete_units() -> None:
    dataset = data("ABCD", x=[1, 2, 3, nan], y=[2, 2, 2, 9])
    with pytest.raises(ComputationError, match="'y' under 'Index' does not vary"):
        build(dataset, flat("x", "y"), method(weight="equal_influence"))


TWO_GROUPS = np.array([[1, 0.8, 0, 0], [0.8, 1, 0, 0], [0, 0, 1, 0.5], [0, 0, 0.5, 1]])


def test_first_component() -> None:
    np.testing.assert_allclose(principal_components(TWO_GROUPS, "first"), [0.5, 0.5, 0, 0], atol=1e-12)
    np.testing.assert_allclose(principal_components(TWO_GROUPS, "first_squared"), [0.5, 0.5, 0, 0], atol=1e-12)


def test_first_component_sets_opposed_children_to_zero() -> None:
    opposed = np.array([[1, 0.9, -0.3], [0.9, 1, -0.3], [-0.3, -0.3, 1]])
    weights = principal_components(opposed, "first")
    assert weights[2] == 0
    assert weights[0] == pytest.approx(0.5)


def test_factors_weigh_by_the_largest_squared_loading() -> None:
    """Two uncorrelated pairs: the factors have squared loadings 0.9 and 0.75, no rotation mixes them."""
    weights = principal_components(TWO_GROUPS, "factors")
    np.testing.assert_allclose(weights, np.array([0.9, 0.9, 0.75, 0.75]) / 3.3, atol=1e-9)
    np.testing.assert_allclose(principal_components(TWO_GROUPS, "factors", 1), [0.5, 0.5, 0, 0], atol=1e-9)
    np.testing.assert_allclose(principal_components(np.eye(3), "factors"), np.full(3, 1 / 3), atol=1e-9)


def test_more_factors_than_children_are_as_many_as_there_are() -> None:
    np.testing.assert_allclose(principal_components(TWO_GROUPS, "factors", 9).sum(), 1)


def test_principal_components_within_the_index() -> None:
    result = weights_of({"kind": "principal_components", "form": "first_squared", "parents": ["P"]})
    assert result.weights["a"] == pytest.approx(0.5)
    assert result.weights["c"] == 0.5


def test_varimax_keeps_communalities_and_finds_simple_structure() -> None:
    simple = np.array([[0.9, 0], [0.8, 0], [0, 0.7], [0, 0.6], [0, 0]])
    angle = 0.6
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    found = varimax(simple @ turn)
    np.testing.assert_allclose((found**2).sum(axis=1), (simple**2).sum(axis=1), atol=1e-12)
    np.testing.assert_allclose(np.sort(np.abs(found), axis=1), np.sort(simple, axis=1), atol=1e-6)
    assert (varimax(simple @ turn, rounds=1) ** 2).sum() == pytest.approx((simple**2).sum())


def test_default_form_is_that_of_the_handbook() -> None:
    assert Method.from_dict({"weight": {"kind": "principal_components"}}).weight["form"] == "factors"
    assert Node(code="x").weight == 1
