"""Indicators on one scale. Columns arrive directed: more is better in each of them.

Formulas: OECD/JRC Handbook (2008), chapter 5 and its tables 3 and 15; x is the directed column, NaN stays NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from .errors import ComputationError, DataError
from .framework import Framework, Node
from .method import Step
from .prepare import LOGARITHMS
from .tables import Array, Table
from .treat import Warp, constant


@dataclass(frozen=True)
class Anchors:
    """Fixed points of one indicator on the directed and transformed scale; NaN where its kind needs none."""

    code: str
    lower: float
    upper: float
    target: float
    reference: float


Scale = Callable[[Array, Step, Anchors], Array]


def normalise(
    table: Table, framework: Framework, step: Step, directions: Mapping[str, int], warps: Mapping[str, Warp]
) -> tuple[Table, tuple[str, ...]]:
    """Put every column on the scale that `step` names for it.

    Returns the table and the codes of columns without information: constant ones under a scale made from the column itself. Their
    values are the middle of the scale, and they must get no weight. Raises ComputationError or DataError naming the indicator.
    """
    flat = constant(table.values)
    reference_units = {table.units[i]: i for i in range(len(table.units))}
    columns, silent = [], []
    for place, code in enumerate(table.columns):
        own = step["indicators"].get(code, step)
        x = table.values[:, place]
        if flat[place] and own.kind not in ABSOLUTE:
            silent.append(code)
            columns.append(np.where(np.isnan(x), np.nan, _middle(own)))
        elif np.isnan(x).all():
            columns.append(x)
        else:
            anchors = _anchors(framework, code, own, directions[code], warps.get(code), x, reference_units)
            columns.append(SCALES[own.kind](x, own, anchors))
    unknown = sorted(set(step["indicators"]) - set(table.columns))
    if unknown:
        raise DataError(
            f"normalise.indicators.{unknown[0]}", "there is no such indicator", "Use a code of the framework"
        )
    return Table(table.units, table.columns, np.column_stack(columns)), tuple(silent)


def _middle(step: Step) -> float:
    if step.kind == "minmax":
        return float(step["lower"] + step["upper"]) / 2
    if step.kind == "zscore":
        return float(step["mean"])
    return NEUTRAL.get(step.kind, 1.0)


def _anchors(
    framework: Framework,
    code: str,
    step: Step,
    direction: int,
    warp: Warp | None,
    x: Array,
    units: Mapping[str, int],
) -> Anchors:
    node, nan = framework.by_code[code], float("nan")
    if step.kind == "goalposts":
        ends = [direction * _fixed(node, name, warp) for name in ("lower", "upper")]
        return Anchors(code, min(ends), max(ends), nan, nan)
    if step.kind == "distance_to_target":
        return Anchors(code, nan, nan, direction * _fixed(node, "target", warp), nan)
    if step.kind == "distance_to_reference":
        return Anchors(code, nan, nan, nan, _reference(code, step["unit"], x, units))
    return Anchors(code, nan, nan, nan, nan)


def _fixed(node: Node, name: str, warp: Warp | None) -> float:
    """A fixed point of the framework, taken through the same transform and logarithm as the column."""
    value = getattr(node, name)
    if value is None:
        raise ComputationError(
            f"normalise: '{node.code}' has no {name}. Give it in the framework or choose another kind"
        )
    if node.transform != "none" and value <= 0:
        raise ComputationError(
            f"normalise: {name} of '{node.code}' is {value}: its logarithm does not exist. Give one above 0"
        )
    moved = float(LOGARITHMS[node.transform](value))
    moved = moved if warp is None else warp(moved)
    if np.isnan(moved):
        raise ComputationError(
            f"normalise: {name} of '{node.code}' lies outside the logarithm that was fitted to its outliers. "
            f"Put '{node.code}' into treat.except or give its row a transform"
        )
    return moved


def _reference(code: str, unit: str, x: Array, units: Mapping[str, int]) -> float:
    if unit not in units:
        raise DataError("normalise.unit", f"there is no unit '{unit}' after screening", "Name a unit of the data")
    if np.isnan(x[units[unit]]):
        raise ComputationError(
            f"normalise: reference unit '{unit}' has no value for '{code}'. Impute it or name another unit"
        )
    return float(x[units[unit]])


def ascending_ranks(x: Array) -> Array:
    """Rank 1 for the lowest, ties take the lowest rank of their group; NaN stays NaN."""
    present = x[~np.isnan(x)]
    ranks = np.searchsorted(np.sort(present), x, side="left") + 1.0
    return np.where(np.isnan(x), np.nan, ranks)


def _minmax(x: Array, step: Step, _: Anchors) -> Array:
    low, high = np.nanmin(x), np.nanmax(x)
    return np.asarray((x - low) / (high - low) * (step["upper"] - step["lower"]) + step["lower"])


def _goalposts(x: Array, step: Step, anchors: Anchors) -> Array:
    part = (x - anchors.lower) / (anchors.upper - anchors.lower)
    part = np.clip(part, 0, 1) if step["cap"] else part
    return np.asarray(part * (step["upper"] - step["lower"]) + step["lower"])


def _zscore(x: Array, step: Step, _: Anchors) -> Array:
    return np.asarray((x - np.nanmean(x)) / np.nanstd(x, ddof=step["ddof"]) * step["deviation"] + step["mean"])


def _percentile_rank(x: Array, *_: object) -> Array:
    return (ascending_ranks(x) - 1) / (np.count_nonzero(~np.isnan(x)) - 1)


def _percentile(x: Array, *_: object) -> Array:
    return ascending_ranks(x) / np.count_nonzero(~np.isnan(x)) * 100


# Handbook, table 3: the top 5 % get 100 points, the next 10 % get 80, and so on down to 0.
CATEGORY_EDGES = np.array([5.0, 15.0, 35.0, 65.0, 85.0, 95.0])
CATEGORY_POINTS = np.array([0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0])


def _categorical(x: Array, *_: object) -> Array:
    percentiles = _percentile(x)
    points = CATEGORY_POINTS[np.searchsorted(CATEGORY_EDGES, np.nan_to_num(percentiles), side="right")]
    return np.where(np.isnan(x), np.nan, points)


def _distance(x: Array, goal: float, step: Step, code: str) -> Array:
    """1 − (goal − x)/(goal − min): 1 at the goal, 0 at the lowest value. All are at the goal where even the lowest is."""
    span = goal - np.nanmin(x)
    if span > 0:
        result = 1 - (goal - x) / span
        return np.asarray(np.minimum(result, 1) if step["cap"] else result)
    if step["cap"]:
        return np.where(np.isnan(x), np.nan, 1.0)
    raise ComputationError(
        f"normalise: '{code}': every unit has reached {goal:g} (directed), the distance has no scale. "
        "Set cap to true or move the goal"
    )


def _against(pick: Callable[[Array], float], *, difference: bool = False) -> Scale:
    """x relative to one value of its column. The divisor is taken without its sign, so that the result rises with x
    also where directed values are negative; with `divisor` = "signed" as it is.
    """

    def scale(x: Array, step: Step, anchors: Anchors) -> Array:
        base = float(pick(x))
        if base == 0:
            raise ComputationError(
                f"normalise: '{step.kind}' would divide '{anchors.code}' by zero. Give this indicator another kind"
            )
        return np.asarray((x - base if difference else x) / (base if step["divisor"] == "signed" else abs(base)))

    return scale


def _above_below(x: Array, step: Step, _: Anchors) -> Array:
    mean = float(np.nanmean(x))
    width = abs(mean) * step["threshold"]
    marks = (x > mean + width).astype(float) - (x < mean - width).astype(float)
    return np.where(np.isnan(x), np.nan, marks)


SCALES: Mapping[str, Scale] = {
    "none": lambda x, *_: x,
    "minmax": _minmax,
    "goalposts": _goalposts,
    "zscore": _zscore,
    "rank": lambda x, *_: ascending_ranks(x),
    "percentile_rank": _percentile_rank,
    "percentile": _percentile,
    "borda": lambda x, *_: ascending_ranks(x) - 1,
    "categorical": _categorical,
    "distance_to_maximum": lambda x, *_: 1 - (np.nanmax(x) - x) / (np.nanmax(x) - np.nanmin(x)),
    "distance_to_target": lambda x, step, anchors: _distance(x, anchors.target, step, anchors.code),
    "distance_to_reference": lambda x, step, anchors: _distance(x, anchors.reference, step, anchors.code),
    "share_of_maximum": _against(np.nanmax),
    "ratio_to_mean": _against(np.nanmean),
    "ratio_to_best": _against(np.nanmax),
    "ratio_to_worst": _against(np.nanmin),
    "difference_to_mean": _against(np.nanmean, difference=True),
    "difference_to_worst": _against(np.nanmin, difference=True),
    "above_below_mean": _above_below,
}

# A constant column still says something here: it is measured against fixed points.
ABSOLUTE = frozenset({"none", "goalposts"})
NEUTRAL: Mapping[str, float] = {
    "borda": 0.0,
    "percentile_rank": 0.5,
    "percentile": 50.0,
    "categorical": 50.0,
    "distance_to_maximum": 0.5,
    "distance_to_target": 0.5,
    "distance_to_reference": 0.5,
    "difference_to_mean": 0.0,
    "difference_to_worst": 0.0,
    "above_below_mean": 0.0,
}
