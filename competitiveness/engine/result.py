"""What a computation leaves behind: every stage, every report, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .aggregate import Family
from .canonical import digest
from .framework import Framework
from .method import Method
from .prepare import DroppedUnit, ImputedCell
from .tables import Array, Table
from .treat import Treatment

STAGES = ("denominated", "imputed", "screened", "transformed", "treated", "directed", "normalised", "aggregated")


@dataclass(frozen=True)
class Reports:
    """What a reader must know beside the numbers.

    `imputed` are the imputed cells of the units that passed the screen. `availability` is the share of observed values per unit before imputation; `missing` the share per unit that is still missing
    after it. `constant` are the indicators that do not vary and `uninformative` the nodes that therefore got no weight.
    `consistency` holds the ratios of AHP matrices by node.
    """

    imputed: tuple[ImputedCell, ...]
    dropped: tuple[DroppedUnit, ...]
    treatments: tuple[Treatment, ...]
    constant: tuple[str, ...]
    empty: tuple[str, ...]
    uninformative: tuple[str, ...]
    availability: Mapping[str, float]
    missing: Mapping[str, float]
    consistency: Mapping[str, float]
    warnings: tuple[str, ...]

    @property
    def imputed_by_unit(self) -> dict[str, int]:
        """Number of imputed cells of each unit that has some."""
        counts: dict[str, int] = {}
        for cell in self.imputed:
            counts[cell.unit] = counts.get(cell.unit, 0) + 1
        return counts

    def to_dict(self) -> dict[str, Any]:
        return {
            "imputed": [cell.to_dict() for cell in self.imputed],
            "dropped": [unit.to_dict() for unit in self.dropped],
            "treatments": [treatment.to_dict() for treatment in self.treatments],
            "constant": list(self.constant),
            "empty": list(self.empty),
            "uninformative": list(self.uninformative),
            "availability": dict(self.availability),
            "missing": dict(self.missing),
            "consistency": dict(self.consistency),
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, eq=False)
class IndexResult:
    """The index with everything on the way to it. Units are those that passed the screen, in the order of the data.

    `denominated` and `imputed` have all units of the data, later stages only the screened ones. `aggregated` has the normalised
    indicators and then every node, the index last. `scores` are full precision, `published` what is ranked (rounded where the method
    says so), NaN for a unit without a score, whose rank is 0 here and None in `to_dict`. `weights` are shares within the parent,
    `effective` shares in the index, both nominal: for a unit with every child. `contributions` (units × nodes without the index)
    add up within each parent, and to the score at the top.
    """

    framework: Framework
    method: Method
    units: tuple[str, ...]
    denominated: Table
    imputed: Table
    screened: Table
    transformed: Table
    treated: Table
    directed: Table
    normalised: Table
    aggregated: Table
    scores: Array
    published: Array
    ranks: Any
    weights: Mapping[str, float]
    effective: Mapping[str, float]
    families: Mapping[str, Family]
    contributions: Table
    reports: Reports
    digest: str

    def score(self, unit: str) -> float:
        """Score of one unit, NaN where it has none."""
        return float(self.scores[self.units.index(unit)])

    def rank(self, unit: str) -> int | None:
        """1 + the number of units strictly above; None without a score."""
        return int(self.ranks[self.units.index(unit)]) or None

    def stages(self) -> dict[str, Table]:
        """The tables of every stage by name, in order."""
        return {name: getattr(self, name) for name in STAGES}

    @cached_property
    def result_digest(self) -> str:
        """SHA-256 over everything in `to_dict` but this digest."""
        return digest(self._document())

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe: missing is None."""
        return {**self._document(), "result_digest": self.result_digest}

    def _document(self) -> dict[str, Any]:
        return {
            "digest": self.digest,
            "method": self.method.to_dict(),
            "framework": self.framework.to_dict(),
            "units": list(self.units),
            "scores": numbers(self.units, self.scores),
            "published": numbers(self.units, self.published),
            "ranks": {unit: int(rank) or None for unit, rank in zip(self.units, self.ranks, strict=True)},
            "weights": dict(self.weights),
            "effective": dict(self.effective),
            "contributions": self.contributions.to_dict(),
            "stages": {name: table.to_dict() for name, table in self.stages().items()},
            "reports": self.reports.to_dict(),
        }


def numbers(units: tuple[str, ...], values: Array) -> dict[str, float | None]:
    """{unit: value}, None for NaN."""
    return {unit: None if np.isnan(value) else float(value) for unit, value in zip(units, values, strict=True)}
