"""The network as a drawing: numbers turned into the text of SVG attributes, words in the reader's language.

Hue and shape say the cluster, a dashed line a link between clusters; the style sheet gives the colours.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from clusters.cooperation.network import graph
from clusters.cooperation.network.layout import drawn_nodes, force_layout, label_places
from clusters.cooperation.queries.network import Network, Node, kept
from clusters.enums import LinkKind, OrganisationKind
from clusters.models import Cluster

WIDTH, HEIGHT, MARGIN = 900.0, 640.0, 60.0
LETTER = 6.9  # mean width of a letter of a label
MOST_LABELS = 40
OTHER = 6  # the grey hue: no cluster of the portal


@dataclass(frozen=True)
class Layout:
    """What is computed once for a network: which nodes stand where, in order; `k` as `drawn_nodes` gives it."""

    nodes: list[int]
    places: list[tuple[float, float]]
    k: int


def layout_of(network: Network) -> Layout:
    return kept(f"network-layout-2-{network.digest}", lambda: _layout(network))


def _layout(network: Network) -> Layout:
    whole = network.graph
    nodes, k = drawn_nodes(whole)
    order = {int(node): place for place, node in enumerate(nodes)}
    pairs = [
        (order[tail], order[head])
        for tail, head in zip(whole.tails.tolist(), whole.heads.tolist(), strict=True)
        if tail in order and head in order
    ]
    part = graph(len(nodes), [tail for tail, _head in pairs], [head for _tail, head in pairs])
    known = sorted({network.nodes[node].clusters[:1] for node in nodes})
    groups = np.array([known.index(network.nodes[node].clusters[:1]) for node in nodes], dtype=np.int64)
    places = force_layout(part, groups, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN) + MARGIN
    return Layout(nodes.tolist(), [(float(x), float(y)) for x, y in places], k)


def drawing(network: Network, clusters: dict[int, Cluster]) -> dict[str, Any]:
    """Context of `network_drawing.html`. `clusters` are all clusters by key."""
    found = layout_of(network)
    where = dict(zip(found.nodes, found.places, strict=True))
    links = np.add(network.summary.out_degree, network.summary.in_degree)
    labels = _labels(network, found, links)
    return {
        "width": _text(WIDTH),
        "height": _text(HEIGHT),
        "nodes": [
            _node(network, node, where[node], clusters, int(links[node]), labels.get(node)) for node in found.nodes
        ],
        "edges": _edges(network, where, clusters),
        "key": _key(network, found, clusters),
        "left_out": len(network.nodes) - len(found.nodes),
        "statement": _statement(network, found),
        "unlabelled": len(found.nodes) - len(labels),
    }


def _labels(network: Network, found: Layout, links: np.ndarray) -> dict[int, tuple[float, float, str]]:
    """Labels of the nodes with most links, as far as they fit."""
    if not found.nodes:
        return {}
    places = np.array(found.places)
    widths = np.array([len(_short(network.nodes[node])) * LETTER for node in found.nodes])
    numbers = links[found.nodes]
    order = np.lexsort((np.arange(len(numbers)), -numbers))[:MOST_LABELS]
    placed = label_places(places, widths, order, WIDTH, HEIGHT)
    return {found.nodes[place]: spot for place, spot in placed.items()}


def english() -> bool:
    return (get_language() or "ru").startswith("en")


def name_of(node: Node) -> str:
    return (english() and node.name_en) or node.name_ru


def _short(node: Node) -> str:
    name = (english() and (node.short_en or node.name_en)) or node.short_ru or node.name_ru
    return name if len(name) <= 28 else f"{name[:27]}…"


def _hue(node: Node, clusters: dict[int, Cluster]) -> int:
    return clusters[node.clusters[0]].hue if node.clusters else OTHER


def _node(
    network: Network,
    place: int,
    where: tuple[float, float],
    clusters: dict[int, Cluster],
    links: int,
    label: tuple[float, float, str] | None,
) -> dict[str, Any]:
    node = network.nodes[place]
    x, y = where
    hue = _hue(node, clusters)
    names = ", ".join(clusters[key].name for key in node.clusters)
    number = ngettext("%(number)s partner", "%(number)s partners", links) % {"number": links}
    kind = str(OrganisationKind(node.kind).label).lower()
    return {
        "url": reverse("clusters:organisation-detail", args=[node.public_id]),
        "title": f"{name_of(node)} — {kind}; {names}; {number}",
        "path": _shape(hue, x, y, 4.5 + min(links, 16) ** 0.5),
        "hue": hue,
        "several": len(node.clusters) > 1,
        "label": _short(node) if label else "",
        "label_x": _text(label[0]) if label else "",
        "label_y": _text(label[1]) if label else "",
        "anchor": label[2] if label else "",
    }


def _shape(hue: int, x: float, y: float, r: float) -> str:
    """Circle, square, diamond or triangle: the shape goes with the hue, as in the other charts of the portal."""
    if hue == OTHER:
        return f"M{_text(x)} {_text(y - r * 1.2)}L{_text(x + r * 1.1)} {_text(y + r * 0.8)}H{_text(x - r * 1.1)}Z"
    if hue % 3 == 0:
        return f"M{_text(x - r)} {_text(y)}a{_text(r)} {_text(r)} 0 1 0 {_text(2 * r)} 0a{_text(r)} {_text(r)} 0 1 0 {_text(-2 * r)} 0Z"
    if hue % 3 == 1:
        side = r * 0.9
        return f"M{_text(x - side)} {_text(y - side)}h{_text(2 * side)}v{_text(2 * side)}h{_text(-2 * side)}Z"
    tip = r * 1.25
    return f"M{_text(x)} {_text(y - tip)}l{_text(tip)} {_text(tip)}l{_text(-tip)} {_text(tip)}l{_text(-tip)} {_text(-tip)}Z"


def _edges(
    network: Network, where: dict[int, tuple[float, float]], clusters: dict[int, Cluster]
) -> list[dict[str, Any]]:
    """One line for each pair and direction; those between clusters last, so that they lie on top."""
    lines: dict[tuple[int, int], dict[str, Any]] = {}
    for edge in network.edges:
        tail, head = network.places[edge.supplier], network.places[edge.recipient]
        if tail not in where or head not in where or (tail, head) in lines:
            continue
        crosses = network.crosses(edge)
        shared = set(network.nodes[tail].clusters) & set(network.nodes[head].clusters)
        hue = clusters[min(shared)].hue if shared else OTHER
        lines[tail, head] = {
            "path": _arrow(where[tail], where[head], head=edge.kind != LinkKind.SHARES),
            "crosses": crosses,
            "hue": hue,
        }
    return sorted(lines.values(), key=lambda line: line["crosses"])


def _arrow(start: tuple[float, float], end: tuple[float, float], *, head: bool) -> str:
    """A slightly bent line, so that two opposite links do not cover each other, with a small head before the node."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    ux, uy = dx / length, dy / length
    x2, y2 = x2 - ux * 9, y2 - uy * 9
    bend = min(length * 0.08, 16.0)
    mx, my = (x1 + x2) / 2 - uy * bend, (y1 + y2) / 2 + ux * bend
    path = f"M{_text(x1)} {_text(y1)}Q{_text(mx)} {_text(my)} {_text(x2)} {_text(y2)}"
    if head:
        ax, ay = x2 - mx, y2 - my
        along = max((ax * ax + ay * ay) ** 0.5, 1e-6)
        ax, ay = ax / along * 5, ay / along * 5
        path += f"M{_text(x2 - ax - ay * 0.6)} {_text(y2 - ay + ax * 0.6)}L{_text(x2)} {_text(y2)}"
        path += f"L{_text(x2 - ax + ay * 0.6)} {_text(y2 - ay - ax * 0.6)}"
    return path


