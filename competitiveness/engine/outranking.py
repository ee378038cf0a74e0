"""Comparing units pair by pair: outranking matrix, Copeland scores, the orders of Condorcet–Kemeny–Young–Levenglick.

OECD/JRC Handbook (2008), 6.11 and tables 35–37; Saari and Merlin (1996) for Copeland.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np

from .errors import ComputationError
from .tables import Array

MOST_UNITS_TO_PERMUTE = 8


def signs(column: Array) -> Array:
    """+1 where the row's unit is above the column's, −1 below, 0 equal, NaN where either has no value."""
    return np.asarray(np.sign(column[:, None] - column[None, :]))


def outranking(x: Array, weights: Array) -> Array:
    """E (units × units): E_ik = weight of the columns where i beats k plus half of the ties.

    `x` is units × columns, NaN = missing, more is better; `weights` one per column. The weights of a pair are those of the columns that both
    have, made to sum to 1, so that E + Eᵀ = 1 off the diagonal; with no column in common the pair is ½ : ½. The diagonal is 0.
    """
    size = len(x)
    balance, common = np.zeros((size, size)), np.zeros((size, size))
    for column, weight in zip(x.T, weights, strict=True):
        sign = signs(column)
        balance += weight * np.nan_to_num(sign)
        common += weight * ~np.isnan(sign)
    share = np.divide(balance, common, out=np.zeros_like(balance), where=common > 0)
    result = 0.5 + share / 2
    np.fill_diagonal(result, 0.0)
    return np.asarray(result)


def outcomes(matrix: Array, tolerance: float, active: Any) -> Array:
    """+1 victory, −1 defeat, 0 neither, for each pair of active units; E is compared with ½ under the tolerance."""
    margin = matrix - 0.5
    result = (margin > tolerance).astype(float) - (margin < -tolerance)
    np.fill_diagonal(result, 0.0)
    return np.asarray(result * np.outer(active, active))


def copeland_scores(matrix: Array, tolerance: float, score: str, active: Any = True) -> Array:
    """Score of each unit: ``net`` victories − defeats, ``wins`` victories + ½ ties, ``support`` ΣE.

    `active` says which units take part; the others get 0.
    """
    active = np.broadcast_to(np.asarray(active, dtype=bool), (len(matrix),))
    pairs = np.outer(active, active) & ~np.eye(len(matrix), dtype=bool)
    if score == "support":
        return np.asarray(np.where(pairs, matrix, 0.0).sum(axis=1))
    result = outcomes(matrix, tolerance, active)
    if score == "net":
        return np.asarray(result.sum(axis=1))
    return np.asarray(np.where(pairs, (result + 1) / 2, 0.0).sum(axis=1))


def copeland_credit(x: Array, weights: Array, tolerance: float, score: str) -> Array:
    """Divide each unit's Copeland score among the columns (units × columns), adding up to it.

    A victory is credited to the columns in which the unit beats the other, a defeat to those in which it is beaten, by weight; support and
    ties go to the columns as they enter E; with no column in common, by the weights of those the unit has.
    """
    matrix = outranking(x, weights)
    active = np.asarray((~np.isnan(x) & (weights > 0)).any(axis=1))
    pairs = np.outer(active, active) & ~np.eye(len(x), dtype=bool)
    result = outcomes(matrix, tolerance, active)
    # What each pair adds to the score, and the part of E (or 1 − E) in proportion to which it is shared.
    if score == "support":
        worth, won = np.where(pairs, matrix, 0.0), np.ones_like(matrix, dtype=bool)
    elif score == "net":
        worth, won = result, result > 0
    else:
        worth, won = np.where(pairs, (result + 1) / 2, 0.0), result >= 0
    half = 0.5 if score != "net" else 0.0
    pull = [_pull(column, weight, won, half) for column, weight in zip(x.T, weights, strict=True)]
    whole = np.sum(pull, axis=0)
    own = np.where(np.isnan(x), 0.0, weights)
    own = np.divide(own, own.sum(axis=1, keepdims=True), out=np.zeros_like(own), where=active[:, None])
    credit = [
        np.sum(worth * np.divide(part, whole, out=np.repeat(share[:, None], len(x), axis=1), where=whole > 0), axis=1)
        for part, share in zip(pull, own.T, strict=True)
    ]
    return np.column_stack(credit)


def _pull(column: Array, weight: float, won: Array, half: float) -> Array:
    sign = signs(column)
    favourable = np.where(won, sign > 0, sign < 0)
    return np.asarray(weight * (favourable + half * (sign == 0)))


def order_support(matrix: Array, order: Sequence[int]) -> float:
    """Σ E_ik over the pairs in which i stands before k in `order`: how well an order agrees with the comparisons."""
    places = np.asarray(order)
    return float(np.triu(matrix[np.ix_(places, places)], k=1).sum())


def best_orders(matrix: Array) -> tuple[float, tuple[tuple[int, ...], ...]]:
    """The highest support and every order that reaches it, by trying all; ComputationError above eight units."""
    if len(matrix) > MOST_UNITS_TO_PERMUTE:
        raise ComputationError(f"best_orders: {len(matrix)} units are too many to try all orders. Use Copeland scores")
    supports = {order: order_support(matrix, order) for order in permutations(range(len(matrix)))}
    best = max(supports.values())
    return best, tuple(order for order, support in supports.items() if best - support < 1e-9)
