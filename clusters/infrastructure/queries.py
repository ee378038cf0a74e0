"""Reads of shared infrastructure."""

import datetime as dt

from django.utils.translation import gettext as _

from clusters.infrastructure.models import InfrastructureObject, InfrastructureQuerySet
from clusters.models import Cluster, Organisation, Territory
from clusters.queries import Hit, name_column, territories_within
from clusters.search import match


def objects_for_list() -> InfrastructureQuerySet:
    """Objects with territory, operator and clusters: two queries at any length, by the name that the reader sees."""
    rows = InfrastructureObject.objects.select_related("territory", "operator")
    rows = rows.defer("territory__boundary", "search_text", "operator__search_text").prefetch_related("clusters")
    return rows.order_by(name_column(), "pk")


def objects_of_cluster(cluster: Cluster) -> InfrastructureQuerySet:
    """Those at work that serve it."""
    return objects_for_list().current().filter(clusters=cluster)


def objects_within(territory: Territory) -> InfrastructureQuerySet:
    """Those at work in it and in what belongs to it."""
    return objects_for_list().current().filter(territory__in=territories_within(territory))


def objects_of_operator(organisation: Organisation) -> InfrastructureQuerySet:
    return objects_for_list().current().filter(operator=organisation)


def kinds_serving(cluster: Cluster, on: dt.date) -> list[tuple[str, bool]]:
    """Kind and demonstration mark of each object at work on the date that serves the cluster."""
    rows = InfrastructureObject.objects.on(on).filter(clusters=cluster).order_by("pk")
    return list(rows.values_list("kind", "is_demo"))


def search(text: str, limit: int = 20) -> list[Hit]:
    """Objects whose names or descriptions match, real ones first."""
    rows = match(InfrastructureObject.objects.current().select_related("territory").defer("territory__boundary"), text)
    found = rows.order_by("is_demo", name_column(), "pk")[:limit]
    return [Hit("infrastructure", obj.name, _summary(obj), obj.get_absolute_url()) for obj in found]


def _summary(obj: InfrastructureObject) -> str:
    parts = [str(obj.get_kind_display()), obj.territory.name]
    if obj.is_demo:
        parts.append(_("demonstration data"))
    return " · ".join(parts)