def _key(network: Network, found: Layout, clusters: dict[int, Cluster]) -> list[dict[str, Any]]:
    present = {key for node in found.nodes for key in network.nodes[node].clusters[:1]}
    return [
        {"name": clusters[key].name, "hue": clusters[key].hue, "path": _shape(clusters[key].hue, 9, 9, 6)}
        for key in sorted(present)
    ]


def _statement(network: Network, found: Layout) -> str:
    """What is not in the picture, said in words."""
    drawn, all_of = len(found.nodes), len(network.nodes)
    if found.k == 0:
        return _("Drawn are the %(drawn)s members with most links, of %(all)s.") % {"drawn": drawn, "all": all_of}
    if found.k > 1:
        return _(
            "Drawn is the core of %(drawn)s members of %(all)s: each has at least %(k)s partners among those drawn."
        ) % {"drawn": drawn, "all": all_of, "k": found.k}
    left = all_of - drawn
    if not left:
        return _("Every member is drawn.")
    return ngettext(
        "%(left)s member has no link to another and is not drawn.",
        "%(left)s members have no link to another and are not drawn.",
        left,
    ) % {"left": left}


def _text(number: float) -> str:
    """With at most one decimal and always a point, whatever the language."""
    text = f"{number:.1f}"
    return text[:-2] if text.endswith(".0") else text
