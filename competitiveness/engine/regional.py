"""Measures of regional structure: specialisation, concentration, growth.

Notation of Farhauer and Kröll (2013): e_ij is the employment (or another mass) of industry j in region i;
e_i the region's total, e_j the industry's, e the grand total. Masses are float64, never negative, in any one
unit; NaN is a figure that is not published. Shares are fractions of 1, not percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import EmptyDistributionError, EngineError

Array = NDArray[np.float64]

PUBLISHED = ""
EMPTY_REGION = "empty_region"
EMPTY_INDUSTRY = "empty_industry"
NOT_PUBLISHED = "not_published"


@dataclass(frozen=True)
class Quotients:
    """Location quotients, regions × industries, and why a cell is not a plain quotient.

    `flags` holds `PUBLISHED` (""), `EMPTY_REGION`, `EMPTY_INDUSTRY` (value 0 in both) or `NOT_PUBLISHED` (value NaN).
    """

    values: Array
    flags: NDArray[np.str_]


def _masses(values: ArrayLike, name: str, dimensions: int) -> Array:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != dimensions:
        raise EngineError(f"{name}: expected {dimensions} dimension(s), got {array.ndim}")
    if np.isinf(array).any() or (array < 0).any():
        raise EngineError(f"{name}: a mass is finite and not negative")
    return array


def _total(values: Array, total: float | None) -> float:
    mass = float(np.nansum(values)) if total is None else float(total)
    if not mass > 0:
        raise EmptyDistributionError("the distribution has no mass: its shares are not defined")
    return mass


def _location_parts(
    employment: ArrayLike, totals: ArrayLike | None, reference: ArrayLike | None, reference_total: float | None
) -> tuple[Array, Array, Array, float]:
    """Return e_ij, e_i as a column, e_j as a row, e."""
    table = _masses(employment, "employment", 2)
    regions = np.nansum(table, axis=1) if totals is None else _masses(totals, "totals", 1)
    industries = np.nansum(table, axis=0) if reference is None else _masses(reference, "reference", 1)
    if regions.shape != table.shape[:1] or industries.shape != table.shape[1:]:
        raise EngineError("employment is regions × industries: totals has one value per region, reference per industry")
    return table, regions[:, None], industries[None, :], _total(industries, reference_total)


def _flags(table: Array, regions: Array, industries: Array) -> NDArray[np.str_]:
    flags = np.full(table.shape, PUBLISHED, dtype="<U14")
    flags[np.isnan(table + regions + industries)] = NOT_PUBLISHED
    flags[np.broadcast_to(industries == 0, table.shape)] = EMPTY_INDUSTRY
    flags[np.broadcast_to(regions == 0, table.shape)] = EMPTY_REGION
    return flags


def location_quotients(
    employment: ArrayLike,
    *,
    totals: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    reference_total: float | None = None,
) -> Quotients:
    """Location quotient (e_ij/e_i) / (e_j/e); Farhauer and Kröll (2013).

    `employment` is regions × industries. `totals` (one per region) and `reference` (one per industry, of the larger
    territory) are taken from the table's own sums where they are not given, so is `reference_total`. Give them where
    cells are not published but totals are. An empty region or industry gives 0 and a flag; a cell that is
    not published gives NaN and a flag. With the table's own sums, the mean weighted by region shares is 1.
    """
    table, regions, industries, total = _location_parts(employment, totals, reference, reference_total)
    flags = _flags(table, regions, industries)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = (table / regions) / (industries / total)
    return Quotients(_flagged(values, flags), flags)


def location_differences(
    employment: ArrayLike,
    *,
    totals: ArrayLike | None = None,
    reference: ArrayLike | None = None,
    reference_total: float | None = None,
) -> Quotients:
    """Additive location quotient e_ij/e_i − e_j/e: 0 is the structure of the reference. Arguments as above."""
    table, regions, industries, total = _location_parts(employment, totals, reference, reference_total)
    flags = _flags(table, regions, industries)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = table / regions - industries / total
    return Quotients(_flagged(values, flags), flags)


def _flagged(values: Array, flags: NDArray[np.str_]) -> Array:
    values = np.where((flags == EMPTY_REGION) | (flags == EMPTY_INDUSTRY), 0.0, values)
    return np.where(flags == NOT_PUBLISHED, np.nan, values)


def shares(values: ArrayLike, *, total: float | None = None) -> Array:
    """Each mass as a fraction of `total` (their sum where it is not given); NaN stays NaN.

    Raises EmptyDistributionError where the total is not positive.
    """
    masses = _masses(values, "values", 1)
    return masses / _total(masses, total)


def herfindahl(values: ArrayLike, *, total: float | None = None) -> float:
    """Herfindahl–Hirschman index Σs², from 1/n to 1. Cells not published are left out: with `total` it is a lower bound."""
    return float(np.nansum(shares(values, total=total) ** 2))


def _published(values: ArrayLike) -> Array:
    masses = _masses(values, "values", 1)
    return masses[~np.isnan(masses)]


def herfindahl_normalised(values: ArrayLike) -> float:
    """(H − 1/n)/(1 − 1/n) over the n published cells: 0 when equal, 1 when one holds all; 1 for n = 1."""
    masses = _published(values)
    index = herfindahl(masses)
    return 1.0 if masses.size == 1 else (index - 1 / masses.size) / (1 - 1 / masses.size)


def equivalent_number(values: ArrayLike, *, total: float | None = None) -> float:
    """1/H: how many equal parts would give the same Herfindahl index."""
    return 1 / herfindahl(values, total=total)


def concentration_ratio(values: ArrayLike, k: int, *, total: float | None = None) -> float:
    """CR-k: the share of the k largest; 1 where there are not more than k and no larger total."""
    if k < 1:
        raise EngineError("k: at least one part is needed")
    parts = shares(values, total=total)
    return float(np.sort(parts[~np.isnan(parts)])[::-1][:k].sum())


def gini(values: ArrayLike, *, weights: ArrayLike | None = None, normalised: bool = False) -> float:
    """Gini coefficient Σ(2i−n−1)x₍ᵢ₎/(nΣx); `normalised` multiplies it by n/(n−1).

    With `weights` (for example people per class) it is 1 − Σ p_i (L_i + L_{i−1}) over the classes in ascending order
    of x, p the weight share and L the cumulated share of the weighted mass; the order of input does not matter.
    """
    masses = _masses(values, "values", 1)
    heights = np.ones_like(masses) if weights is None else _masses(weights, "weights", 1)
    if heights.shape != masses.shape:
        raise EngineError("weights: one weight per value is needed")
    published = ~np.isnan(masses + heights)
    order = np.argsort(masses[published], kind="stable")
    x, w = masses[published][order], heights[published][order]
    _total(x * w, None)
    curve = np.concatenate([[0.0], np.cumsum(x * w) / np.sum(x * w)])
    result = 1 - float(np.sum(w / w.sum() * (curve[1:] + curve[:-1])))
    return result * x.size / (x.size - 1) if normalised and x.size > 1 else result


def hoover(part: ArrayLike, reference: ArrayLike) -> float:
    """Hoover index ½Σ|s − r|: the share that would have to move for the two structures to be equal.

    Both are masses of the same parts in the same order; parts not published in either are left out of both.
    """
    return krugman(part, reference) / 2


def krugman(part: ArrayLike, reference: ArrayLike) -> float:
    """Krugman specialisation Σ|s_j − r_j|, from 0 (same structure) to 2, against the masses `reference`.

    Three references are in use; `krugman_reference` makes each of them by name. Say which one was used.
    Parts not published in either are left out of both.
    """
    first, second = _masses(part, "part", 1), _masses(reference, "reference", 1)
    if first.shape != second.shape:
        raise EngineError("part and reference: the same parts are needed in both")
    both = ~np.isnan(first + second)
    return float(np.abs(shares(first[both]) - shares(second[both])).sum())


KRUGMAN_REFERENCES = ("nation", "others", "region")


def krugman_reference(employment: ArrayLike, region: int, kind: str, other: int | None = None) -> Array:
    """The structure a region is compared with, as shares per industry; `employment` is regions × industries.

    ``nation``: all regions together, this one included; ``others``: the mean of the other regions' shares;
    ``region``: the one region `other`.
    """
    table = _masses(employment, "employment", 2)
    if kind == "nation":
        return shares(np.nansum(table, axis=0))
    if kind == "others":
        rest = np.delete(table, region, axis=0)
        if not rest.size:
            raise EngineError("others: there is no other region")
        return np.asarray(np.mean([shares(row) for row in rest], axis=0))
    if kind == "region" and other is not None:
        return shares(table[other])
    raise EngineError(f"kind: '{kind}' is not one of {', '.join(KRUGMAN_REFERENCES)} ('region' needs `other`)")


def growth_rate(first: float, last: float, periods: float) -> float:
    """Compound growth per period (last/first)^(1/periods) − 1 (CAGR); NaN where it is not defined."""
    if not (first > 0 and last >= 0 and periods > 0):
        return float("nan")
    return float((last / first) ** (1 / periods) - 1)


def index_to_base(values: Sequence[float] | Array, base: int = 0) -> Array:
    """A series as percent of its value at position `base`; NaN throughout where the base is zero or not published."""
    series = np.asarray(values, dtype=np.float64)
    start = series[base]
    return series / start * 100 if start > 0 else np.full_like(series, np.nan)
