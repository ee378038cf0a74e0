"""Outliers: winsorise point by point, and where that is not enough take a logarithm.

A column fails only if |G1| ≥ 2 and G2 ≥ 3.5, the sample-corrected skewness and excess kurtosis (Joanes and Gill 1998), the rule
of the JRC's practice after the OECD/JRC Handbook (2008).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .method import Step
from .tables import Array, Mask, Table

Warp = Callable[[float], float]


def moments(values: Array) -> tuple[Array, Array]:
    """Corrected skewness G1 and excess kurtosis G2 of each column, NaN left out.

    G1 = √(n(n−1))/(n−2)·g1; G2 = (n−1)/((n−2)(n−3))·((n+1)g2 + 6). NaN for a column that is constant or has fewer than four values.
    """
    gaps = np.isnan(values)
    n = np.where(gaps, 0.0, 1.0).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        centred = np.where(gaps, 0.0, values - np.where(gaps, 0.0, values).sum(axis=0) / n)
        square = centred * centred
        m2, m3, m4 = square.sum(axis=0) / n, (square * centred).sum(axis=0) / n, (square * square).sum(axis=0) / n
        skewness = np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
        kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    unknown = (n < 4) | constant(values)
    return np.where(unknown, np.nan, skewness), np.where(unknown, np.nan, kurtosis)


def constant(values: Array) -> Mask:
    """For each column whether it has values and they do not differ beyond the last bits of float64."""
    gaps = np.isnan(values)
    low = np.where(gaps, np.inf, values).min(axis=0)
    high = np.where(gaps, -np.inf, values).max(axis=0)
    tolerance = 8 * np.finfo(np.float64).eps * np.maximum(np.abs(low), np.abs(high))
    return np.asarray((low <= high) & (high - low <= tolerance))


@dataclass(frozen=True)
class Treatment:
    """What was done to one column, with its skewness and kurtosis before and after (None where not defined).

    `action` is "none", "winsorised" or the name of the logarithm; `points` the number of points winsorised; `passed` whether the
    result passes the test (None where nothing was tested). `units` are those winsorised.
    """

    indicator: str
    action: str
    passed: bool | None
    points: int
    units: tuple[str, ...]
    skewness: float | None
    kurtosis: float | None
    skewness_after: float | None
    kurtosis_after: float | None

    def to_dict(self) -> dict[str, Any]:
        return {**vars(self), "units": list(self.units)}


def treat(table: Table, step: Step) -> tuple[Table, tuple[Treatment, ...], dict[str, Warp]]:
    """Treat every column. Returns the table, one `Treatment` per column, and for each column that was put on a
    logarithm the function that puts its goalposts and target on the same scale.
    """
    skewness, kurtosis = moments(table.values)
    if step.kind == "none":
        untested = [
            _untreated(code, None, g1, g2) for code, g1, g2 in zip(table.columns, skewness, kurtosis, strict=True)
        ]
        return table, tuple(untested), {}
    failing = (np.abs(skewness) >= step["skewness"]) & (kurtosis >= step["kurtosis"])
    values = table.values.copy()
    details, warps = [], {}
    for place, code in enumerate(table.columns):
        if not failing[place] or code in step["except"]:
            details.append(_untreated(code, not failing[place], skewness[place], kurtosis[place]))
            continue
        before = (float(skewness[place]), float(kurtosis[place]))
        column, detail, warp = _treat_column(values[:, place], code, table.units, before, step)
        values[:, place] = column
        details.append(detail)
        if warp is not None:
            warps[code] = warp
    return Table(table.units, table.columns, values), tuple(details), warps


def _untreated(code: str, passed: bool | None, skewness: float, kurtosis: float) -> Treatment:
    moments = (_known(skewness), _known(kurtosis))
    return Treatment(code, "none", passed, 0, (), *moments, *moments)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _test(column: Array, step: Step) -> tuple[bool, float, float]:
    """Whether one column passes, with its moments: the formulas of `moments`, without the cost of a whole table."""
    x = column[~np.isnan(column)]
    n = x.size
    centred = x - x.sum() / n
    square = centred * centred
    m2, m3, m4 = square.sum() / n, float(square @ centred) / n, float(square @ square) / n
    skewness = math.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
    kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    fails = abs(skewness) >= step["skewness"] and kurtosis >= step["kurtosis"]
    return not fails, float(skewness), float(kurtosis)


def _treat_column(
    column: Array, code: str, units: tuple[str, ...], before: tuple[float, float], step: Step
) -> tuple[Array, Treatment, Warp | None]:
    result, moved = winsorise(column, step)
    passed, *after = _test(result, step)
    if passed or step["then"] == "none":
        names = tuple(unit for unit, was in zip(units, moved, strict=True) if was)
        action = "winsorised" if names else "none"
        return result, Treatment(code, action, passed, len(names), names, *before, *after), None
    warp = logarithm(column, step["then"], reflected=step["reflect"] and before[0] < 0)
    logged = None if warp is None else np.array([warp(value) for value in column.tolist()])
    if logged is None or constant(logged[:, None])[0]:
        return column.copy(), _untreated(code, False, *before), None
    passed, *after = _test(logged, step)
    return logged, Treatment(code, step["then"], passed, 0, (), *before, *after), warp


def winsorise(column: Array, step: Step) -> tuple[Array, Mask]:
    """Move the most extreme value, with all that are equal to it, to the next distinct value on the side of the skew; test
    again after each move. Stops before more than `points` points (ties counted) would be moved, and before the
    column would become constant. Returns the column and for each unit whether it was moved.
    """
    result, moved = column.copy(), np.zeros(column.shape, dtype=bool)
    passed, skewness, _ = _test(result, step)
    while not passed:
        high = skewness >= 0
        edge = np.nanmax(result) if high else np.nanmin(result)
        at_edge = result == edge
        rest = result[~at_edge & ~np.isnan(result)]
        if (moved | at_edge).sum() > step["points"] or constant(rest[:, None])[0]:
            break
        result[at_edge] = rest.max() if high else rest.min()
        moved |= at_edge
        passed, skewness, _ = _test(result, step)
    return result, moved


def logarithm(column: Array, form: str, *, reflected: bool = False) -> Warp | None:
    """An increasing logarithm fitted to a column, as a function of one value (NaN outside its domain).

    With m the minimum, M the maximum and r = M − m: ``log_shifted`` ln(x − m + 0.01 r); ``log_plus_one`` ln(x − m + 1);
    ``log_scaled`` ln((M − 1)(x − m)/r + 1), which needs M > 1; ``log_plain`` ln x, which needs positive values. The shifted forms take any
    values, also negative ones. `reflected` measures from the maximum downwards, for a tail on the low side: −f(M − x + m).
    None where the form cannot be used for this column, or cannot help: two distinct values keep their shape under any function.
    """
    low, high = float(np.nanmin(column)), float(np.nanmax(column))
    span = high - low
    if np.isin(column, (low, high))[~np.isnan(column)].all():
        return None
    if (form == "log_plain" and low <= 0) or (form == "log_scaled" and high <= 1):
        return None
    inner: dict[str, Warp] = {
        "log_shifted": lambda x: x - low + 0.01 * span,
        "log_plus_one": lambda x: x - low + 1,
        "log_scaled": lambda x: (high - 1) * (x - low) / span + 1,
        "log_plain": lambda x: x,
    }

    def rising(x: float) -> float:
        argument = inner[form](x)
        return math.log(argument) if argument > 0 else math.nan

    return (lambda x: -rising(high - x + low)) if reflected else rising
