"""The computation from data to ranks, each step once, every stage kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canonical import ENGINE_VERSION, digest
from .framework import Framework
from .method import Method, Step
from .normalise import normalise
from .prepare import DroppedUnit, ImputedCell, availability, denominate, impute, screen, transform
from .result import IndexResult, Reports
from .tables import Array, Dataset, Mask, Table, frozen_array
from .treat import Treatment, constant, treat
from .tree import Climb, climb, contributions, effective_weights


def input_digest(dataset: Dataset, framework: Framework, method: Method) -> str:
    """SHA-256 of everything that decides the result, the order of units and indicators included."""
    parts = {"dataset": dataset.to_dict(), "framework": framework.to_dict(), "method": method.to_dict()}
    return digest({"engine": ENGINE_VERSION, **parts})


@dataclass(frozen=True)
class _Prepared:
    """What stands between the data and the tree, with what is to be told of it."""

    tables: dict[str, Table]
    silent: tuple[str, ...]
    imputed: tuple[ImputedCell, ...]
    dropped: tuple[DroppedUnit, ...]
    treatments: tuple[Treatment, ...]
    notes: tuple[str, ...]


def build(dataset: Dataset, framework: Framework, method: Method) -> IndexResult:
    """Compute the index. Raises EngineError (or one of its kinds) naming the place and the remedy; never half a result.

    Order of the steps: denominate, impute (screening is decided on the data before imputation), screen, transform, treat outliers,
    direct, normalise, weight and aggregate up the tree, rank, divide into contributions.
    """
    prepared = _prepare(dataset, framework, method)
    normalised = prepared.tables["normalised"]
    climbed = climb(normalised, framework, prepared.silent, method.weight, method.aggregate)
    weights, effective = effective_weights(framework, climbed.families)
    scores = frozen_array(climbed.values[framework.root])
    published = frozen_array(rounded(scores, method.rank["digits"]))
    return IndexResult(
        framework=framework,
        method=method,
        units=normalised.units,
        **prepared.tables,
        aggregated=_with_nodes(normalised, framework, climbed.values),
        scores=scores,
        published=published,
        ranks=ranks(published),
        weights=weights,
        effective=effective,
        families=climbed.families,
        contributions=contributions(framework, climbed, method.aggregate, normalised.units),
        reports=_report(prepared, climbed, framework),
        digest=input_digest(dataset, framework, method),
    )


def _prepare(dataset: Dataset, framework: Framework, method: Method) -> _Prepared:
    denominated, notes = denominate(dataset, framework, method.denominate)
    keep, dropped = screen(denominated, method.screen)
    imputed, cells = impute(denominated, dataset, method.impute, keep)
    units = tuple(unit for unit, stays in zip(imputed.units, keep, strict=True) if stays)
    screened = Table(units, imputed.columns, imputed.values[keep])
    transformed = transform(screened, framework)
    treated, treatments, warps = treat(transformed, method.treat)
    directed, directions = direct(treated, framework, method.direct)
    normalised, silent = normalise(directed, framework, method.normalise, directions, warps)
    tables = {
        "denominated": denominated,
        "imputed": imputed,
        "screened": screened,
        "transformed": transformed,
        "treated": treated,
        "directed": directed,
        "normalised": normalised,
    }
    retained = set(units)
    kept_cells = tuple(cell for cell in cells if cell.unit in retained)
    return _Prepared(tables, silent, kept_cells, dropped, treatments, notes)


def _report(prepared: _Prepared, climbed: Climb, framework: Framework) -> Reports:
    denominated, screened = prepared.tables["denominated"], prepared.tables["screened"]
    gaps = np.isnan(screened.values)
    shares, _ = availability(denominated.values)
    return Reports(
        imputed=prepared.imputed,
        dropped=prepared.dropped,
        treatments=prepared.treatments,
        constant=_codes(screened, constant(screened.values)),
        empty=_codes(screened, np.asarray(gaps.all(axis=0))),
        uninformative=tuple(node.code for node in framework.nodes if node.code in climbed.silent),
        availability=dict(zip(denominated.units, shares.tolist(), strict=True)),
        missing=dict(zip(screened.units, gaps.mean(axis=1).tolist(), strict=True)),
        consistency=climbed.consistency,
        warnings=(*prepared.notes, *climbed.warnings),
    )


def _codes(table: Table, which: Mask) -> tuple[str, ...]:
    return tuple(code for code, true in zip(table.columns, which, strict=True) if true)


def direct(table: Table, framework: Framework, step: Step) -> tuple[Table, dict[str, int]]:
    """Multiply every column by its direction, so that more is better. Returns the table and the directions used."""
    given = step.kind == "framework"
    directions = {code: framework.by_code[code].direction if given else 1 for code in table.columns}
    return Table(table.units, table.columns, table.values * np.array(list(directions.values()))), directions


def _with_nodes(table: Table, framework: Framework, values: Mapping[str, Array]) -> Table:
    codes = (*table.columns, *framework.aggregates)
    return Table(table.units, codes, np.column_stack([values[code] for code in codes]))


def rounded(scores: Array, digits: int | None) -> Array:
    """Scores as published: rounded half away from zero to `digits` decimals, or as they are."""
    if digits is None:
        return scores
    # The shortest decimal spelling is what a person rounds: 0.5405 is a half although its float64 is a little less.
    scaled = np.abs(scores) * 10.0**digits
    nearest = np.floor(scaled + 0.5 + 1e-9)
    return np.asarray(np.sign(scores) * nearest / 10.0**digits)


def ranks(scores: Array) -> NDArray[np.int64]:
    """1 + the number of strictly greater scores; equal scores share a rank; 0 where there is no score."""
    present = np.sort(scores[~np.isnan(scores)])
    greater = present.size - np.searchsorted(present, scores, side="right")
    result: NDArray[np.int64] = np.where(np.isnan(scores), 0, greater + 1).astype(np.int64)
    result.setflags(write=False)
    return result
