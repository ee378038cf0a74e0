"""Where the nodes of a drawing stand, and which are drawn."""

import numpy as np
import pytest

from clusters.cooperation.network import graph
from clusters.cooperation.network.layout import MOST_DRAWN, drawn_nodes, force_layout, label_places

WIDTH, HEIGHT = 780.0, 520.0


def ring(n: int):
    return graph(n, np.arange(n), (np.arange(n) + 1) % n)


@pytest.mark.parametrize("n", [2, 3, 40, 150])
def test_the_same_network_has_the_same_places_all_inside_and_apart(n):
    groups = np.arange(n) % 3
    groups[0] = min(2, n - 1)
    first, second = (force_layout(ring(n), groups, WIDTH, HEIGHT) for _time in range(2))
    assert np.array_equal(first, second)
    assert (first >= 0).all()
    assert (first <= [WIDTH, HEIGHT]).all()
    gaps = np.hypot(*(first[:, None] - first[None]).transpose(2, 0, 1))[~np.eye(n, dtype=bool)]
    assert gaps.min() > 10


def test_an_empty_network_and_a_lone_node():
    assert force_layout(graph(0, [], []), np.zeros(0, dtype=np.int64), WIDTH, HEIGHT).shape == (0, 2)
    lone = force_layout(graph(1, [], []), np.zeros(1, dtype=np.int64), WIDTH, HEIGHT)
    assert lone.tolist() == [[WIDTH / 2, HEIGHT / 2]]
    assert [found.tolist() if hasattr(found, "tolist") else found for found in drawn_nodes(graph(3, [], []))] == [[], 1]


def test_of_151_linked_nodes_the_core_is_drawn_or_those_with_most_links():
    whole = ring(MOST_DRAWN)
    assert (len(drawn_nodes(whole)[0]), drawn_nodes(whole)[1]) == (150, 1)
    with_a_tail = graph(151, [*range(150), 150], [*[(n + 1) % 150 for n in range(150)], 0])
    assert (len(drawn_nodes(with_a_tail)[0]), drawn_nodes(with_a_tail)[1]) == (150, 2)
    nodes, k = drawn_nodes(ring(151))
    assert (nodes.tolist(), k) == (list(range(150)), 0)


def test_labels_stay_inside_and_the_crowded_go_without():
    places = np.array([[770.0, 260.0], [400.0, 100.0], [400.0, 108.0], [400.0, 104.0]])
    found = label_places(places, np.full(4, 100.0), np.array([0, 1, 2, 3]), WIDTH, HEIGHT)
    assert found[0][2] == "end"
    assert 1 in found
    assert label_places(places[:1], np.array([900.0]), np.array([0]), WIDTH, HEIGHT) == {}
