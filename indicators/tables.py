"""Figures as tables and key facts of the component library."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exchange.reading import RowError
from indicators.activities import section_name
from indicators.enums import Status
from indicators.figures import Figure
from indicators.models import Indicator, Observation
from indicators.official.bases import variant_name
from indicators.official.notes import note_text
from indicators.official.publishers import source_name
from indicators.period_words import period_words
from indicators.units import unit_name

Table = dict[str, Any]
Fact = dict[str, Any]


def activity_words(letter: str) -> str:
    return f"{letter} · {section_name(letter)}" if letter else _("all activities")


def basis_words(observation: Observation) -> str:
    """How it is counted: the name of the basis, else the note that tells it apart."""
    return variant_name(observation.variant) or (note_text(observation.note) if observation.variant else "")


def moment_words(moment) -> str:
    return date_format(timezone.localtime(moment), "j E Y, H:i")


def value_cell(observation: Observation) -> dict[str, Any]:
    """The figure with a way to its passport; a withheld one is marked, never shown as zero."""
    url = observation.get_absolute_url()
    if observation.is_suppressed:
        return {"text": _("withheld"), "url": url}
    return {"text": observation.value.normalize(), "mark": _mark(observation), "url": url}


def _mark(observation: Observation) -> str:
    if observation.is_demo:
        return "demo"
    return "provisional" if observation.status in (Status.DRAFT, Status.SUBMITTED, Status.IMPUTED) else ""


def source_words(observation: Observation) -> str:
    return source_name(observation.source)


def source_cell(observation: Observation) -> dict[str, Any]:
    """The publisher with the address of the page; a status that is not official stands beside it."""
    status = "" if observation.status == Status.OFFICIAL else observation.get_status_display()
    return {"text": source_words(observation), "url": observation.source_url, "note": status}


def catalogue_groups(indicators: Iterable[Indicator], counts: dict[int, int]) -> list[dict[str, Any]]:
    """One table for each group letter, in the order given; the supplementary series come under their own heading."""
    groups = []
    for (letter, name), rows in groupby(indicators, key=lambda row: (row.group, row.group_name)):
        heading = f"{letter}. {name}" if letter else _("Supplementary official series")
        groups.append({"id": f"group-{letter or 'more'}", "heading": heading, "table": _catalogue_table(rows, counts)})
    return groups


def _catalogue_table(indicators: Iterable[Indicator], counts: dict[int, int]) -> Table:
    rows = [
        [
            {"text": f"{row.code} · {row.name}", "url": row.get_absolute_url()},
            unit_name(row.unit),
            row.criterion.name if row.criterion else "",
            row.mechanism.name if row.mechanism else "",
            counts.get(row.pk),
        ]
        for row in indicators
    ]
    columns = [
        {"label": _("Indicator")},
        {"label": _("Unit")},
        {"label": _("Criterion")},
        {"label": _("Mechanism of influence")},
        {"label": pgettext("number of figures", "Published"), "numeric": True},
    ]
    return {"caption": "", "columns": columns, "rows": rows, "note": ""}


def figures_table(observations: Iterable[Observation]) -> Table:
    """Figures of one indicator, with the provenance beside each; a column that would say nothing is left out."""
    rows = list(observations)
    sections, bases = any(row.activity for row in rows), any(row.variant for row in rows)
    columns = [
        {"label": _("Territory")},
        {"label": pgettext("statistics", "Period")},
        {"label": _("Value"), "numeric": True},
        *([{"label": _("Kind of activity")}] if sections else []),
        *([{"label": _("How it is counted")}] if bases else []),
        {"label": _("Source")},
    ]
    cells = [
        [
            {"text": capfirst(row.territory.name), "url": row.territory.get_absolute_url()},
            period_words(row.period),
            value_cell(row) | {"note": unit_name(row.unit)},
            *([activity_words(row.activity)] if sections else []),
            *([basis_words(row)] if bases else []),
            source_cell(row),
        ]
        for row in rows
    ]
    return {"caption": "", "columns": columns, "rows": cells, "note": ""}


def own_figures_table(observations: Iterable[Observation], caption: str) -> Table:
    """Confidential figures of one organisation, for those who may see them."""
    rows = [
        [
            {"text": f"{row.indicator.code} · {row.indicator.name}", "url": row.indicator.get_absolute_url()},
            value_cell(row),
            unit_name(row.unit),
            row.get_status_display(),
        ]
        for row in observations
    ]
    columns = [
        {"label": _("Indicator")},
        {"label": _("Value"), "numeric": True},
        {"label": _("Unit")},
        {"label": _("Status")},
    ]
    return {"caption": caption, "columns": columns, "rows": rows, "note": ""}


def revisions_table(observations: Iterable[Observation]) -> Table:
    rows = [
        [
            {"text": _("Revision %(number)s") % {"number": row.revision}, "url": row.get_absolute_url()},
            value_cell(row) | {"url": ""},
            unit_name(row.unit),
            row.get_status_display(),
            source_cell(row) | {"note": ""},
            moment_words(row.recorded_at),
            moment_words(row.superseded_at) if row.superseded_at else _("stands"),
        ]
        for row in observations
    ]
    columns = [
        {"label": _("Revision")},
        {"label": _("Value"), "numeric": True},
        {"label": _("Unit")},
        {"label": _("Status")},
        {"label": _("Source")},
        {"label": _("Recorded")},
        {"label": _("Superseded")},
    ]
    return {"caption": "", "columns": columns, "rows": rows, "note": ""}


def latest_facts(observations: Iterable[Observation]) -> list[Fact]:
    """Key facts of a territory: each figure with unit, period, basis and source."""
    facts = []
    for row in observations:
        status = "" if row.status == Status.OFFICIAL else row.get_status_display()
        parts = [unit_name(row.unit), period_words(row.period), basis_words(row), status]
        facts.append(
            {
                "label": row.indicator.name,
                "value": row.value.normalize(),
                "note": "; ".join(part for part in parts if part),
                "url": row.get_absolute_url(),
                "source": source_words(row),
                "source_url": row.source_url,
            }
        )
    return facts


def errors_table(errors: Sequence[RowError]) -> Table:
    rows = [[str(error.row), error.column, error.message, error.remedy] for error in errors]
    columns = [{"label": _("Row")}, {"label": _("Column")}, {"label": _("What is wrong")}, {"label": _("What to do")}]
    return {"caption": "", "columns": columns, "rows": rows, "note": ""}


def changes_table(changes: Sequence[tuple[Figure, Observation | None]], total: int) -> Table:
    """What a file would change, row by row."""
    rows = [
        [
            str(figure.row),
            f"{figure.indicator.code} · {figure.indicator.name}",
            capfirst(figure.subject.name),
            period_words(figure.period.code),
            before.value.normalize() if before and before.value is not None else None,
            figure.value.normalize() if figure.value is not None else {"text": "—", "mark": "suppressed"},
            figure.unit,
        ]
        for figure, before in changes
    ]
    columns = [
        {"label": _("Row")},
        {"label": _("Indicator")},
        {"label": _("Subject")},
        {"label": pgettext("statistics", "Period")},
        {"label": _("Stands now"), "numeric": True},
        {"label": _("Will stand"), "numeric": True},
        {"label": _("Unit")},
    ]
    words = _("The first %(shown)s of %(total)s changes are shown.") % {"shown": len(rows), "total": total}
    return {
        "caption": "",
        "columns": columns,
        "rows": rows,
        "note": words if total > len(rows) else "",
    }


def columns_table(headings: Mapping[str, Sequence[str]], required: Sequence[str]) -> Table:
    """Which columns a file of figures has."""
    rows = [
        [name, ", ".join(words[1:]), _("required") if name in required else _("may be left out")]
        for name, words in headings.items()
    ]
    columns = [{"label": _("Column")}, {"label": _("Also as")}, {"label": _("Required")}]
    return {"caption": "", "columns": columns, "rows": rows, "note": ""}


def definition_table(facts: Iterable[Fact]) -> Table:
    """Lines of the catalogue, one beneath the other."""
    rows = [
        [fact["label"], {"text": fact["value"], "url": fact.get("url", ""), "note": fact.get("note", "")}]
        for fact in facts
    ]
    return {"caption": "", "columns": [{"label": _("Property")}, {"label": _("Value")}], "rows": rows, "note": ""}
