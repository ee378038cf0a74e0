"""Pairwise comparisons and Copeland scores."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from competitiveness.engine import ComputationError, build
from competitiveness.engine.outranking import best_orders, copeland_credit, copeland_scores, outranking
from tests.competitiveness.engine.material import data, flat, method

nan = np.nan
cells = st.one_of(st.just(nan), st.integers(0, 4).map(float))
tables = arrays(float, st.tuples(st.integers(2, 7), st.integers(1, 5)), elements=cells)


def by_hand(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The definition, pair by pair."""
    size = len(x)
    matrix = np.zeros((size, size))
    for i in range(size):
        for k in range(size):
            pairs = [(w, a, b) for w, a, b in zip(weights, x[i], x[k], strict=True) if not np.isnan(a + b)]
            total = sum(w for w, _, _ in pairs)
            won = sum(w * ((a > b) + (a == b) / 2) for w, a, b in pairs)
            matrix[i, k] = 0 if i == k else won / total if total else 0.5
    return matrix


@given(tables, st.integers(0, 999))
@settings(deadline=None)
def test_outranking_is_its_definition(x, seed) -> None:
    weights = np.random.default_rng(seed).dirichlet(np.ones(x.shape[1]))
    matrix = outranking(x, weights)
    np.testing.assert_allclose(matrix, by_hand(x, weights), atol=1e-12)
    np.testing.assert_allclose(matrix + matrix.T + np.eye(len(x)), 1, atol=1e-12)


@given(tables, st.sampled_from(["net", "wins", "support"]))
@settings(deadline=None)
def test_credits_add_up_to_the_score(x, score) -> None:
    weights = np.full(x.shape[1], 1 / x.shape[1])
    active = ~np.isnan(x).all(axis=1)
    expected = copeland_scores(outranking(x, weights), 1e-9, score, active)
    credit = copeland_credit(x, weights, 1e-9, score)
    np.testing.assert_allclose(credit.sum(axis=1)[active], expected[active], atol=1e-9)


THREE = np.array([[3.0, 3.0, 1.0], [2.0, 2.0, 3.0], [1.0, 1.0, 2.0]])


@pytest.mark.parametrize(
    ("score", "expected"), [("net", [2, 0, -2]), ("wins", [2, 1, 0]), ("support", [4 / 3, 4 / 3, 1 / 3])]
)
def test_scores_of_three(score, expected) -> None:
    matrix = outranking(THREE, np.full(3, 1 / 3))
    np.testing.assert_allclose(copeland_scores(matrix, 1e-9, score), expected)


def test_tie_within_the_tolerance_is_a_tie() -> None:
    """0.1 + 0.2 + 0.2 is not quite one half in float64."""
    x = np.array([[1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    weights = np.array([0.1, 0.2, 0.2, 0.5])
    matrix = outranking(x, weights)
    assert copeland_scores(matrix, 1e-9, "net").tolist() == [0, 0]
    assert copeland_scores(matrix, 1e-9, "wins").tolist() == [0.5, 0.5]


def test_victory_is_credited_to_what_won_it() -> None:
    credit = copeland_credit(np.array([[2.0, 2.0, 1.0], [1.0, 1.0, 9.0]]), np.array([0.5, 0.25, 0.25]), 1e-9, "net")
    np.testing.assert_allclose(credit, [[2 / 3, 1 / 3, 0], [-2 / 3, -1 / 3, 0]])


def test_copeland_index_with_missing_data() -> None:
    """B and C are compared by y alone; a pair without a common indicator is a tie."""
    dataset = data("ABC", x=[3, 1, nan], y=[nan, 1, 2])
    result = build(dataset, flat("x", "y"), method(aggregate="copeland"))
    assert result.scores.tolist() == [1, -2, 1]
    assert result.ranks.tolist() == [1, 3, 1]


def test_unit_without_values_takes_no_part() -> None:
    dataset = data("ABC", x=[3, 1, nan])
    result = build(dataset, flat("x"), method(aggregate={"kind": "copeland", "score": "wins"}))
    np.testing.assert_array_equal(result.scores, [1, 0, nan])
    support = build(dataset, flat("x"), method(aggregate={"kind": "copeland", "score": "support"}))
    np.testing.assert_array_equal(support.scores, [1, 0, nan])


def test_orders_of_more_than_eight_units_are_not_tried() -> None:
    with pytest.raises(ComputationError, match="9 units are too many"):
        best_orders(np.zeros((9, 9)))


def test_best_order_of_three() -> None:
    matrix = outranking(THREE, np.full(3, 1 / 3))
    best, orders = best_orders(matrix)
    assert orders == ((0, 1, 2),)
    assert best == pytest.approx(2 / 3 + 2 / 3 + 1)
