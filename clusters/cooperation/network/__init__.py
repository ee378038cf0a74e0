"""The network of links as arithmetic: NumPy only, no Django, no database, no clock.

`graph()` makes a Graph of places and weights, `summary()` computes everything the portal shows of one. What is a
direction and what a weight is decided by the caller: here they are numbers.
"""

from clusters.cooperation.network.graph import Graph, graph
from clusters.cooperation.network.paths import EXACT_LIMIT, Paths, shortest_paths
from clusters.cooperation.network.summary import Summary, Ties, summary, ties

__all__ = ["EXACT_LIMIT", "Graph", "Paths", "Summary", "Ties", "graph", "shortest_paths", "summary", "ties"]
