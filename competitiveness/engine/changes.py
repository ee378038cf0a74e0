"""Why a score changed: the change between two periods, divided among criteria and indicators without a rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .aggregate import Family, exponent, parts
from .errors import ComputationError
from .method import Step
from .result import IndexResult, numbers
from .tables import Array, Mask, Table
from .tree import function_of

# Below this relative difference a quotient of differences is taken as the derivative.
SAME = 1e-7


@dataclass(frozen=True, eq=False)
class Change:
    """Change of each unit's score from `before` to `after`; NaN for a unit that has no score in one of them.

    `contributions` (units × nodes without the index) add up within each parent and to `change` at the top.
    """

    units: tuple[str, ...]
    before: Array
    after: Array
    change: Array
    contributions: Table

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe: missing is None."""
        named = {name: numbers(self.units, getattr(self, name)) for name in ("before", "after", "change")}
        return {"units": list(self.units), **named, "contributions": self.contributions.to_dict()}


@dataclass(frozen=True, eq=False)
class _Pair:
    """The children of one node in both periods, the same units in the same order.

    `x` values (they stand only where `w` > 0) and `w` row weights, units × children; `b` base weights, one per child; `y` the node's values.
    """

    x0: Array
    x1: Array
    w0: Array
    w1: Array
    b0: Array
    b1: Array
    y0: Array
    y1: Array

    @property
    def both(self) -> Mask:
        return (self.w0 > 0) & (self.w1 > 0)


def change(before: IndexResult, after: IndexResult) -> Change:
    """Divide the change of the scores of the units that are in both results.

    A quasi-arithmetic mean f(y) = Σ w f(x) changes by Δy = (Δy/Δf(y)) Σ [w̄ Δf(x) + Δw (f̄(x) − f̄(y))], exact with bars for the means
    of the two periods. For the arithmetic mean that is w̄ Δx, for the geometric the logarithmic mean Divisia index (Ang 2004). A child
    that is absent in one period counts there as its parent's value, which is what renormalised weights mean.
    Mazziotta–Pareto is divided by the same rule on its two sums, Copeland by the difference of the credits.

    Raises ComputationError where the trees or functions of the results differ: then a change has no meaning.
    """
    _check_comparable(before, after)
    units = tuple(unit for unit in before.units if unit in set(after.units))
    rows0, rows1 = (np.array([r.units.index(unit) for unit in units], dtype=int) for r in (before, after))
    framework = before.framework
    y0, y1 = before.scores[rows0], after.scores[rows1]
    share: dict[str, Array] = {framework.root: y1 - y0}
    factor: dict[str, Array] = {framework.root: np.ones(len(units))}
    by_weight: dict[str, Array] = {framework.root: np.zeros(len(units))}
    for node in reversed(framework.aggregates):
        pair = _pair(before, after, node, rows0, rows1)
        step = function_of(node, framework, before.method.aggregate)
        total, slope = _divide(pair, step, before.families[node], after.families[node], rows0, rows1)
        within = _weights_of_both(pair)
        for place, child in enumerate(framework.children[node]):
            down = factor[node] * slope[:, place]
            moved = np.where(pair.both[:, place], down * (pair.x1 - pair.x0)[:, place], 0.0)
            rest = factor[node] * total[:, place] - moved + by_weight[node] * within[:, place]
            share[child], factor[child], by_weight[child] = moved + rest, down, rest
    codes = tuple(node.code for node in framework.nodes if node.code != framework.root)
    unknown = np.isnan(y1 - y0)[:, None]
    table = Table(units, codes, np.where(unknown, np.nan, np.column_stack([share[code] for code in codes])))
    return Change(units, y0, y1, y1 - y0, table)


def _check_comparable(before: IndexResult, after: IndexResult) -> None:
    parents = [{node.code: node.parent for node in result.framework.nodes} for result in (before, after)]
    if parents[0] != parents[1]:
        raise ComputationError("change: the two results have different trees. Compute both periods with one framework")
    for node in before.framework.aggregates:
        first, second = (function_of(node, r.framework, r.method.aggregate) for r in (before, after))
        if _function(first) != _function(second):
            raise ComputationError(
                f"change: '{node}' is aggregated differently in the two results. Use one method for both"
            )


def _function(step: Step) -> tuple[Any, ...]:
    inner = {name: value for name, value in step.options.items() if name not in ("levels", "nodes", "minimum_share")}
    return step.kind, inner


