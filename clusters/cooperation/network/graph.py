"""A network as arrays: nodes are 0 … n−1, an edge is a pair of places. No Django, no names, no clock."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

Ints = np.ndarray
Floats = np.ndarray


@dataclass(frozen=True, eq=False)
class Graph:
    """Simple directed or undirected graph; made by `graph()`, which merges parallel edges and drops loops.

    `tails`, `heads` (int64) and `weights` (float64) have one entry per edge. Of an undirected edge, tail < head.
    """

    n: int
    tails: Ints
    heads: Ints
    weights: Floats
    directed: bool = True

    @property
    def m(self) -> int:
        """Number of edges."""
        return len(self.tails)

    @cached_property
    def arcs(self) -> tuple[Ints, Ints, Floats]:
        """Every way an edge can be walked: an undirected one both ways."""
        if self.directed:
            return self.tails, self.heads, self.weights
        tails, heads = np.concatenate([self.tails, self.heads]), np.concatenate([self.heads, self.tails])
        return tails, heads, np.concatenate([self.weights, self.weights])

    @cached_property
    def undirected(self) -> "Graph":
        """The same edges without direction; two that face each other become one with the sum of their weights."""
        return graph(self.n, self.tails, self.heads, self.weights, directed=False) if self.directed else self

    @cached_property
    def neighbours(self) -> list[Ints]:
        """Of each node those it is joined with in either direction, in ascending order."""
        tails, heads, _weights = self.undirected.arcs
        order = np.lexsort((heads, tails))
        starts = np.searchsorted(tails[order], np.arange(1, self.n))
        return np.split(heads[order], starts) if self.n else []


def graph(
    n: int,
    tails: np.typing.ArrayLike,
    heads: np.typing.ArrayLike,
    weights: np.typing.ArrayLike | None = None,
    *,
    directed: bool = True,
) -> Graph:
    """Graph of `n` nodes. Parallel edges become one with the sum of their weights (1 each by default); loops are left out.

    Raises ValueError for a place outside 0 … n−1, lengths that differ, or a weight that is not positive and finite.
    """
    first, second = np.asarray(tails, dtype=np.int64).ravel(), np.asarray(heads, dtype=np.int64).ravel()
    weight = np.ones(len(first)) if weights is None else np.asarray(weights, dtype=np.float64).ravel()
    if not len(first) == len(second) == len(weight):
        raise ValueError(f"{len(first)} tails, {len(second)} heads and {len(weight)} weights: the lengths must agree.")
    if len(first) and not (min(first.min(), second.min()) >= 0 and max(first.max(), second.max()) < n):
        raise ValueError(f"An edge leads to a node outside 0 … {n - 1}.")
    if not (np.isfinite(weight).all() and (weight > 0).all()):
        raise ValueError("Weights must be positive and finite.")
    if not directed:
        first, second = np.minimum(first, second), np.maximum(first, second)
    proper = first != second
    codes, places = np.unique(first[proper] * max(n, 1) + second[proper], return_inverse=True)
    sums = np.bincount(places, weight[proper], minlength=len(codes)).astype(np.float64)
    return Graph(n, codes // max(n, 1), codes % max(n, 1), sums, directed)
