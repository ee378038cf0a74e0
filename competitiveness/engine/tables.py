"""Units × columns with codes on both sides. Everything is looked up by code, never by position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import DataError

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def frozen_array(values: ArrayLike) -> Array:
    """A read-only float64 copy; −0 becomes 0 so that equal tables have equal digests."""
    array = np.array(values, dtype=np.float64) + 0.0
    array.setflags(write=False)
    return array


def repeated(codes: Iterable[str]) -> list[str]:
    """The codes that occur more than once, in the order of their second occurrence."""
    seen: set[str] = set()
    return [code for code in codes if code in seen or seen.add(code)]  # type: ignore[func-returns-value]


def json_rows(values: Array) -> list[list[float | None]]:
    """Rows as lists, missing as None."""
    # NaN is the one value that differs from itself; asking NumPy per cell would take most of a build.
    return [[value if value == value else None for value in row] for row in values.tolist()]


@dataclass(frozen=True, eq=False)
class Table:
    """One stage of the computation: `values` is units × columns, float64, NaN = missing, read-only."""

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Array
    _places: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", frozen_array(self.values))
        object.__setattr__(self, "_places", {code: place for place, code in enumerate(self.columns)})

    def column(self, code: str) -> Array:
        """Values of one column in the order of `units`; KeyError where there is none."""
        return self.values[:, self._places[code]]

    def value(self, unit: str, code: str) -> float:
        """One cell; KeyError where the column, ValueError where the unit does not exist."""
        return float(self.values[self.units.index(unit), self._places[code]])

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe: missing is None."""
        rows = dict(zip(self.units, json_rows(self.values), strict=True))
        return {"columns": list(self.columns), "rows": rows}


@dataclass(frozen=True, eq=False)
class Dataset:
    """What was measured: `values` is units × indicators, float64, NaN = missing.

    `indicators` are the codes of the columns, denominators included. `groups` gives for each grouping (say a
    size class) one label per unit, "" = not known; it serves imputation by group.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "units", tuple(self.units))
        set_(self, "indicators", tuple(self.indicators))
        set_(self, "values", frozen_array(self.values))
        set_(self, "groups", MappingProxyType({name: tuple(labels) for name, labels in self.groups.items()}))
        self._check()

    def _check(self) -> None:
        if self.values.shape != (len(self.units), len(self.indicators)):
            raise DataError("dataset", f"values have the shape {self.values.shape}", "Give units × indicators")
        if np.isinf(self.values).any():
            raise DataError("dataset", "an infinite value", "Leave a value that is not known empty")
        for word, codes in (("unit", self.units), ("indicator", self.indicators)):
            if twice := repeated(codes):
                raise DataError("dataset", f"{word} '{twice[0]}' occurs twice", "Give every code once")
        for name, labels in self.groups.items():
            if len(labels) != len(self.units):
                raise DataError("dataset", f"grouping '{name}' has {len(labels)} labels", "Give one label per unit")

    @classmethod
    def from_rows(
        cls,
        rows: Mapping[str, Mapping[str, float | None]],
        indicators: Sequence[str] | None = None,
        groups: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Dataset:
        """From {unit: {indicator: value}}; what a row does not have (or has as None) is missing.

        `groups` is {grouping: {unit: label}}. Without `indicators` the codes come in the order in which they first occur.
        """
        codes = tuple(indicators or dict.fromkeys(code for row in rows.values() for code in row))
        values = [[_number(row.get(code)) for code in codes] for row in rows.values()]
        labels = {name: tuple(label.get(u, "") for u in rows) for name, label in (groups or {}).items()}
        return cls(tuple(rows), codes, np.array(values, dtype=np.float64).reshape(len(rows), len(codes)), labels)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Dataset:
        """From what `to_dict` gives."""
        values = [[_number(value) for value in row] for row in document["values"]]
        shape = (len(document["units"]), len(document["indicators"]))
        try:
            array = np.array(values, dtype=np.float64).reshape(shape)
        except ValueError as error:
            raise DataError("dataset.values", "rows of unequal length", "Give units × indicators") from error
        return cls(document["units"], document["indicators"], array, document.get("groups", {}))

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe and complete: `from_dict` gives the same dataset back, missing is None."""
        return {
            "units": list(self.units),
            "indicators": list(self.indicators),
            "values": json_rows(self.values),
            "groups": {name: list(labels) for name, labels in self.groups.items()},
        }


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
