"""Shortest paths from many nodes at once: the ground of betweenness and closeness.

Distances are numbers of links: the volume of a link is not a distance and plays no part here.
"""

from dataclasses import dataclass

import numpy as np

from clusters.cooperation.network.graph import Floats, Graph, Ints

EXACT_LIMIT = 2000
"""Nodes up to which every node is a source; above it `PIVOTS` of them are drawn."""
PIVOTS = 1000
SEED = 2007
_CELLS = 1_500_000  # of the largest array of one batch


@dataclass(frozen=True, eq=False)
class Paths:
    """`betweenness` (not yet normalised), and of each source the nodes it reaches (itself too) and the sum of distances.

    `sources` are all nodes in order where `exact`.
    """

    sources: Ints
    betweenness: Floats
    reached: Ints
    distances: Floats
    exact: bool


def shortest_paths(network: Graph, *, limit: int = EXACT_LIMIT, pivots: int = PIVOTS, seed: int = SEED) -> Paths:
    """Brandes (2001), A faster algorithm for betweenness centrality: numbers of paths counted outwards level by level,
    dependencies summed back. Here a batch of sources is walked together, so that each level is a few array operations.

    Above `limit` nodes `pivots` sources are drawn without return by a generator of `seed`, and betweenness is scaled
    by n / pivots: Brandes and Pich (2007), Centrality estimation in large networks.
    """
    n = network.n
    exact = n <= limit
    sources = np.arange(n) if exact else np.sort(np.random.default_rng(seed).choice(n, min(pivots, n), replace=False))
    betweenness = np.zeros(n)
    reached, distances = np.zeros(len(sources), dtype=np.int64), np.zeros(len(sources))
    walk = _Walk(network)
    size = max(1, _CELLS // max(1, n, len(walk.tails)))
    for start in range(0, len(sources), size):
        batch = slice(start, min(start + size, len(sources)))
        dependencies, level = walk.dependencies(sources[batch])
        betweenness += dependencies
        reached[batch] = (level >= 0).sum(axis=0)
        distances[batch] = np.where(level > 0, level, 0).sum(axis=0)
    if len(sources):
        betweenness *= n / len(sources)
    return Paths(sources, betweenness, reached, distances, exact)


class _Walk:
    """The ways of a graph in both orders that the walk needs: by the node they lead to and by the one they leave."""

    def __init__(self, network: Graph) -> None:
        tails, heads, _weights = network.arcs
        self.n = network.n
        inward = np.argsort(heads, kind="stable")
        self.tails, self.heads = tails[inward], heads[inward]
        outward = np.argsort(tails, kind="stable")
        self.out_tails, self.out_heads = tails[outward], heads[outward]

    def dependencies(self, sources: Ints) -> tuple[Floats, Ints]:
        """Sum over the sources of the dependency on each node, and the level (nodes × sources, −1 where not reached)."""
        width = len(sources)
        level = np.full((self.n, width), -1, dtype=np.int32)
        numbers = np.zeros((self.n, width))
        level[sources, np.arange(width)] = 0
        numbers[sources, np.arange(width)] = 1.0
        depth = 0
        while True:
            arriving = self._gathered(numbers, level == depth, self.tails, self.heads)
            new = (arriving > 0) & (level < 0)
            if not new.any():
                break
            depth += 1
            level[new] = depth
            numbers[new] = arriving[new]
        delta = np.zeros((self.n, width))
        for below in range(depth, 0, -1):
            share = np.divide(1.0 + delta, numbers, out=np.zeros_like(delta), where=level == below)
            back = self._gathered(share, level == below, self.out_heads, self.out_tails)
            here = level == below - 1
            delta[here] += (numbers * back)[here]
        delta[sources, np.arange(width)] = 0.0
        return delta.sum(axis=1), level

    def _gathered(self, values: Floats, mask: np.ndarray, givers: Ints, takers: Ints) -> Floats:
        """Of each node the sum of the values of its givers where the mask holds. `takers` is in ascending order."""
        total = np.zeros_like(values)
        used = mask.any(axis=1)[givers]
        if used.any():
            giving, taking = givers[used], takers[used]
            starts = np.flatnonzero(np.r_[True, taking[1:] != taking[:-1]])
            total[taking[starts]] = np.add.reduceat(np.where(mask, values, 0.0)[giving], starts, axis=0)
        return total
