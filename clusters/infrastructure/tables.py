"""Shared infrastructure as tables and key facts of the component library."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.infrastructure.models import InfrastructureObject
from clusters.pages import Fact, point
from clusters.tables import Table, long_date, organisation_cell, territory_cell, written_date


def object_cell(obj: InfrastructureObject) -> dict[str, str]:
    note = "" if obj.is_current else _("closed on %(date)s") % {"date": long_date(obj.until)}
    return {"text": obj.name, "url": obj.get_absolute_url(), "note": note, "mark": "demo" if obj.is_demo else ""}


def objects_table(objects: Iterable[InfrastructureObject], caption: str) -> Table:
    """For `objects_for_list()`."""
    rows = [
        [
            object_cell(obj),
            obj.get_kind_display(),
            territory_cell(obj.territory),
            organisation_cell(obj.operator) if obj.operator else "",
            ", ".join(cluster.name for cluster in obj.clusters.all()),
        ]
        for obj in objects
    ]
    labels = (_("Object"), _("Kind"), _("Territory"), _("Operator"), _("Serves the clusters"))
    return {"caption": caption, "columns": [{"label": label} for label in labels], "rows": rows}


def short_table(objects: Iterable[InfrastructureObject], caption: str) -> Table:
    """For panels on other pages."""
    rows = [[object_cell(obj), obj.get_kind_display(), territory_cell(obj.territory), obj.capacity] for obj in objects]
    labels = (_("Object"), _("Kind"), _("Territory"), _("Capacity"))
    return {"caption": caption, "columns": [{"label": label} for label in labels], "rows": rows}


def facts(obj: InfrastructureObject) -> list[Fact]:
    found: list[Fact] = [
        {"label": _("Kind"), "value": obj.get_kind_display()},
        {"label": _("Territory"), "value": capfirst(obj.territory.name), "url": obj.territory.get_absolute_url()},
    ]
    if obj.operator:
        found.append({"label": _("Operator"), "value": obj.operator.short_name, "url": obj.operator.get_absolute_url()})
    if obj.capacity:
        found.append({"label": _("Capacity"), "value": obj.capacity})
    return found


def particulars(obj: InfrastructureObject) -> Table:
    """How it is reached and since when it works, line by line; lines not filled in say so."""
    rows: list[list[Any]] = [
        [_("Website"), {"text": obj.website, "url": obj.website}],
        [_("E-mail"), {"text": obj.email, "url": obj.email and f"mailto:{obj.email}"}],
        [_("Telephone"), obj.phone],
        [_("Point on the map"), point(obj.latitude, obj.longitude)],
        [_("At work since"), written_date(obj.since) if obj.since else ""],
    ]
    if obj.until:
        rows.append([_("Closed on"), long_date(obj.until)])
    return {"columns": [{"label": _("Entry")}, {"label": _("Value")}], "rows": rows}
