"""Key figures, tables and the finding of a network page."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clusters.cooperation.drawing import name_of
from clusters.cooperation.network import ties
from clusters.cooperation.queries.network import Network, ei_of
from clusters.enums import LinkKind, LinkState, OrganisationKind, VolumeClass
from clusters.models import Cluster
from exchange.formats import Column

Table = dict[str, Any]
SORTS = ("name", "partners", "out", "in", "betweenness", "closeness", "pagerank")


def percent(share: float) -> str:
    """A share as whole per cent, with one decimal below ten: `12 %`, `3,4 %`."""
    value = share * 100
    return _("%(value)s%%") % {"value": number_format(value, 1 if 0 < value < 10 else 0)}


def finding(network: Network) -> str:
    """The title says what the drawing shows."""
    found = ties(network.graph)
    if not found.n:
        return _("Nobody is a member on this day")
    if not network.edges:
        return _("No links among the members are recorded on this day")
    ei = ei_of(network)
    if network.cluster is None:
        share = ei["external"] / (ei["external"] + ei["internal"])
        return _(
            "%(linked)s of %(all)s members have a partner; %(share)s of links lead from one cluster to another"
        ) % {
            "linked": found.linked,
            "all": found.n,
            "share": percent(share),
        }
    return _("%(linked)s of %(all)s members have a partner in the cluster; the largest tied group is %(largest)s") % {
        "linked": found.linked,
        "all": found.n,
        "largest": found.largest,
    }


def facts(network: Network) -> list[dict[str, Any]]:
    found, ei = network.summary, ei_of(network)
    confirmed = sum(edge.state == LinkState.CONFIRMED for edge in network.edges)
    rows: list[dict[str, Any]] = [
        {
            "label": _("Members with a partner"),
            "value": percent(found.linked_share),
            "note": _("%(linked)s of %(all)s") % {"linked": found.n - found.isolated, "all": found.n},
        },
        {
            "label": _("Links among members"),
            "value": len(network.edges),
            "note": _("confirmed by both sides: %(number)s") % {"number": confirmed},
        },
        {
            "label": _("Density"),
            "value": percent(found.density),
            "note": _("of all possible links exist"),
        },
        {
            "label": _("Reciprocity"),
            "value": percent(found.reciprocity),
            "note": _("of links have an answer in the other direction"),
        },
        {
            "label": _("Tied groups"),
            "value": int((found.component_sizes > 1).sum()),
            "note": _("the largest holds %(share)s of the members") % {"share": percent(found.largest_share)},
        },
        {
            "label": _("Partners who are partners"),
            "value": percent(found.clustering),
            "note": _("clustering coefficient, mean of the members"),
        },
        {"label": _("E-I index"), "value": signed(ei["ei"]), "note": _ei_note(network, ei)},
    ]
    return rows


def signed(value: float | None) -> str:
    if value is None:
        return "—"
    text = number_format(abs(value), 2)
    return f"{'−' if value < 0 else '+'}{text}" if round(value, 2) else text


def _ei_note(network: Network, ei: dict[str, Any]) -> str:
    if network.cluster is None:
        return _("%(internal)s links within clusters, %(external)s between them; −1 all within, +1 all between") % ei
    return (
        _("%(internal)s links among members, %(external)s with others; −1 all among members, +1 all with others") % ei
    )


def comparison(networks: Sequence[Network]) -> Table:
    """The clusters side by side."""
    rows = []
    for network in networks:
        found, ei = network.summary, ei_of(network)
        cluster = network.cluster
        if cluster is None:
            continue
        address = reverse("clusters:cluster-network", args=[cluster.slug])
        rows.append(
            [
                {"text": cluster.name, "url": address},
                found.n,
                percent(found.linked_share),
                len(network.edges),
                percent(found.density),
                percent(found.clustering),
                signed(ei["ei"]),
            ]
        )
    heads = (_("Members"), _("With a partner"), _("Links"), _("Density"), _("Clustering"), _("E-I index"))
    columns = [{"label": _("Cluster")}, *({"label": head, "numeric": True} for head in heads)]
    return {"caption": _("The clusters side by side"), "columns": columns, "rows": rows}


def matrix_table(matrix: list[list[int]], clusters: Sequence[Cluster]) -> Table:
    rows = [[cluster.name, *values] for cluster, values in zip(clusters, matrix, strict=True)]
    columns = [{"label": _("Who gives, below · who receives, to the right")}]
    columns += [{"label": cluster.name, "numeric": True} for cluster in clusters]
    return {
        "caption": _("Links within clusters and between them"),
        "columns": columns,
        "rows": rows,
        "note": _(
            "Pairs with a direction; a shared facility counts both ways. An organisation of two clusters counts in each."
        ),
    }


def measured_rows(network: Network) -> list[dict[str, Any]]:
    """Of each member its own measures, by the words of `SORTS`."""
    found = network.summary
    return [
        {
            "node": node,
            "name": name_of(node),
            "partners": len(network.graph.neighbours[place]),
            "out": int(found.out_degree[place]),
            "in": int(found.in_degree[place]),
            "betweenness": float(found.betweenness[place]),
            "closeness": float(found.closeness[place]),
            "pagerank": float(found.pagerank[place]),
            "core": int(found.core[place]),
        }
        for place, node in enumerate(network.nodes)
    ]


def in_order(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    """By one of `SORTS`, descending with a minus; equal ones by name."""
    word = sort.removeprefix("-")
    rows = sorted(rows, key=lambda row: row["name"])
    # NaN, where the measure rests on a sample, stands last either way.
    return sorted(rows, key=lambda row: _place(row[word], sort.startswith("-")))


def _place(value: Any, descending: bool) -> Any:
    if isinstance(value, str):
        return tuple(-ord(letter) for letter in value) if descending else value
    if value != value:
        return float("inf")
    return -value if descending else value


def members_table(rows: Sequence[dict[str, Any]]) -> Table:
    shown = [
        [
            {
                "text": row["name"],
                "url": reverse("clusters:organisation-detail", args=[row["node"].public_id]),
                "note": OrganisationKind(row["node"].kind).label,
                "mark": "demo" if row["node"].is_demo else "",
            },
            row["partners"],
            row["out"],
            row["in"],
            row["betweenness"],
            row["closeness"] if row["closeness"] == row["closeness"] else None,
            row["pagerank"],
        ]
        for row in rows
    ]
    heads = [
        (_("Partners"), 0),
        (pgettext("network", "Gives to"), 0),
        (pgettext("network", "Receives from"), 0),
        (_("Betweenness"), 4),
        (_("Closeness"), 3),
        (_("PageRank"), 4),
    ]
    columns: list[dict[str, Any]] = [{"label": _("Organisation"), "sort": SORTS[0]}]
    for (label, digits), word in zip(heads, SORTS[1:], strict=True):
        columns.append({"label": label, "numeric": True, "digits": digits, "sort": word})
    return {"caption": _("Members and their place in the network"), "columns": columns, "rows": shown}


def links_table(network: Network, edges: Sequence[Any]) -> Table:
    rows = [
        [
            name_of(network.nodes[network.places[edge.supplier]]),
            {
                "text": LinkKind(edge.kind).label,
                "url": reverse("clusters:link-detail", args=[edge.public_id]),
            },
            name_of(network.nodes[network.places[edge.recipient]]),
            VolumeClass(edge.volume_class).label,
            capfirst(LinkState(edge.state).label),
            _("between clusters") if network.crosses(edge) else _("within a cluster"),
        ]
        for edge in edges
    ]
    labels = (_("Who"), _("Does what"), _("With whom"), _("Volume"), _("State"), _("Clusters"))
    return {"caption": _("Links among the members"), "columns": [{"label": label} for label in labels], "rows": rows}


def summary_words(network: Network) -> str:
    """For those who listen to the drawing."""
    return ngettext(
        "%(links)s link among %(members)s members.", "%(links)s links among %(members)s members.", len(network.edges)
    ) % {"links": len(network.edges), "members": len(network.nodes)}


MEMBER_COLUMNS = [
    Column("public_id"),
    Column("name_ru"),
    Column("name_en"),
    Column("kind"),
    *(Column(name, "integer") for name in ("partners", "gives_to", "receives_from", "core")),
    *(Column(name, "number") for name in ("betweenness", "closeness", "pagerank")),
    Column("is_demo", "boolean"),
]
LINK_COLUMNS = [Column(name) for name in ("public_id", "supplier", "recipient", "kind", "volume_class", "state")]


def member_export(network: Network) -> list[list[Any]]:
    return [
        [
            row["node"].public_id,
            row["node"].name_ru,
            row["node"].name_en,
            row["node"].kind,
            row["partners"],
            row["out"],
            row["in"],
            row["core"],
            row["betweenness"],
            row["closeness"] if row["closeness"] == row["closeness"] else None,
            row["pagerank"],
            row["node"].is_demo,
        ]
        for row in measured_rows(network)
    ]


def link_export(network: Network) -> list[list[Any]]:
    public = {node.key: node.public_id for node in network.nodes}
    return [
        [edge.public_id, public[edge.supplier], public[edge.recipient], edge.kind, edge.volume_class, edge.state]
        for edge in network.edges
    ]
