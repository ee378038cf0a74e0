"""Everything the portal shows of one network, computed once."""

from dataclasses import dataclass

import numpy as np

from clusters.cooperation.network import measures
from clusters.cooperation.network.graph import Floats, Graph, Ints
from clusters.cooperation.network.paths import EXACT_LIMIT, shortest_paths


@dataclass(frozen=True, eq=False)
class Summary:
    """Measures of the whole and, of each node in order, its own. `exact` is false where betweenness and closeness rest on
    a sample of sources; closeness is then NaN for nodes outside the sample."""

    n: int
    m: int
    density: float
    reciprocity: float
    linked_share: float
    component: Ints
    component_sizes: Ints
    clustering: float
    out_degree: Ints
    in_degree: Ints
    degree: Floats
    betweenness: Floats
    closeness: Floats
    pagerank: Floats
    core: Ints
    exact: bool

    @property
    def isolated(self) -> int:
        return int(((self.out_degree + self.in_degree) == 0).sum())

    @property
    def largest_share(self) -> float:
        """Share of nodes in the largest component; 0 of none."""
        return float(self.component_sizes.max()) / self.n if self.n else 0.0


@dataclass(frozen=True)
class Ties:
    """What a sentence on another page needs: nodes, those with at least one link, the size of the largest component."""

    n: int
    linked: int
    largest: int


def ties(network: Graph) -> Ties:
    """In time linear in nodes and links, where `summary` walks all shortest paths."""
    out, into = measures.degrees(network)
    sizes = np.bincount(measures.components(network)) if network.n else np.zeros(1, dtype=np.int64)
    return Ties(network.n, int(((out + into) > 0).sum()), int(sizes.max()))


def summary(network: Graph, *, limit: int = EXACT_LIMIT) -> Summary:
    """One walk serves both betweenness and closeness: it goes against the links, which leaves betweenness as it is."""
    backwards = Graph(network.n, network.heads, network.tails, network.weights, network.directed)
    paths = shortest_paths(backwards, limit=limit)
    closeness = np.full(network.n, np.nan)
    closeness[paths.sources] = measures.closeness_of(paths, network.n)
    component = measures.components(network)
    out, into = measures.degrees(network)
    local = measures.clustering(network)
    return Summary(
        n=network.n,
        m=network.m,
        density=measures.density(network),
        reciprocity=measures.reciprocity(network),
        linked_share=measures.linked_share(network),
        component=component,
        component_sizes=np.bincount(component) if network.n else np.zeros(0, dtype=np.int64),
        clustering=float(local.mean()) if network.n else 0.0,
        out_degree=out,
        in_degree=into,
        degree=measures.degree_centrality(network),
        betweenness=measures.betweenness_centrality(network, paths),
        closeness=closeness,
        pagerank=measures.pagerank(network),
        core=measures.core_numbers(network),
        exact=paths.exact,
    )
