"""What this room adds to the page of a cluster: how it stands by the rules of its programme, in a line each."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import today
from clusters import panels
from clusters.models import Cluster
from clusters.standing.queries import standings_of


def of_cluster(_request: HttpRequest, cluster: Cluster) -> dict[str, Any]:
    return {
        "template": "clusters/standing/_cluster_panel.html",
        "context": {"cluster": cluster, "standings": standings_of(cluster, today())},
        "id": "standing",
        "title": _("How it stands"),
    }


def register() -> None:
    """Safe to repeat."""
    if of_cluster not in panels.CLUSTER_PANELS:
        panels.CLUSTER_PANELS.append(of_cluster)
