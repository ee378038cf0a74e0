"""Measures of a network, each with its formula and source. Shares and centralities are floats from 0 to 1 unless said otherwise.

Names and conventions are those of NetworkX 3 where it has the measure, and tests hold them equal to it.
"""

import numpy as np

from clusters.cooperation.network.graph import Floats, Graph, Ints
from clusters.cooperation.network.paths import Paths, shortest_paths

DAMPING = 0.85


def density(network: Graph) -> float:
    """m / (n(n−1)), doubled for an undirected graph: the share of possible links that exist (Wasserman and Faust 1994, 4.1.1)."""
    pairs = network.n * (network.n - 1)
    return (1.0 if network.directed else 2.0) * network.m / pairs if pairs else 0.0


def reciprocity(network: Graph) -> float:
    """Share of links whose opposite exists too, ↔/L (Newman, Forrest and Balthrop 2002); 0 without links, 1 undirected."""
    if not network.m:
        return 0.0
    if not network.directed:
        return 1.0
    return 2.0 * (network.m - network.undirected.m) / network.m


def components(network: Graph) -> Ints:
    """Number of the component of each node, direction aside; components are numbered by their smallest node."""
    label = np.full(network.n, -1, dtype=np.int64)
    number = 0
    for start in range(network.n):
        if label[start] < 0:
            waiting = [start]
            label[start] = number
            while waiting:
                near = network.neighbours[waiting.pop()]
                new = near[label[near] < 0]
                label[new] = number
                waiting.extend(new.tolist())
            number += 1
    return label


def degrees(network: Graph) -> tuple[Ints, Ints]:
    """Outgoing and incoming links of each node; the same twice for an undirected graph."""
    tails, heads, _weights = network.arcs
    return np.bincount(tails, minlength=network.n), np.bincount(heads, minlength=network.n)


def strengths(network: Graph) -> tuple[Floats, Floats]:
    """Outgoing and incoming weight of each node (Barrat et al. 2004)."""
    tails, heads, weights = network.arcs
    return np.bincount(tails, weights, network.n), np.bincount(heads, weights, network.n)


def degree_centrality(network: Graph) -> Floats:
    """(out + in)/(n−1), of an undirected graph degree/(n−1) (Freeman 1979); 1 for a lone node, as NetworkX has it."""
    out, into = degrees(network)
    return _over_others(out + into if network.directed else out, network.n)


def out_degree_centrality(network: Graph) -> Floats:
    return _over_others(degrees(network)[0], network.n)


def in_degree_centrality(network: Graph) -> Floats:
    return _over_others(degrees(network)[1], network.n)


def _over_others(numbers: Ints, n: int) -> Floats:
    return numbers / (n - 1) if n > 1 else np.ones(n)


def betweenness_centrality(network: Graph, paths: Paths | None = None) -> Floats:
    """Σ σ_st(v)/σ_st over pairs without v, divided by (n−1)(n−2) ordered pairs (Freeman 1977, computed after Brandes 2001)."""
    found = paths or shortest_paths(network)
    pairs = (network.n - 1) * (network.n - 2)
    return found.betweenness / pairs if pairs > 0 else np.zeros(network.n)


def closeness_centrality(network: Graph) -> Floats:
    """(r−1)/Σd · (r−1)/(n−1), r nodes that reach this one at distances d: Wasserman and Faust (1994), 5.2.2, for networks in pieces.

    In a directed network distances are those of the ways that lead to the node.
    """
    backwards = Graph(network.n, network.heads, network.tails, network.weights, network.directed)
    return closeness_of(shortest_paths(backwards, limit=network.n), network.n)


def closeness_of(found: Paths, n: int) -> Floats:
    """The same from paths that have been walked against the direction of the links, one entry per source."""
    others = found.reached - 1.0
    mean = np.divide(others, found.distances, out=np.zeros(len(others)), where=found.distances > 0)
    return mean * others / (n - 1) if n > 1 else mean


def pagerank(network: Graph, damping: float = DAMPING) -> Floats:
    """Brin and Page (1998), links counted by weight; a node that gives nothing gives to all alike. Sums to 1.

    Iterated until no share moves by more than 1e-15. Read here: to whom the flows of the network lead.
    """
    n = network.n
    if not n:
        return np.zeros(0)
    tails, heads, weights = network.arcs
    out = np.bincount(tails, weights, n)
    flow = weights / out[tails] if len(tails) else weights
    rank = np.full(n, 1.0 / n)
    for _round in range(1000):
        arriving = np.bincount(heads, rank[tails] * flow, n) if len(tails) else np.zeros(n)
        following = damping * (arriving + rank[out == 0].sum() / n) + (1 - damping) / n
        moved = np.abs(following - rank).max()
        rank = following
        if moved < 1e-15:
            break
    return rank / rank.sum()


def clustering(network: Graph) -> Floats:
    """2T/(k(k−1)) of each node: how many of its neighbours are joined themselves, direction aside (Watts and Strogatz 1998)."""
    sets = [set(near.tolist()) for near in network.neighbours]
    shares = np.zeros(network.n)
    for node, near in enumerate(sets):
        possible = len(near) * (len(near) - 1)
        if possible:
            shares[node] = sum(len(near & sets[other]) for other in near) / possible
    return shares


def core_numbers(network: Graph) -> Ints:
    """Largest k for which the node is in the k-core, direction aside (Seidman 1983; peeled after Batagelj and Zaveršnik 2003)."""
    degree = np.array([len(near) for near in network.neighbours], dtype=np.int64)
    core = np.zeros(network.n, dtype=np.int64)
    left = np.ones(network.n, dtype=bool)
    k = 0
    while left.any():
        k = max(k, int(degree[left].min()))
        peeled = np.flatnonzero(left & (degree <= k))
        core[peeled] = k
        left[peeled] = False
        for node in peeled:
            degree[network.neighbours[node]] -= 1
    return core


def linked_share(network: Graph) -> float:
    """Share of nodes with at least one link, in either direction; 0 of none."""
    out, into = degrees(network)
    return float(((out + into) > 0).mean()) if network.n else 0.0


def mixing_matrix(network: Graph, belongs: np.ndarray) -> Ints:
    """Links from group to group (rows give, columns receive); `belongs` is nodes × groups of 0 and 1.

    A node of two groups counts in each. Of an undirected graph each link is counted both ways (Newman 2003).
    """
    member = np.asarray(belongs, dtype=np.int64)
    tails, heads, _weights = network.arcs
    return member[tails].T @ member[heads]


def ei_index(external: int, internal: int) -> float | None:
    """(E − I)/(E + I): −1 all links inside, +1 all outside (Krackhardt and Stern 1988); None without links."""
    total = external + internal
    return (external - internal) / total if total else None
