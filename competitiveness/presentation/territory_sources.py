"""Where every figure of a profile comes from."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

import indicators.queries
from competitiveness.presentation import words
from competitiveness.presentation.territory_series import names_of, passport
from indicators.official.bases import variant_name
from indicators.official.notes import note_text
from indicators.official.publishers import source_name
from indicators.units import unit_name

Part = dict[str, Any]


def sources_table(result: Part) -> Part:
    names = indicators.queries.names_by_code(row["indicator"] for row in result["sources"])
    return {
        "caption": _("Sources and bases"),
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Source")},
            {"label": _("Basis")},
            {"label": _("Figures"), "numeric": True},
        ],
        "rows": [
            [
                {
                    "text": _coded(row["indicator"], names),
                    "url": reverse("indicators:indicator-detail", args=[row["indicator"]]),
                },
                {"text": source_name(row["source"]) or row["source_url"], "url": _web(row["source_url"])},
                variant_name(row["variant"]) or note_text(row["notes"][0]) or "—",
                row["figures"],
            ]
            for row in result["sources"]
        ],
    }


def _coded(code: str, names: dict[str, str]) -> str:
    return f"{code} · {names[code]}" if code in names else code


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
            {"label": _("Period of the figure")},
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
        words.day(row["period"]),
        withheld if row["value"] is None else Decimal(row["value"]),
        unit_name(row["unit"]),
        {"text": source_name(row["source"]) or row["source_url"], "url": _web(row["source_url"])},
    ]
