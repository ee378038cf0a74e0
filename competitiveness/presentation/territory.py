"""A territory profile as charts, tables and key facts for its page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitiveness.models import Report
from competitiveness.presentation import words
from competitiveness.presentation.territory_findings import headline, sentence
from competitiveness.presentation.territory_series import population_part, wage_part
from competitiveness.presentation.territory_sources import figures_table, sources_table

Part = dict[str, Any]
OWN, BESIDE = 0, 1


def title(report: Report) -> str:
    """The first finding with the name of the territory: the statement the page makes."""
    statement = _("%(territory)s: %(finding)s") % {
        "territory": report.territory.name,
        "finding": _lower(headline(report.result["findings"][0])),
    }
    return words.capitalised(statement)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def page(report: Report) -> Part:
    """Everything the profile's page shows, as dictionaries of the components."""
    result, inputs = report.result, report.inputs
    origin = source(result["period"])
    return {
        "findings": [words.ended(sentence(finding)) for finding in result["findings"]],
        "facts": key_facts(report),
        "structure_chart": structure_chart(result, origin),
        "quotient_chart": quotient_chart(result, origin),
        "structure_table": structure_table(result),
        "caveats": caveats(result),
        "concentration": concentration_facts(result),
        "wage": wage_part(result, inputs, source(_years(result["wage"], result["period"]))),
        "population": population_part(result, inputs, source(_years(result["population"], result["period"]))),
        "sources": sources_table(result),
        "figures": figures_table(inputs),
    }


def sections() -> list[Part]:
    """The side index."""
    return [
        {"id": "findings", "title": _("What the figures say")},
        {"id": "structure-of-employment", "title": _("Structure of employment")},
        {"id": "specialisation", "title": _("Specialisation")},
        {"id": "concentration", "title": _("Concentration")},
        {"id": "wages", "title": _("Wages")},
        {"id": "residents", "title": _("Residents")},
        {"id": "sources", "title": _("Sources")},
        {"id": "method", "title": _("Method and digests")},
    ]


def source(year: str) -> str:
    return _("Rosstat, database of municipal indicators, %(year)s") % {"year": year}


def _years(part: Part, otherwise: str) -> str:
    """`2022–2024`: the years of the points that are drawn."""
    drawn = [part["points"], *(peer["points"] for peer in part.get("peers", []))]
    years = sorted({point["period"][:4] for points in drawn for point in points})
    if not years:
        return otherwise
    return years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def key_facts(report: Report) -> list[Part]:
    result = report.result
    employment = result["employment"]
    facts = [
        {
            "label": _("Headcount"),
            "value": words.number(employment["total"]),
            "note": _("organisations without small business, %(year)s; %(share)s of it is not published by section")
            % {"year": result["period"], "share": words.share(employment["remainder_share"])},
        },
        *_leading_fact(result),
    ]
    for part, label, unit in (
        (result["wage"], _("Average wage"), _("roubles a month")),
        (result["population"], _("Residents"), ""),
    ):
        if part["points"]:
            last = part["points"][-1]
            note = f"{unit}, {words.period(last['period'])}" if unit else words.period(last["period"])
            facts.append({"label": label, "value": words.number(last["value"]), "note": note})
    return facts


def _leading_fact(result: Part) -> list[Part]:
    leading = result["employment"]["specialisation"][:1]
    rows = {row["section"]: row for row in result["employment"]["sections"]}
    return [
        {
            "label": _("Strongest specialisation"),
            "value": words.share(rows[section]["share"]),
            "note": _("%(section)s; %(quotient)s times the krai’s share")
            % {"section": words.section(section), "quotient": words.number(rows[section]["quotient"], 2)},
        }
        for section in leading
    ]


def _mark(row: Part) -> Part:
    if "withheld" in row["flags"]:
        return {"mark": "suppressed", "note": _("not published")}
    if "lower_bound" in row["flags"]:
        return {"note": _("at least")}
    return {}


def structure_chart(result: Part, source: str) -> Part:
    """Shares of headcount beside those of the reference, the largest first, withheld sections last."""
    rows = sorted(result["employment"]["sections"], key=lambda row: (row["share"] is None, -(row["share"] or 0)))
    reference = words.name(result["reference"]["name"])
    own = [{"label": words.section(row["section"]), "value": _percent(row["share"]), **_mark(row)} for row in rows]
    beside = [{"label": words.section(row["section"]), "value": _percent(row["reference_share"])} for row in rows]
    return {
        "id": "structure",
        "title": _half_title(rows),
        "unit": _("share of headcount, %%, %(year)s") % {"year": result["period"]},
        "source": source,
        "description": _("For each section of OKVED2: the share in the territory and in the reference territory."),
        "digits": 1,
        "series": [
            {"label": words.capitalised(words.name(result["subject"]["name"])), "hue": OWN, "points": own},
            {"label": reference, "hue": BESIDE, "points": beside},
        ],
    }


