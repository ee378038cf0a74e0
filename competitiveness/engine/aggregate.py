"""Functions that make one value of several, and how the value divides into parts.

OECD/JRC Handbook (2008), chapter 6; Mazziotta and Pareto (2013) for the penalised mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .errors import ComputationError
from .method import Step
from .outranking import copeland_credit, copeland_scores, outranking
from .tables import Array, Mask

ABSENT = 1.0  # stands where a child has no weight: harmless to every function


@dataclass(frozen=True, eq=False)
class Family:
    """The children of one node: `x` units × children (NaN = missing), `base` one weight per child, summing to 1.

    `rows` (units × children) are the weights renormalised over the children that are present, 0 for the others; all 0 in the row of
    a unit that has none.
    """

    node: str
    children: tuple[str, ...]
    x: Array
    base: Array
    rows: Array = field(init=False)

    def __post_init__(self) -> None:
        weights = np.where(np.isnan(self.x), 0.0, self.base)
        total = weights.sum(axis=1, keepdims=True)
        object.__setattr__(self, "rows", np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))

    @property
    def filled(self) -> Array:
        return np.where(self.rows > 0, self.x, ABSENT)

    @property
    def active(self) -> Mask:
        """Which units have a value of this node at all."""
        return np.asarray(self.rows.any(axis=1))


@dataclass(frozen=True, eq=False)
class Parts:
    """How a node's value divides among its children, units × children.

    `credit` adds up to the value. `slope` is its derivative by each child, None where there is none (Copeland).
    """

    credit: Array
    slope: Array | None


def exponent(step: Step) -> float | None:
    """The exponent p of the power mean (Σ w xᵖ)^(1/p), 0 for the geometric mean; None for other functions."""
    named = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
    if step.kind == "power":
        return float(step["exponent"])
    return named.get(step.kind)


def aggregate(family: Family, step: Step, units: tuple[str, ...]) -> Array:
    """One value per unit, NaN for a unit without any child. ComputationError names the unit and the child
    whose value the function does not take.
    """
    _check_domain(family, step, units)
    p = exponent(step)
    x, w = family.filled, family.rows
    if p is not None:
        value = power_mean(x, w, p)
    elif step.kind == "mazziotta_pareto":
        mean = np.sum(w * x, axis=1)
        value = np.divide(np.sum(w * x * x, axis=1), mean, out=np.zeros_like(mean), where=family.active)
        value = value if step["penalty"] == "+" else 2 * mean - value
    else:
        matrix = outranking(_seen(family), family.base)
        value = copeland_scores(matrix, step["tolerance"], step["score"], family.active)
    return np.where(family.active, value, np.nan)


def power_mean(x: Array, w: Array, p: float) -> Array:
    """Weighted power mean of each row; rows of `w` sum to 1."""
    if p == 1:
        return np.asarray(np.sum(w * x, axis=1))
    if p == 0:
        return np.asarray(np.exp(np.sum(w * np.log(x), axis=1)))
    with np.errstate(divide="ignore"):
        return np.asarray(np.sum(w * x**p, axis=1) ** (1 / p))


def _seen(family: Family) -> Array:
    return np.where(family.rows > 0, family.x, np.nan)


def _check_domain(family: Family, step: Step, units: tuple[str, ...]) -> None:
    p = exponent(step)
    if p == 1 or step.kind == "copeland":
        return
    zero_allowed = p is not None and p > 0
    x = family.filled
    wrong = x < 0 if zero_allowed else x <= 0
    if wrong.any():
        unit, child = np.argwhere(wrong)[0]
        bound = "values from 0 up" if zero_allowed else "strictly positive values"
        raise ComputationError(
            f"aggregate: the function '{step.kind}' for '{family.node}' needs {bound}, but '{family.children[child]}' of unit "
            f"'{units[unit]}' is {x[unit, child]:g}. Normalise to a scale that starts above 0 or choose another function"
        )


def parts(family: Family, value: Array, step: Step) -> Parts:
    """Divide `value`, which `aggregate` gave, among the children.

    Means and Mazziotta–Pareto are homogeneous of degree one: by Euler's theorem y = Σ x_c ∂y/∂x_c, which is w x for the arithmetic mean,
    w y for the geometric, w y²/x for the harmonic. In Copeland's method every victory and defeat is shared by the children
    that brought it about. A unit without a value gets zeros.
    """
    p = exponent(step)
    x, w = family.filled, family.rows
    if p is None and step.kind == "copeland":
        credit = copeland_credit(_seen(family), family.base, step["tolerance"], step["score"])
        return Parts(np.where(family.active[:, None], credit, 0.0), None)
    if p == 1:
        return Parts(w * x, w)
    with np.errstate(divide="ignore", invalid="ignore"):
        if p is not None:
            slope = w * (x / value[:, None]) ** (p - 1)
        else:
            sign = 1.0 if step["penalty"] == "+" else -1.0
            mean, square = (np.sum(w * x**k, axis=1, keepdims=True) for k in (1, 2))
            slope = w * ((1 - sign) + sign * (2 * x / mean - square / mean**2))
    slope = np.where(np.isfinite(slope), slope, 0.0)
    return Parts(slope * x, slope)
