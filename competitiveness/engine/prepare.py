"""The first steps: denominate, impute, screen, transform. Each takes and gives units × indicators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .errors import ComputationError, DataError
from .framework import Framework
from .method import Step
from .tables import Array, Dataset, Mask, Table


@dataclass(frozen=True)
class ImputedCell:
    """A value that was not observed: where, what was put there, by which rule."""

    unit: str
    indicator: str
    value: float
    rule: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class DroppedUnit:
    """A unit that the screen left out: its share of observed values, and the share of these that is not zero."""

    unit: str
    share: float
    share_nonzero: float

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def denominate(dataset: Dataset, framework: Framework, step: Step) -> tuple[Table, tuple[str, ...]]:
    """Each indicator divided by its denominator, times its scale. A denominator that is missing gives a missing
    value; one that is zero or negative gives a missing value and a warning. Returns the table and the warnings.
    """
    table = Table(dataset.units, dataset.indicators, dataset.values)
    codes = framework.indicators
    _require(codes, table, "indicator")
    values = np.column_stack([table.column(code) for code in codes])
    notes: list[str] = []
    if step.kind == "framework":
        for place, code in enumerate(codes):
            node = framework.by_code[code]
            if node.denominator:
                _require((node.denominator,), table, f"denominator of '{code}'")
                values[:, place] /= _positive(table, node.denominator, code, notes)
            values[:, place] *= node.scale
    return Table(dataset.units, codes, values), tuple(notes)


def _require(codes: tuple[str, ...], table: Table, word: str) -> None:
    for code in codes:
        if code not in table.columns:
            raise DataError("data", f"there is no column '{code}' ({word})", "Add the column or change the framework")


def _positive(table: Table, code: str, indicator: str, notes: list[str]) -> Array:
    column = table.column(code)
    wrong = column <= 0
    if wrong.any():
        units = ", ".join(unit for unit, bad in zip(table.units, wrong, strict=True) if bad)
        notes.append(f"{indicator}: denominator '{code}' is not above 0 for {units}; the value is taken as missing")
    return np.where(wrong, np.nan, column)


def availability(values: Array) -> tuple[Array, Array]:
    """Per unit the share of values that are there, and the share of these that is not zero (0 where there are none)."""
    present = ~np.isnan(values)
    nonzero = (present & (values != 0)).sum(axis=1)
    return present.mean(axis=1), nonzero / np.maximum(present.sum(axis=1), 1)


def screen(table: Table, step: Step) -> tuple[Mask, tuple[DroppedUnit, ...]]:
    """Which units stay (a boolean per unit) and which do not. `table` is the data *before* imputation."""
    shares, nonzero = availability(table.values)
    keep = np.ones(len(table.units), dtype=bool)
    if step.kind == "share":
        # A share like 0.9 must hold for 9 of 10 whatever the rounding of the quotient.
        keep = (shares >= step["minimum"] - 1e-12) & (nonzero >= step["minimum_nonzero"] - 1e-12)
        keep = (keep | _named(table.units, step, "include")) & ~_named(table.units, step, "exclude")
    dropped = [
        DroppedUnit(u, float(s), float(z))
        for u, s, z, k in zip(table.units, shares, nonzero, keep, strict=True)
        if not k
    ]
    if not keep.any():
        raise ComputationError("screen: no unit has enough data. Lower screen.minimum or bring more data")
    return keep, tuple(dropped)


def _named(units: tuple[str, ...], step: Step, key: str) -> Mask:
    for code in step[key]:
        if code not in units:
            raise DataError(f"screen.{key}", f"the data has no unit '{code}'", "Use a code of the data")
    return np.isin(units, step[key])


_RULES: dict[str, Callable[[Array], float]] = {
    "mean": lambda x: float(np.mean(x)),
    "median": lambda x: float(np.median(x)),
    "minimum": lambda x: float(np.min(x)),
    "maximum": lambda x: float(np.max(x)),
    "group_mean": lambda x: float(np.mean(x)),
    "group_median": lambda x: float(np.median(x)),
}


def impute(table: Table, dataset: Dataset, step: Step, keep: Mask) -> tuple[Table, tuple[ImputedCell, ...]]:
    """Fill missing cells by the named rule and list every one. `keep` says which units the screen retains.

    The fill is taken from observed values of the same column: of all units, or with `units` = "retained" of those that pass the
    screen. In rules by group it is taken from the units with the same label; a cell whose group
    has no observed value stays missing, and so does a unit without a label.
    """
    gaps = np.isnan(table.values)
    if step.kind == "none" or not gaps.any():
        return table, ()
    filled = table.values.copy()
    if step.kind == "value":
        filled[gaps] = step["value"]
    else:
        sources = keep if step["units"] == "retained" else np.ones_like(keep)
        labels = _labels(dataset, step) if "group" in step.options else np.full(len(table.units), "all")
        for place in np.flatnonzero(gaps.any(axis=0)):
            _fill(filled[:, place], gaps[:, place], sources, labels, _RULES[step.kind])
    rows, columns = np.nonzero(gaps & ~np.isnan(filled))
    cells = [
        ImputedCell(table.units[i], table.columns[j], float(filled[i, j]), step.kind)
        for i, j in zip(rows, columns, strict=True)
    ]
    return Table(table.units, table.columns, filled), tuple(cells)


def _labels(dataset: Dataset, step: Step) -> Any:
    if step["group"] not in dataset.groups:
        known = ", ".join(sorted(dataset.groups)) or "none"
        raise DataError("impute.group", f"the data has no grouping '{step['group']}'", f"Groupings here: {known}")
    return np.array(dataset.groups[step["group"]])


def _fill(column: Array, gaps: Mask, sources: Mask, labels: Any, rule: Callable[[Array], float]) -> None:
    """Fill one column in place."""
    for label in dict.fromkeys(labels[gaps].tolist()):
        same = labels == label
        observed = column[same & ~gaps & sources]
        if label and observed.size:
            column[same & gaps] = rule(observed)


def transform(table: Table, framework: Framework) -> Table:
    """Take the logarithm of the indicators whose framework row says so; ComputationError names unit and indicator."""
    wanted = [(place, framework.by_code[code]) for place, code in enumerate(table.columns)]
    wanted = [(place, node) for place, node in wanted if node.transform != "none"]
    if not wanted:
        return table
    values = table.values.copy()
    for place, node in wanted:
        column = values[:, place]
        if (column <= 0).any():
            unit = table.units[int(np.argmax(column <= 0))]
            raise ComputationError(
                f"transform: the logarithm of '{node.code}' needs values above 0; unit '{unit}' does not have one. "
                "Set the row's transform to none"
            )
        values[:, place] = LOGARITHMS[node.transform](column)
    return Table(table.units, table.columns, values)


LOGARITHMS: dict[str, Callable[[Any], Any]] = {"none": lambda x: x, "log": np.log, "log10": np.log10}
