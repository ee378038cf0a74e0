"""Material of the engine's tests: a small index of our own, and the reference tables where they are at hand."""

import csv
from pathlib import Path

import numpy as np
import pytest

from competitiveness.engine import Dataset, Framework, Method, Node

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference"


def reference(name: str) -> Path:
    """A reference file; the test is skipped where the folder is not beside the repository."""
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"the reference table {name} is not beside this repository (../shared/reference)")
    return path


def rows(name: str) -> list[dict[str, str]]:
    with reference(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def numbers(name: str, key: str) -> dict[str, dict[str, float]]:
    """{code: {column: value}}, NaN where empty."""
    table = {}
    for row in rows(name):
        code = row.pop(key)
        table[code] = {column: float(value) if value not in ("", "NA") else np.nan for column, value in row.items()}
    return table


def tree(*nodes: tuple[str, str] | Node) -> Framework:
    """A framework from (code, parent) pairs and whole nodes."""
    return Framework(tuple(node if isinstance(node, Node) else Node(code=node[0], parent=node[1]) for node in nodes))


def flat(*codes: str) -> Framework:
    """An index straight over indicators."""
    return tree(("Index", ""), *((code, "Index") for code in codes))


def data(units: str, groups: dict[str, str] | None = None, **columns: list[float]) -> Dataset:
    """One letter per unit, one list per indicator; groups as one letter per unit."""
    labels = {name: tuple(letters.replace("-", " ")) for name, letters in (groups or {}).items()}
    labels = {name: tuple(letter.strip() for letter in letters) for name, letters in labels.items()}
    values = np.array(list(columns.values()), dtype=float).T.reshape(len(units), len(columns))
    return Dataset(tuple(units), tuple(columns), values, labels)


def method(**steps: object) -> Method:
    """A method of the given steps; a step given as text is its kind. Without a scale the values stay as they are."""
    steps.setdefault("normalise", "none")
    return Method.from_dict({name: {"kind": step} if isinstance(step, str) else step for name, step in steps.items()})


TWO_LEVELS = tree(
    ("Index", ""),
    Node(code="P", parent="Index", weight=2),
    Node(code="Q", parent="Index", weight=1),
    Node(code="a", parent="P", weight=3),
    Node(code="b", parent="P", weight=1),
    Node(code="c", parent="Q"),
    Node(code="d", parent="Q", direction=-1),
)
"""Effective weights 1/2, 1/6, 1/6, 1/6."""

FIVE = data(
    "VWXYZ",
    a=[1.0, 2.0, 3.0, 4.0, 5.0],
    b=[5.0, 3.0, 9.0, 1.0, 2.0],
    c=[10.0, 40.0, 20.0, 60.0, 30.0],
    d=[0.3, 0.1, 0.9, 0.5, 0.7],
)
