"""Where every figure of a profile comes from."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from competitiveness.presentation import words
from competitiveness.presentation.territory_series import names_of, passport

Part = dict[str, Any]


def sources_table(result: Part) -> Part:
    return {
        "caption": _("Sources and bases"),
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Source")},
            {"label": _("Basis, as the source says")},
            {"label": _("Figures"), "numeric": True},
        ],
        "rows": [
            [
                {"text": row["indicator"], "url": reverse("indicators:indicator-detail", args=[row["indicator"]])},
                {"text": row["source"] or row["source_url"], "url": _web(row["source_url"])},
                row["note"] or "—",
                row["figures"],
            ]
            for row in result["sources"]
        ],
    }


def _web(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def figures_table(inputs: Part) -> Part:
    """Every frozen observation, with the link to its passport."""
    names = names_of(inputs)
    return {
        "caption": _("Every figure used"),
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Territory")},
            {"label": _("Section of OKVED2")},
            {"label": _("Period")},
            {"label": _("Value"), "numeric": True},
            {"label": _("Unit")},
            {"label": _("Source")},
        ],
        "rows": [_figure_row(row, names) for row in inputs["observations"]],
    }


def _figure_row(row: Part, names: dict[str, str]) -> list[Any]:
    withheld = {"text": "—", "mark": "suppressed"}
    return [
        {"text": row["indicator"], "url": passport(row)},
        names.get(row["territory"], row["territory"]),
        row["activity"] or _("all activities"),
        words.period(row["period"]),
        withheld if row["value"] is None else row["value"],
        row["unit"],
        {"text": row["source"] or row["source_url"], "url": _web(row["source_url"])},
    ]
