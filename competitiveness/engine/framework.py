"""The framework: a tree index ← criteria ← indicators, with what each indicator needs to be read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .errors import FrameworkError
from .tables import repeated

TRANSFORMS = ("none", "log", "log10")


@dataclass(frozen=True)
class Node:
    """One row of the framework. `parent` is "" for the index itself.

    For indicators: `direction` +1 or −1 (is more better?), `denominator` the code of the column it is divided by, `scale` what the
    quotient is multiplied by, `transform` applied before outliers are looked for. `target`, `lower` and `upper` are in the
    indicator's own units after denomination and before the transform.
    """

    code: str
    parent: str = ""
    name: str = ""
    weight: float = 1.0
    direction: int = 1
    denominator: str = ""
    scale: float = 1.0
    transform: str = "none"
    target: float | None = None
    lower: float | None = None
    upper: float | None = None

    def __post_init__(self) -> None:
        if not self.code:
            raise FrameworkError("a node without a code: give every row of the framework one")
        if self.direction not in (1, -1):
            raise FrameworkError(f"{self.code}.direction: {self.direction!r} is neither 1 nor -1")
        if self.transform not in TRANSFORMS:
            raise FrameworkError(f"{self.code}.transform: '{self.transform}' is not one of {', '.join(TRANSFORMS)}")
        if not (math.isfinite(self.weight) and self.weight >= 0):
            raise FrameworkError(f"{self.code}.weight: {self.weight!r} is not a number from 0 up")
        if not (math.isfinite(self.scale) and self.scale > 0):
            raise FrameworkError(f"{self.code}.scale: {self.scale!r} is not above 0")
        if self.lower is not None and self.upper is not None and not self.lower < self.upper:
            raise FrameworkError(f"{self.code}: lower {self.lower} is not below upper {self.upper}")


NODE_KEYS = tuple(item.name for item in fields(Node))


@dataclass(frozen=True)
class Framework:
    """A tree of nodes; leaves are indicators. Raises FrameworkError naming the node where it is not one tree."""

    nodes: tuple[Node, ...]
    by_code: Mapping[str, Node] = field(init=False, repr=False, compare=False)
    children: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    levels: Mapping[str, int] = field(init=False, repr=False, compare=False)
    root: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(self.nodes))
        if twice := repeated(node.code for node in self.nodes):
            raise FrameworkError(f"'{twice[0]}' occurs twice: every code stands in one row")
        object.__setattr__(self, "by_code", {node.code: node for node in self.nodes})
        object.__setattr__(self, "root", self._find_root())
        object.__setattr__(self, "children", self._find_children())
        object.__setattr__(self, "levels", self._find_levels())
        self._check_weights()

    def _find_root(self) -> str:
        for node in self.nodes:
            if node.parent and node.parent not in self.by_code:
                raise FrameworkError(f"{node.code}.parent: there is no row with the code '{node.parent}'")
        roots = [node.code for node in self.nodes if not node.parent]
        if len(roots) != 1:
            found = ", ".join(roots) or "none"
            raise FrameworkError(f"exactly one row has no parent, the index itself; found: {found}")
        return roots[0]

    def _find_children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for node in self.nodes:
            if node.parent:
                children.setdefault(node.parent, []).append(node.code)
        if not children:
            raise FrameworkError(f"'{self.root}' has no children: an index needs at least one indicator")
        return {parent: tuple(codes) for parent, codes in children.items()}

    def _find_levels(self) -> dict[str, int]:
        """Level 1 is an indicator, a parent stands one above its highest child."""
        order, queue = [], [self.root]
        while queue:
            code = queue.pop()
            order.append(code)
            queue.extend(self.children.get(code, ()))
        if circle := [node.code for node in self.nodes if node.code not in set(order)]:
            raise FrameworkError(f"{circle[0]}.parent: going up from here never arrives at '{self.root}'")
        levels: dict[str, int] = {}
        for code in reversed(order):
            levels[code] = 1 + max((levels[child] for child in self.children.get(code, ())), default=0)
        return levels

    def _check_weights(self) -> None:
        for parent, codes in self.children.items():
            if not sum(self.by_code[code].weight for code in codes) > 0:
                raise FrameworkError(f"{parent}: the weights of its children sum to 0")

    @property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the leaves in the order of the rows."""
        return tuple(node.code for node in self.nodes if node.code not in self.children)

    @property
    def aggregates(self) -> tuple[str, ...]:
        """Codes of the other nodes, children before parents, the index last."""
        inner = [node.code for node in self.nodes if node.code in self.children]
        return tuple(sorted(inner, key=self.levels.__getitem__))

    def leaves(self, code: str) -> tuple[str, ...]:
        """The indicators under a node (itself where it is one)."""
        if code not in self.children:
            return (code,)
        return tuple(leaf for child in self.children[code] for leaf in self.leaves(child))

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Framework:
        """From {"nodes": [{"code": …, "parent": …, …}]}; an unknown key is refused by name."""
        for place, row in enumerate(document["nodes"]):
            if wrong := sorted(set(row) - set(NODE_KEYS)):
                raise FrameworkError(f"nodes[{place}].{wrong[0]}: unknown key. Allowed: {', '.join(NODE_KEYS)}")
        return cls(tuple(Node(**row) for row in document["nodes"]))

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe and complete: `from_dict` gives the same framework back."""
        return {"nodes": [{key: getattr(node, key) for key in NODE_KEYS} for node in self.nodes]}
