"""What the pages of a cluster and of an organisation show of shared infrastructure."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.infrastructure import queries, tables
from clusters.models import Cluster, Organisation, Territory

SHOWN = 10


def cluster_panel(request: HttpRequest, cluster: Cluster) -> dict[str, Any] | None:
    address = f"{reverse('clusters:infrastructure-list')}?cluster={cluster.slug}"
    title = _("Shared infrastructure")
    return _panel(list(queries.objects_of_cluster(cluster)[: SHOWN + 1]), title, address)


def organisation_panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    title = _("Infrastructure it runs")
    return _panel(list(queries.objects_of_operator(organisation)[: SHOWN + 1]), title, "")


def territory_panel(request: HttpRequest, territory: Territory) -> dict[str, Any] | None:
    address = f"{reverse('clusters:infrastructure-list')}?territory={territory.code}"
    return _panel(list(queries.objects_within(territory)[: SHOWN + 1]), _("Shared infrastructure"), address)


def _panel(objects: list, title: str, address: str) -> dict[str, Any] | None:
    if not objects:
        return None
    more = address if len(objects) > SHOWN else ""
    context = {"title": title, "table": tables.short_table(objects[:SHOWN], title), "more": more}
    return {
        "template": "clusters/infrastructure/panel.html",
        "context": context,
        "id": "infrastructure",
        "title": title,
    }
