"""Where the nodes of a drawing stand: the same network always gets the same places."""

import math

import numpy as np

from clusters.cooperation.network.graph import Floats, Graph, Ints
from clusters.cooperation.network.measures import core_numbers, degrees

MOST_DRAWN = 150
ROUNDS = 400
Box = tuple[float, float, float, float]
EVENLY = 0.6  # how far places give way to ranks, so that a few far nodes do not press the others into the middle


def drawn_nodes(network: Graph, most: int = MOST_DRAWN) -> tuple[Ints, int]:
    """Nodes to draw, in order, and the k of the core they were cut to: every node with a link (k = 1) where these are few
    enough, otherwise the largest k-core of at most `most` nodes; where none is, the `most` nodes with most links (k = 0).
    """
    core = core_numbers(network)
    for k in range(1, int(core.max(initial=0)) + 1):
        kept = np.flatnonzero(core >= k)
        if len(kept) <= most:
            return kept, k
    if not core.max(initial=0):
        return np.zeros(0, dtype=np.int64), 1
    links = np.add(*degrees(network))
    return np.sort(np.lexsort((np.arange(network.n), -links))[:most]), 0


def force_layout(network: Graph, groups: Ints, width: float, height: float) -> Floats:
    """n × 2 places inside width × height: springs along links, repulsion between all, a pull towards the own group's part.

    Fruchterman and Reingold (1991), with places begun on a spiral in the group's sector, so that nothing is left to chance.
    """
    n = network.n
    if not n:
        return np.zeros((0, 2))
    centres = _centres(groups)
    order = np.arange(n)
    radius, turn = 0.28 * np.sqrt((order + 1) / n), order * math.pi * (3 - math.sqrt(5))
    places = centres[groups] + np.c_[np.cos(turn), np.sin(turn)] * radius[:, None]
    flat = network.undirected
    ideal = 0.9 / math.sqrt(n)
    for step in range(ROUNDS):
        gap = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-4)
        push = (gap * (ideal**2 / distance**2)[..., None]).sum(axis=1)
        along = places[flat.tails] - places[flat.heads]
        pull = along * (np.hypot(along[:, 0], along[:, 1]) / ideal * 0.35)[:, None]
        move = push + (centres[groups] - places) * 0.9 * ideal * 4
        np.add.at(move, flat.tails, -pull)
        np.add.at(move, flat.heads, pull)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        heat = 0.08 * (1 - step / ROUNDS) + 0.0005
        places = places + move * (np.minimum(length, heat) / length)[:, None]
    return _apart(_fitted(places, width, height), width, height)


def _centres(groups: Ints) -> Floats:
    number = int(groups.max()) + 1
    if number == 1:
        return np.zeros((1, 2))
    turn = np.arange(number) * 2 * math.pi / number - math.pi / 2
    return 0.75 * np.c_[np.cos(turn), np.sin(turn)]


def _fitted(places: Floats, width: float, height: float) -> Floats:
    """Into the box; each axis partly by rank: neighbours stay neighbours, and the middle gets the room that is empty outside."""
    n = len(places)
    if n == 1:
        return np.array([[width / 2, height / 2]])
    low, span = places.min(axis=0), np.maximum(np.ptp(places, axis=0), 1e-9)
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0) / (n - 1)
    return ((1 - EVENLY) * (places - low) / span + EVENLY * ranks) * np.array([width, height])


def _apart(places: Floats, width: float, height: float, gap: float = 17.0) -> Floats:
    """Push nodes that would cover each other apart, so that each can be seen and clicked."""
    for _round in range(60):
        between = places[:, None, :] - places[None, :, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        near = distance < gap
        if not near.any():
            break
        push = np.divide(gap - distance, 2 * np.maximum(distance, 1e-6), out=np.zeros_like(distance), where=near)
        places = places + (between * push[..., None]).sum(axis=1)
        places = np.clip(places, 0, [width, height])
    return places


def label_places(
    places: Floats, widths: Floats, order: Ints, width: float, height: float, *, line: float = 14.0, gap: float = 10.0
) -> dict[int, tuple[float, float, str]]:
    """Of the nodes that get a label where it stands (x, baseline) and its anchor; others would cover something.

    Nodes are served in `order`; the eight places around each are tried.
    """
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in places.tolist()]
    found: dict[int, tuple[float, float, str]] = {}
    for node in order.tolist():
        x, y, long = float(places[node, 0]), float(places[node, 1]), float(widths[node])
        own = (x - 7, y - 7, x + 7, y + 7)
        for left, base, anchor, box in _tries(x, y, long, line, gap):
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken if other != own):
                found[node] = (left, base, anchor)
                taken.append(box)
                break
    return found


def _tries(x: float, y: float, long: float, line: float, gap: float) -> list[tuple[float, float, str, Box]]:
    """Right, left, below, above, and the four corners: x, baseline, anchor and the box of the label."""
    half = line / 2
    down, up = gap + half, 2 - gap - half
    spots = [("start", gap, 0.0), ("end", gap, 0.0), ("middle", 0.0, down), ("middle", 0.0, up)]
    spots += [(anchor, gap - 4, middle) for middle in (down - 3, up + 3) for anchor in ("start", "end")]
    found = []
    for anchor, aside, middle in spots:
        stand = {"start": x + aside, "end": x - aside, "middle": x}[anchor]
        left = stand - {"start": 0.0, "end": long, "middle": long / 2}[anchor]
        box = (left, y + middle - half, left + long, y + middle + half)
        found.append((stand, y + middle + 4, anchor, box))
    return found


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
