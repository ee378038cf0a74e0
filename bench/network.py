"""Measures of a network of 1,000 organisations and 5,000 links, against NetworkX on the same network in the same run."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from clusters.cooperation.network import graph, shortest_paths, summary
from clusters.cooperation.network.graph import Graph

NODES, LINKS = 1000, 5000
# What NetworkX takes for the same is the yardstick; a third of it at most.
LIMIT = 0.33


def material() -> Graph:
    """Links with a taste for few partners, as supplies have."""
    random = np.random.default_rng(1000_5000)
    tails = random.integers(0, NODES, LINKS)
    heads = (NODES * random.random(LINKS) ** 2).astype(int)
    return graph(NODES, tails, heads)


def double(network: Graph) -> Any:
    import networkx

    made = networkx.DiGraph()
    made.add_nodes_from(range(network.n))
    made.add_edges_from(zip(network.tails.tolist(), network.heads.tolist(), strict=True))
    return made


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The best of some rounds, in processor time."""
    times = []
    for _round in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def row(name: str, measured: float, yardstick: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": measured / yardstick,
        "unit": "times",
        "limit": LIMIT,
        "measured_ms": measured * 1000,
        "yardstick": "NetworkX",
        "yardstick_ms": yardstick * 1000,
        "ratio": measured / yardstick,
    }


def run() -> list[dict[str, Any]]:
    import networkx

    network = material()
    theirs = double(network)

    def everything() -> None:
        networkx.betweenness_centrality(theirs)
        networkx.closeness_centrality(theirs)
        networkx.pagerank(theirs)
        networkx.core_number(theirs.to_undirected())
        networkx.clustering(theirs.to_undirected())

    size = f"{network.n} nodes, {network.m} links"
    between = seconds(lambda: shortest_paths(network), 3)
    whole = seconds(lambda: summary(network), 3)
    return [
        row(f"betweenness, {size}", between, seconds(lambda: networkx.betweenness_centrality(theirs), 1)),
        row(f"all measures, {size}", whole, seconds(everything, 1)),
    ]
