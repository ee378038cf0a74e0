"""Links between members as a network, and its measures. What was computed once is kept by the digest of its edges."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db.models import Q

from clusters.cooperation.network import Graph, Summary, graph, measures, summary
from clusters.enums import LinkKind, VolumeClass
from clusters.models import Cluster, Link, Membership

WEIGHTS = {
    VolumeClass.UNKNOWN: 1.0,
    VolumeClass.UNDER_1M: 1.0,
    VolumeClass.FROM_1M: 2.0,
    VolumeClass.FROM_10M: 3.0,
    VolumeClass.OVER_100M: 4.0,
}
"""A class of volume is ten times the one before: the weight grows by one with each, as a logarithm does."""
KEPT_SECONDS = 7 * 24 * 3600
VERSION = "1"  # of the arithmetic: a change of it makes what was kept before unknown


@dataclass(frozen=True)
class Node:
    key: int
    public_id: str
    name_ru: str
    name_en: str
    short_ru: str
    short_en: str
    kind: str
    territory: int | None
    is_demo: bool
    clusters: tuple[int, ...]


@dataclass(frozen=True)
class Edge:
    """`supplier` and `recipient` are keys of organisations, members or not."""

    public_id: str
    supplier: int
    recipient: int
    kind: str
    volume_class: str
    state: str


@dataclass(frozen=True)
class Network:
    """Members on a day, the links among them, and how many lead outside. Disputed links are left out."""

    cluster: Cluster | None
    on: dt.date
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    outside: int
    disputed: int

    @cached_property
    def places(self) -> dict[int, int]:
        return {node.key: place for place, node in enumerate(self.nodes)}

    @cached_property
    def graph(self) -> Graph:
        """Directed from who gives to who receives; a shared facility goes both ways. Weights are those of volume classes."""
        tails, heads, weights = [], [], []
        for edge in self.edges:
            ends = (self.places[edge.supplier], self.places[edge.recipient])
            for tail, head in (ends, ends[::-1]) if edge.kind == LinkKind.SHARES else (ends,):
                tails.append(tail)
                heads.append(head)
                weights.append(WEIGHTS[VolumeClass(edge.volume_class)])
        return graph(len(self.nodes), tails, heads, weights)

    @cached_property
    def digest(self) -> str:
        """Of what the arithmetic sees: the members, their clusters and the links with their weights."""
        seen = hashlib.sha256(VERSION.encode())
        for node in self.nodes:
            seen.update(f"{node.public_id}{node.clusters};".encode())
        for edge in self.edges:
            seen.update(f"{edge.supplier}>{edge.recipient}{edge.kind}{edge.volume_class};".encode())
        return seen.hexdigest()

    @cached_property
    def summary(self) -> Summary:
        return kept(f"network-measures-{self.digest}", lambda: summary(self.graph))

    def crosses(self, edge: Edge) -> bool:
        """Do its ends share no cluster?"""
        ends = [set(self.nodes[self.places[key]].clusters) for key in (edge.supplier, edge.recipient)]
        return not ends[0] & ends[1]


def kept(key: str, compute: Any) -> Any:
    """From the cache, or computed and put there. The arithmetic is the same for all, so what is kept serves everyone."""
    found = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found, KEPT_SECONDS)
    return found


def network_of(cluster: Cluster | None, on: dt.date) -> Network:
    """Of one cluster or, without one, of the whole region. Two queries."""
    nodes = _members(cluster, on)
    keys = {node.key for node in nodes}
    rows = Link.objects.on(on).order_by("pk")
    if cluster is not None:
        members = Membership.objects.on(on).filter(cluster=cluster).values("organisation")
        rows = rows.filter(Q(supplier__in=members) | Q(recipient__in=members))
    inside, outside, disputed = [], 0, 0
    columns = ("public_id", "supplier", "recipient", "kind", "volume_class", "state")
    for row in rows.values_list(*columns):
        edge = Edge(*row)
        if not {edge.supplier, edge.recipient} & keys:
            continue
        if edge.state == "disputed":
            disputed += 1
        elif {edge.supplier, edge.recipient} <= keys:
            inside.append(edge)
        else:
            outside += 1
    return Network(cluster, on, nodes, inside, outside, disputed)


def _members(cluster: Cluster | None, on: dt.date) -> list[Node]:
    """Members of any cluster, or of this one, each with all its clusters on the day."""
    fields = ("name_ru", "name_en", "short_name_ru", "short_name_en", "kind", "territory", "is_demo")
    columns = ("organisation", "organisation__public_id", *(f"organisation__{name}" for name in fields), "cluster")
    rows = Membership.objects.on(on).order_by("organisation", "cluster")
    if cluster is not None:
        of_it = Membership.objects.on(on).filter(cluster=cluster)
        rows = rows.filter(organisation__in=of_it.values("organisation"))
    found: dict[int, list[Any]] = {}
    for *values, belongs in rows.values_list(*columns):
        found.setdefault(values[0], [*values, []])[-1].append(belongs)
    return [Node(*values, tuple(belongs)) for *values, belongs in found.values()]  # type: ignore[call-arg]  # as many columns as fields


def ei_of(network: Network) -> dict[str, Any]:
    """Links inside and across: of a cluster, among members and with others; of the region, within a cluster and between clusters."""
    if network.cluster is not None:
        internal, external = len(network.edges), network.outside
    else:
        external = sum(network.crosses(edge) for edge in network.edges)
        internal = len(network.edges) - external
    return {"internal": internal, "external": external, "ei": measures.ei_index(external, internal)}


def between_clusters(network: Network, clusters: Sequence[Cluster]) -> list[list[int]]:
    """Links from the cluster of the row to that of the column; an organisation of two clusters counts in each."""
    belongs = np.zeros((len(network.nodes), len(clusters)), dtype=np.int64)
    for place, node in enumerate(network.nodes):
        for column, cluster in enumerate(clusters):
            belongs[place, column] = cluster.pk in node.clusters
    return measures.mixing_matrix(network.graph, belongs).tolist()


def network_measures(cluster: Cluster | None, on: dt.date) -> dict[str, Any]:
    """The network on a day as plain numbers, for other rooms and for JSON. Nothing in it is confidential: links are public."""
    network = network_of(cluster, on)
    found = network.summary
    return {
        "cluster": cluster.slug if cluster else None,
        "on": on.isoformat(),
        "members": found.n,
        "links": len(network.edges),
        "pairs": found.m,
        "links_outside": network.outside,
        "links_disputed": network.disputed,
        "links_confirmed": sum(edge.state == "confirmed" for edge in network.edges),
        "linked_members": found.n - found.isolated,
        "linked_share": found.linked_share,
        "density": found.density,
        "reciprocity": found.reciprocity,
        "components": len(found.component_sizes),
        "largest_component_share": found.largest_share,
        "clustering": found.clustering,
        **ei_of(network),
        "exact": found.exact,
        "digest": network.digest,
    }