def _half_title(rows: list[Part]) -> str:
    """How few sections hold half of the headcount; `rows` come the largest first."""
    total, count = 0.0, 0
    for row in rows:
        total, count = total + (row["share"] or 0), count + 1
        if total >= 0.5:
            break
    return ngettext(
        "At least half of headcount works in %(count)s section",
        "At least half of headcount works in %(count)s sections",
        count,
    ) % {"count": count}


def _percent(fraction: float | None) -> float | None:
    return None if fraction is None else 100 * fraction


def quotient_chart(result: Part, source: str) -> Part:
    rows = [row for row in result["employment"]["sections"] if row["quotient"] is not None]
    rows.sort(key=lambda row: -row["quotient"])
    above = sum(row["quotient"] > 1 for row in rows)
    return {
        "id": "quotients",
        "title": ngettext(
            "%(count)s section has a larger share than in the krai",
            "%(count)s sections have a larger share than in the krai",
            above,
        )
        % {"count": above},
        "unit": _("location quotient; 1 is the structure of the krai"),
        "source": source,
        "description": _("Share of a section in the territory divided by its share in the krai."),
        "digits": 2,
        "series": [
            {
                "label": words.capitalised(words.name(result["subject"]["name"])),
                "hue": OWN,
                "points": [{"label": words.section(row["section"]), "value": row["quotient"]} for row in rows],
            }
        ],
        "reference": {"label": words.name(result["reference"]["name"]), "value": 1},
    }


def structure_table(result: Part) -> Part:
    columns = [
        {"label": _("Section of OKVED2")},
        {"label": _("Headcount"), "numeric": True},
        {"label": _("Share, %"), "numeric": True},
        {"label": _("Krai, %"), "numeric": True},
        {"label": _("Quotient"), "numeric": True},
        {"label": _("Beyond the krai, people"), "numeric": True},
    ]
    return {
        "caption": _("Structure of employment, %(year)s") % {"year": result["period"]},
        "columns": columns,
        "rows": [_structure_row(row) for row in result["employment"]["sections"]],
        "note": _(
            "“Suppressed” means that the figure is not published for this territory: it is not zero. Shares are of the "
            "published total. The quotient is the share divided by that of the krai; “beyond the krai” are the people "
            "whom the territory has above the structure of the krai."
        ),
    }


def _structure_row(row: Part) -> list[Any]:
    headcount: Any = words.number(row["headcount"])
    if "withheld" in row["flags"]:
        headcount = {"text": "—", "mark": "suppressed"}
    elif row["withheld_in"]:
        headcount = {
            "text": headcount,
            "note": _("at least; withheld in %(codes)s") % {"codes": ", ".join(row["withheld_in"])},
        }
    return [
        words.section(row["section"]),
        headcount,
        words.number(_percent(row["share"]), 1),
        words.number(_percent(row["reference_share"]), 1),
        words.number(row["quotient"], 3),
        words.signed(row["excess"]),
    ]


def caveats(result: Part) -> list[str]:
    """What a reader must know before quoting: each one is said only where it applies."""
    employment = result["employment"]
    found = []
    if employment["reference_remainder"] > 0:
        found.append(
            _(
                "The sections of the krai are sums of the published cells of its municipalities; %(persons)s people of "
                "the krai stand in withheld cells. A section with withheld cells is therefore larger in the krai than "
                "shown, and its quotient here smaller."
            )
            % {"persons": words.number(employment["reference_remainder"])}
        )
    if len(result["members"]) > 1:
        found.append(
            _(
                "The figures of the region are sums of the published cells of its municipalities, lower bounds wherever "
                "a municipality is withheld: the true quotient may be higher."
            )
        )
    if result["not_covered"]:
        names = words.listed([words.name(one["name"]) for one in result["not_covered"]])
        found.append(_("No headcount is published for: %(names)s. They are not in the sums.") % {"names": names})
    return found


def concentration_facts(result: Part) -> list[Part]:
    own, beside = result["employment"]["concentration"], result["employment"]["reference_concentration"]
    krugman = result["employment"]["krugman"]
    at_least = _("at least %(value)s") if krugman["is_lower_bound"] else "%(value)s"
    facts = [
        (_("Herfindahl index"), "herfindahl", 3, _("sum of squared shares")),
        (_("Normalised Herfindahl index"), "normalised", 3, _("0 for equal sections, 1 for a single one")),
        (
            _("Equivalent number of sections"),
            "equivalent_number",
            1,
            _("as many equal sections would give the same index"),
        ),
    ]
    return [
        *(
            {
                "label": label,
                "value": words.span(own[key]["low"], own[key]["high"], digits),
                "note": _("%(meaning)s; krai: %(krai)s")
                % {"meaning": meaning, "krai": words.span(beside[key]["low"], beside[key]["high"], digits)},
            }
            for label, key, digits, meaning in facts
        ),
        {
            "label": _("Krugman index"),
            "value": at_least % {"value": words.number(krugman["value"], 3)},
            "note": _(
                "sum of the differences from the krai’s shares (the krai includes the territory); 0 is the same structure, 2 nothing in common"
            ),
        },
    ]
