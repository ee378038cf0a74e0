"""What this room adds to the pages of the registry."""

from typing import Any

from django.http import HttpRequest

from clusters import access as registry
from clusters.membership import access, queries
from clusters.models import Cluster, Organisation


def of_cluster(request: HttpRequest, cluster: Cluster) -> dict[str, Any] | None:
    """The way in for those who are signed in, and for the coordinator the way to the queue and the members."""
    if not request.user.is_authenticated:
        return None
    coordinates = registry.can_coordinate(request.user, cluster)
    waiting = queries.waiting_number(cluster) if coordinates else 0
    context = {"cluster": cluster, "coordinates": coordinates, "waiting": waiting}
    return {"template": "clusters/membership/_cluster_panel.html", "context": context}


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """The people of an organisation, for those who may see them."""
    if not request.user.is_authenticated or not access.can_see_people(request.user, organisation):
        return None
    context = {"organisation": organisation, "may_apply": access.can_apply_for(request.user, organisation)}
    return {"template": "clusters/membership/_organisation_panel.html", "context": context}
