"""Every measure equals NetworkX on random networks of all shapes: directed or not, in pieces, without links, of one node."""

import networkx as nx
import numpy as np
import pytest

from clusters.cooperation.network import graph, measures, shortest_paths, summary, ties

CLOSE = {"rtol": 1e-9, "atol": 1e-12}


def drawn(seed: int):
    """A network and its double: sizes from 0 to 45, from no links to many, with parallel links and loops in the input."""
    random = np.random.default_rng(seed)
    directed = bool(seed % 2)
    n = int(random.integers(1, 46)) if seed >= 6 else seed // 2
    edges = int(random.integers(0, max(1, n * n // int(random.choice([2, 6, 20])) + 1))) if n else 0
    tails, heads = random.integers(0, max(n, 1), (2, edges))
    weights = random.uniform(0.1, 9, edges)
    double = (nx.DiGraph if directed else nx.Graph)()
    double.add_nodes_from(range(n))
    for tail, head, weight in zip(tails.tolist(), heads.tolist(), weights.tolist(), strict=True):
        if tail != head:
            before = double.get_edge_data(tail, head, {"weight": 0.0})["weight"]
            double.add_edge(tail, head, weight=before + weight)
    return graph(n, tails, heads, weights, directed=directed), double


def in_order(values: dict, n: int) -> np.ndarray:
    return np.array([values[node] for node in range(n)], dtype=float)


@pytest.mark.parametrize("seed", range(140))
def test_the_network_equals_networkx(seed):
    ours, theirs = drawn(seed)
    n, found = ours.n, summary(ours)
    flat = theirs.to_undirected()
    assert (found.n, found.m) == (theirs.number_of_nodes(), theirs.number_of_edges())
    assert found.density == pytest.approx(nx.density(theirs), rel=1e-12)
    if ours.directed and found.m:
        assert found.reciprocity == pytest.approx(nx.overall_reciprocity(theirs), rel=1e-12)
    pieces = sorted(nx.connected_components(flat), key=min)
    assert found.component_sizes.tolist() == [len(piece) for piece in pieces]
    assert [set(np.flatnonzero(found.component == place).tolist()) for place in range(len(pieces))] == pieces
    np.testing.assert_allclose(found.degree, in_order(nx.degree_centrality(theirs), n), **CLOSE)
    np.testing.assert_allclose(found.betweenness, in_order(nx.betweenness_centrality(theirs), n), **CLOSE)
    np.testing.assert_allclose(found.closeness, in_order(nx.closeness_centrality(theirs), n), **CLOSE)
    np.testing.assert_allclose(measures.closeness_centrality(ours), found.closeness, **CLOSE)
    np.testing.assert_allclose(measures.clustering(ours), in_order(nx.clustering(flat), n), **CLOSE)
    assert found.core.tolist() == [nx.core_number(flat)[node] for node in range(n)]
    assert found.linked_share == pytest.approx(np.mean([flat.degree(v) > 0 for v in flat]) if n else 0)
    in_short = ties(ours)
    assert (in_short.n, in_short.linked) == (n, sum(flat.degree(v) > 0 for v in flat))
    assert in_short.largest == max(map(len, pieces), default=0)


@pytest.mark.parametrize("seed", range(2, 140))
def test_weights_and_directions_equal_networkx(seed):
    ours, theirs = drawn(seed)
    n = ours.n
    ranks = nx.pagerank(theirs, tol=1e-14, max_iter=5000) if n else {}
    np.testing.assert_allclose(measures.pagerank(ours), in_order(ranks, n), rtol=1e-9, atol=1e-12)
    out, into = measures.strengths(ours)
    if ours.directed:
        np.testing.assert_allclose(out, in_order(dict(theirs.out_degree(weight="weight")), n), **CLOSE)
        np.testing.assert_allclose(into, in_order(dict(theirs.in_degree(weight="weight")), n), **CLOSE)
        np.testing.assert_allclose(measures.out_degree_centrality(ours), in_order(nx.out_degree_centrality(theirs), n))
        np.testing.assert_allclose(measures.in_degree_centrality(ours), in_order(nx.in_degree_centrality(theirs), n))
    else:
        np.testing.assert_allclose(out, in_order(dict(theirs.degree(weight="weight")), n), **CLOSE)
        assert measures.reciprocity(ours) == (1 if ours.m else 0)


@pytest.mark.parametrize("seed", range(6, 60))
def test_the_matrix_of_groups_equals_networkx(seed):
    ours, theirs = drawn(seed)
    groups = np.arange(ours.n) % 3
    nx.set_node_attributes(theirs, dict(enumerate(groups.tolist())), "group")
    expected = nx.attribute_mixing_matrix(theirs, "group", mapping={0: 0, 1: 1, 2: 2}, normalized=False)
    assert measures.mixing_matrix(ours, np.eye(3)[groups]).tolist() == expected.astype(int).tolist()


def test_a_large_network_is_sampled_with_a_stated_error():
    random = np.random.default_rng(3)
    tails, heads = random.integers(0, 400, (2, 2400))
    whole, part = (shortest_paths(graph(400, tails, heads), limit=limit, pivots=300) for limit in (400, 399))
    assert (whole.exact, part.exact, len(part.sources)) == (True, False, 300)
    assert part.betweenness.sum() == pytest.approx(whole.betweenness.sum(), rel=0.03)
    again = shortest_paths(graph(400, tails, heads), limit=399, pivots=300)
    assert again.betweenness.tolist() == part.betweenness.tolist()
