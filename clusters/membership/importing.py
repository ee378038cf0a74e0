"""What the preview of an import shows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.actions.imports import COLUMNS, KEY, REQUIRED, Plan, PlannedRow
from clusters.actions.names import keys_of
from clusters.models import Organisation, OrganisationName, Territory
from clusters.similar import similar
from clusters.tables import Table
from exchange.formats import Column

SHOWN = 100
COMPARED = 300
"""New rows whose names are compared by likeness; beyond that only names that are equal as compared are found."""
COLUMNS_OF_TEMPLATE = [Column(KEY), *(Column(name) for name in COLUMNS)]


def example() -> list[list[str]]:
    values = {
        "name_ru": "ООО «Пример»",
        "kind": "sanatorium",
        "legal_form": "llc",
        "inn": "0000000018",
        "okved_main": "86.90.4",
        "territory": "KISL",
        "size_class": "small",
        "sector": "business",
        "website": "https://example.org",
    }
    return [[values.get(column.name, "") for column in COLUMNS_OF_TEMPLATE]]


def columns_table() -> Table:
    rows = [[KEY, _("Public id of an organisation of the registry; empty for a new one."), ""]]
    for name in COLUMNS:
        found: Any = Organisation._meta.get_field(name)
        words = ", ".join(str(value) for value, _label in found.choices) if found.choices else ""
        label = capfirst(str(found.verbose_name))
        rows.append([name, f"{label}: {words}" if words else label, _("needed") if name in REQUIRED else ""])
    labels = (_("Heading"), _("What it holds"), _("Needed"))
    return {"caption": _("Columns"), "columns": [{"label": label} for label in labels], "rows": rows}


def shown(plan: Plan) -> dict[str, Any]:
    return {
        "new_table": _new(plan.new),
        "changed_table": _changed(plan.changed),
        "likes": _likes(plan.new),
        "shown": SHOWN,
    }


def _new(rows: Sequence[PlannedRow]) -> Table:
    cells = [
        [{"text": str(row.number)}, row.organisation.name, row.organisation.get_kind_display(), row.organisation.inn]
        for row in rows[:SHOWN]
    ]
    labels = (_("Row"), _("Organisation"), _("Kind"), _("INN"))
    return {"caption": _("New organisations"), "columns": [{"label": label} for label in labels], "rows": cells}


def _changed(rows: Sequence[PlannedRow]) -> Table:
    cells = [
        [
            {"text": str(row.number)},
            {"text": row.organisation.name, "url": row.organisation.get_absolute_url()},
            capfirst(str(Organisation._meta.get_field(name).verbose_name)),
            _value(name, was),
            _value(name, becomes),
        ]
        for row in rows[:SHOWN]
        for name, was, becomes in row.changes
    ]
    labels = (_("Row"), _("Organisation"), _("Field"), _("In the registry"), _("In the file"))
    return {"caption": _("Changed organisations"), "columns": [{"label": label} for label in labels], "rows": cells}


def _value(name: str, value: Any) -> str:
    """As people read it: a choice by its word, a place by its name."""
    field: Any = Organisation._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    if isinstance(value, Territory):
        return capfirst(value.name)
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


def _likes(rows: Sequence[PlannedRow]) -> Table:
    found = _by_likeness(rows) if len(rows) <= COMPARED else _by_equality(rows)
    cells = [
        [{"text": str(row.number)}, row.organisation.name, {"text": other.name, "url": other.get_absolute_url()}]
        for row, other in found
    ][:SHOWN]
    labels = (_("Row"), _("In the file"), _("In the registry"))
    return {"caption": _("Like names"), "columns": [{"label": label} for label in labels], "rows": cells}


def _by_likeness(rows: Iterable[PlannedRow]) -> list[tuple[PlannedRow, Organisation]]:
    return [
        (row, like.organisation)
        for row in rows
        for like in similar(keys_of(row.organisation), inn=row.organisation.inn, limit=3)
    ]


def _by_equality(rows: Iterable[PlannedRow]) -> list[tuple[PlannedRow, Organisation]]:
    wanted: dict[str, PlannedRow] = {}
    for row in rows:
        for key in keys_of(row.organisation):
            wanted.setdefault(key.text, row)
    found = []
    keys = sorted(wanted)
    for at in range(0, len(keys), 500):
        names = OrganisationName.objects.filter(key__in=keys[at : at + 500]).select_related("organisation")
        found += [(wanted[name.key], name.organisation) for name in names]
    return found
