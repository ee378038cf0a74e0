"""Wage and population of a profile as charts and tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitiveness.presentation import words
from indicators.official.bases import variant_name
from indicators.official.publishers import source_name
from indicators.units import unit_name

Part = dict[str, Any]
NEIGHBOURS_HUE = 6
POPULATION = "K03"  # counted one way only

REASONS = {
    "other_period": gettext_lazy("other period"),
    "other_basis": gettext_lazy("other basis"),
    "other_unit": gettext_lazy("other unit"),
}
DERIVED = {
    "weighted_by_headcount": gettext_lazy("derived: mean weighted by headcount"),
    "sum_of_municipalities": gettext_lazy("derived: sum of the municipalities"),
}


def names_of(inputs: Part) -> dict[str, str]:
    """Names by code of every territory that occurs in the inputs, as they stand alone."""
    everyone = [inputs["subject"], *inputs["members"], *inputs["beside"], *inputs["peers"]]
    return {one["code"]: words.capitalised(words.name(one["name"])) for one in everyone}


def passport(row: Part) -> str:
    return reverse("indicators:observation-detail", args=[row["public_id"]])


def wage_part(result: Part, inputs: Part, source: str) -> Part:
    wage, names = result["wage"], names_of(inputs)
    return {
        "heading": _("Wages"),
        "chart": _wage_chart(result, names, source),
        "table": _points_table(_("Average wage, roubles a month"), wage["points"], inputs),
        "members": None,
        "beside": _beside_table(_("Beside the krai, the district and Russia"), wage["beside"], names, inputs),
    }


def _wage_chart(result: Part, names: dict[str, str], source: str) -> Part | None:
    own = result["subject"]["code"]
    series = [
        {"label": names[peer["territory"]], "hue": NEIGHBOURS_HUE, "points": _points(peer["points"])}
        for peer in result["wage"]["peers"]
        if peer["territory"] != own and peer["points"]
    ]
    if result["wage"]["points"]:
        # Drawn last, over the others.
        series.append({"label": names[own], "hue": 0, "points": _points(result["wage"]["points"])})
    if not series:
        return None
    return {
        "id": "wage",
        "title": _wage_title(result),
        "unit": _("average monthly wage, roubles; organisations without small business"),
        "source": source,
        "description": _("Wage by year in the territory and in the other municipalities of the region."),
        "digits": 0,
        "series": series,
    }


def _wage_title(result: Part) -> str:
    place = result["wage"]["place"]
    if not place:
        return _("Wages of the municipalities by year")
    return _("The wage is number %(place)s of %(of)s municipalities in %(period)s") % place


def _points(points: list[Part]) -> list[Part]:
    return [{"label": point["period"], "value": point["value"], "note": _derived(point)} for point in points]


def _derived(point: Part) -> str:
    return str(DERIVED.get(point["derived"], ""))


def _points_table(caption: str, points: list[Part], inputs: Part) -> Part:
    return {
        "caption": caption,
        "columns": [
            {"label": _("Period of the figure")},
            {"label": _("Value"), "numeric": True},
            {"label": _("Source")},
        ],
        "rows": [
            [
                words.day(point["period"]),
                {"text": words.number(point["value"]), "note": _derived(point)},
                _cite(point, inputs),
            ]
            for point in points
        ],
    }


def _cite(point: Part, inputs: Part) -> Any:
    """The source of a figure with a link to its passport; a derived figure says from how many it was made."""
    rows = {row["public_id"]: row for row in inputs["observations"]}
    if point["derived"]:
        return _("%(count)s figures, listed below") % {"count": len(point["observations"])}
    row = rows[point["observations"][0]]
    return {"text": source_name(row["source"]) or row["source_url"], "url": passport(row)}


def _beside_table(caption: str, rows: list[Part], names: dict[str, str], inputs: Part) -> Part | None:
    if not rows:
        return None
    return {
        "caption": caption,
        "columns": [
            {"label": _("Territory")},
            {"label": _("Period of the figure")},
            {"label": _("Value"), "numeric": True},
            {"label": _("Basis")},
            {"label": _("Ratio to it"), "numeric": True},
        ],
        "rows": [_beside_row(row, names, inputs) for row in rows],
        "note": _("A ratio is given only where period, basis and unit are the same."),
    }


def _beside_row(row: Part, names: dict[str, str], inputs: Part) -> list[Any]:
    found = {one["public_id"]: one for one in inputs["observations"]}[row["observations"][0]]
    reasons = words.listed([str(REASONS[reason]) for reason in row["reasons"]])
    ratio: Any = words.number(row["ratio"], 2)
    if not row["comparable"]:
        ratio = {"text": "—", "note": _("not comparable: %(reasons)s") % {"reasons": reasons}}
    value = {
        "text": f"{words.number(row['value'], _digits(row['value']))} {unit_name(row['unit'])}",
        "url": passport(found),
    }
    return [
        names[row["territory"]],
        words.day(row["period"]),
        value,
        variant_name(found["variant"]) or ("—" if found["indicator"] == POPULATION else _("all organisations")),
        ratio,
    ]


def _digits(value: float) -> int:
    return 0 if float(value).is_integer() else 1


def population_part(result: Part, inputs: Part, source: str) -> Part:
    population, names = result["population"], names_of(inputs)
    points = _points(population["points"])
    change = population["change"]
    return {
        "heading": _("Residents"),
        "chart": {
            "id": "population",
            "title": _("Residents: %(percent)s since %(since)s")
            % {"percent": words.signed_percent(change["percent"]), "since": words.day(change["since"])}
            if change
            else _("Residents"),
            "unit": _("people"),
            "source": source,
            "description": _("Number of residents on the first of January."),
            "digits": 0,
            "series": [{"label": names[result["subject"]["code"]], "hue": 0, "points": points}],
        }
        if points
        else None,
        "table": _points_table(_("Residents"), population["points"], inputs),
        "members": _members_table(population, names),
        "beside": _beside_table(_("Beside the krai, the district and Russia"), population["beside"], names, inputs),
    }


def _members_table(population: Part, names: dict[str, str]) -> Part | None:
    if len(population["members"]) < 2:
        return None
    rows = []
    for member in population["members"]:
        last, change = member["points"][-1:], member["change"]
        rows.append(
            [
                names[member["territory"]],
                words.day(last[0]["period"]) if last else "—",
                words.number(last[0]["value"]) if last else "—",
                words.signed_percent(change["percent"]) if change else "—",
            ]
        )
    return {
        "caption": _("Residents of the municipalities"),
        "columns": [
            {"label": _("Municipality")},
            {"label": _("Date")},
            {"label": _("Residents"), "numeric": True},
            {"label": _("Change"), "numeric": True},
        ],
        "rows": rows,
    }
