"""Pairwise comparisons of the analytic hierarchy process (Saaty 1980; OECD/JRC Handbook 2008, 6.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import MethodError
from .options import LARGEST, REQUIRED, Codes, mapping
from .tables import Array

# Mean consistency index of random reciprocal matrices of order 1, 2, 3, … (Saaty 1980).
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
# People write 1/3 as 0.33: a pair is reciprocal within two percent.
RECIPROCAL_TOLERANCE = 0.02
FRACTION = r"^[1-9][0-9]{0,8}/[1-9][0-9]{0,8}$"


@dataclass(frozen=True)
class PairwiseMatrix:
    """`values[i][j]` says how many times more important `order[i]` is than `order[j]`."""

    order: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        return {"order": list(self.order), "values": [list(row) for row in self.values]}

    def weights(self) -> tuple[dict[str, float], float]:
        """Principal eigenvector with sum 1, and the consistency ratio ((λ − n)/(n − 1))/RI."""
        matrix = np.array(self.values)
        size = len(self.order)
        roots, vectors = np.linalg.eig(matrix)
        first = int(np.argmax(roots.real))
        vector: Array = np.abs(vectors[:, first].real)
        weights = dict(zip(self.order, (vector / vector.sum()).tolist(), strict=True))
        random = RANDOM_INDEX[min(size, len(RANDOM_INDEX)) - 1]
        ratio = (float(roots[first].real) - size) / (size - 1) / random if random else 0.0
        return weights, max(ratio, 0.0)


@dataclass(frozen=True)
class Comparisons:
    """Option of a method document: {"order": [codes], "values": rows}; an entry is a number or a text like "1/3"."""

    default: Any = REQUIRED

    def parse(self, value: Any, path: str) -> PairwiseMatrix:
        document = mapping(value, path)
        for key in ("order", "values"):
            if key not in document:
                raise MethodError(f"{path}.{key}", "this key is required")
        if wrong := sorted(set(document) - {"order", "values"}):
            raise MethodError(f"{path}.{wrong[0]}", "unknown key", ("order", "values"))
        order = Codes(REQUIRED).parse(document["order"], f"{path}.order") or ()
        rows = _rows(document["values"], len(order), f"{path}.values")
        _check_reciprocal(order, rows, f"{path}.values")
        return PairwiseMatrix(order, rows)

    def schema(self) -> dict[str, Any]:
        entry = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": FRACTION}]}
        return {
            "type": "object",
            "properties": {
                "order": {**Codes(REQUIRED).schema(), "minItems": 1},
                "values": {"type": "array", "minItems": 1, "items": {"type": "array", "items": entry}},
            },
            "required": ["order", "values"],
            "additionalProperties": False,
        }


def _rows(value: Any, size: int, path: str) -> tuple[tuple[float, ...], ...]:
    if not size or not isinstance(value, list) or [_length(row) for row in value] != [size] * size:
        raise MethodError(path, f"expected {size} rows of {size} entries, in the order of 'order'")
    return tuple(
        tuple(_entry(entry, f"{path}[{i}][{j}]") for j, entry in enumerate(row)) for i, row in enumerate(value)
    )


def _length(row: Any) -> int:
    return len(row) if isinstance(row, list) else -1


def _entry(value: Any, path: str) -> float:
    from re import fullmatch

    if isinstance(value, str) and fullmatch(FRACTION.strip("^$"), value):
        above, below = value.split("/")
        return int(above) / int(below)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LARGEST:
        raise MethodError(path, f"expected a number above 0 or a fraction like '1/3', got {value!r}")
    return float(value)


def _check_reciprocal(order: tuple[str, ...], rows: tuple[tuple[float, ...], ...], path: str) -> None:
    for i, row in enumerate(rows):
        for j in range(i + 1):
            if abs(row[j] * rows[j][i] - 1) > RECIPROCAL_TOLERANCE:
                raise MethodError(
                    f"{path}[{i}][{j}]", f"{order[i]} against {order[j]} is not the reciprocal of the opposite pair"
                )
