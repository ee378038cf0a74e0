"""Rows of the councils' pages, as `components/data_table.html` takes them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from councils.models import Council, CouncilAssignment
from councils.queries import offices

Table = dict[str, Any]


def council_table(councils: Iterable[Council]) -> Table:
    rows = [
        [
            {"text": row.name, "url": row.get_absolute_url(), "mark": "demo" if row.is_demo else ""},
            {"text": row.cluster.name, "url": row.cluster.get_absolute_url()},
            _named(row.holders, "chair"),  # type: ignore[attr-defined]
            sum(1 for held in row.holders if held.role != "secretary"),  # type: ignore[attr-defined]
        ]
        for row in councils
    ]
    heads = [{"label": _("Council")}, {"label": _("Cluster")}, {"label": _("Chair")}]
    columns = [*heads, {"label": _("Members"), "numeric": True}]
    return {"caption": _("Coordinating councils"), "columns": columns, "rows": rows}


def _named(held: Iterable[CouncilAssignment], role: str) -> str:
    return ", ".join(row.user.short_name for row in held if row.role == role)


def office_table(assignments: Iterable[CouncilAssignment], *, contacts: bool = False) -> Table:
    labels = [_("Name"), _("Office")] + ([_("E-mail")] if contacts else [])
    rows = [
        [row.user.get_full_name(), row.role_name] + ([row.user.email] if contacts else [])
        for row in offices(assignments)
    ]
    return {"caption": _("Who holds office today"), "columns": [{"label": label} for label in labels], "rows": rows}