def _pair(before: IndexResult, after: IndexResult, node: str, rows0: Any, rows1: Any) -> _Pair:
    first, second = before.families[node], after.families[node]
    y0, y1 = before.aggregated.column(node)[rows0], after.aggregated.column(node)[rows1]
    return _Pair(
        first.filled[rows0],
        second.filled[rows1],
        first.rows[rows0],
        second.rows[rows1],
        first.base,
        second.base,
        y0,
        y1,
    )


def _weights_of_both(pair: _Pair) -> Array:
    """Weights by which a part without a slope is handed down: the mean of the two periods, or those of the only one."""
    return _over(pair.w0 + pair.w1, pair.w0 + pair.w1 > 0)


def _divide(pair: _Pair, step: Step, first: Family, second: Family, rows0: Any, rows1: Any) -> tuple[Array, Array]:
    """Parts of the change of one node (units × children), and the slope by which a child's own change enters its part."""
    p = exponent(step)
    if p is not None:
        total, slope = _divide_power(pair, p)
    elif step.kind == "mazziotta_pareto":
        total, slope = _divide_penalised(pair, 1.0 if step["penalty"] == "+" else -1.0)
    else:
        credit0 = parts(first, pair.y0, step).credit[rows0]
        total = parts(second, pair.y1, step).credit[rows1] - credit0
        slope = np.zeros_like(total)
    # A node without a value in one period is its parent's matter alone: nothing of the change comes up through it.
    known = ~np.isnan(pair.y0 + pair.y1)[:, None]
    present = known & ((pair.w0 > 0) | (pair.w1 > 0))
    return np.where(present, total, 0.0), np.where(known & pair.both, slope, 0.0)


def _divide_power(pair: _Pair, p: float) -> tuple[Array, Array]:
    y0, y1 = pair.y0[:, None], pair.y1[:, None]
    x0, x1 = np.where(pair.w0 > 0, pair.x0, y0), np.where(pair.w1 > 0, pair.x1, y1)
    w0, w1 = (_over(base, (pair.w0 > 0) | (pair.w1 > 0)) for base in (pair.b0, pair.b1))
    f, derivative = _curve(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        level = (f(x0) + f(x1)) / 2 - (f(y0) + f(y1)) / 2
        scale = 1 / _quotient(y0, y1, f, derivative)
        slope = _finite(scale * (w0 + w1) / 2 * _quotient(x0, x1, f, derivative))
        return slope * (x1 - x0) + _finite(scale * (w1 - w0) * level), slope


def _finite(values: Array) -> Array:
    """0 for a slope at zero, where powers have none: nothing moved there."""
    return np.where(np.isfinite(values), values, 0.0)


def _over(base: Array, present: Mask) -> Array:
    """Weights of the children that are present in either period, summing to 1 in each row."""
    weights = np.where(present, base, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))


def _curve(p: float) -> tuple[Callable[[Array], Array], Callable[[Array], Array]]:
    if p == 0:
        return (lambda x: np.asarray(np.log(x))), (lambda x: 1 / x)
    return (lambda x: np.asarray(x**p)), (lambda x: np.asarray(p * x ** (p - 1)))


def _quotient(a: Array, b: Array, f: Callable[[Array], Array], derivative: Callable[[Array], Array]) -> Array:
    """(f(b) − f(a))/(b − a), the derivative in the middle where the two are nearly equal."""
    near = np.abs(b - a) <= SAME * np.maximum(np.abs(a), np.abs(b))
    return np.where(near, derivative((a + b) / 2), (f(b) - f(a)) / np.where(near, 1.0, b - a))


def _divide_penalised(pair: _Pair, sign: float) -> tuple[Array, Array]:
    """y = (1 − s) M + s Q/M with M = Σ w x, Q = Σ w x², s = ±1; Δ(Q/M) = ΔQ·mean(1/M) − mean(Q)·ΔM/(M₀M₁)."""
    mean0, mean1 = (np.sum(w * x, axis=1, keepdims=True) for w, x in ((pair.w0, pair.x0), (pair.w1, pair.x1)))
    square0, square1 = (np.sum(w * x * x, axis=1, keepdims=True) for w, x in ((pair.w0, pair.x0), (pair.w1, pair.x1)))
    x0, x1 = pair.x0, pair.x1
    with np.errstate(divide="ignore", invalid="ignore"):
        linear = (1 - sign) - sign * (square0 + square1) / 2 / (mean0 * mean1)
        curved = sign * (1 / mean0 + 1 / mean1) / 2
        total = linear * (pair.w1 * x1 - pair.w0 * x0) + curved * (pair.w1 * x1**2 - pair.w0 * x0**2)
        return total, (pair.w0 + pair.w1) / 2 * (linear + curved * (x0 + x1))
