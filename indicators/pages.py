"""Parts of the pages: key facts, breadcrumbs, links to exports."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.enums import Direction
from indicators.figures import subject_code, subject_field
from indicators.models import Indicator, Observation
from indicators.period_words import period_words
from indicators.tables import activity_words, basis_words, moment_words
from indicators.units import unit_name

PAGE_SIZE = 50
EMISS = "https://www.fedstat.ru/indicator/"
FORMATS = ("csv", "xlsx", "json", "ndjson")
Fact = dict[str, Any]


def page_of(request: HttpRequest, rows: Any) -> Page:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def crumbs() -> list[dict[str, str]]:
    return [{"label": _("Indicators"), "url": reverse("indicators:indicator-list")}]


def crumbs_of_figure(observation: Observation) -> list[dict[str, str]]:
    indicator = observation.indicator
    return [*crumbs(), {"label": f"{indicator.code} {indicator.name}", "url": indicator.get_absolute_url()}]


def level_words(indicator: Indicator) -> str:
    names = {"O": _("organisation"), "C": _("cluster"), "M": _("municipality"), "R": _("subject of the federation")}
    return ", ".join(names[letter] for letter in indicator.level_codes if letter in names)


def periodicity_words(indicator: Indicator) -> str:
    names = {"г": _("yearly"), "кв": _("quarterly"), "м": _("monthly")}
    return ", ".join(names.get(part, part) for part in indicator.periodicity.split("/") if part)


def key_facts(indicator: Indicator, published: int) -> list[Fact]:
    facts = [
        {"label": _("Code"), "value": indicator.code},
        {"label": _("Unit"), "value": unit_name(indicator.unit)},
        {"label": _("Published figures"), "value": published},
    ]
    if indicator.is_catalogue:
        facts.insert(2, {"label": _("Direction"), "value": Direction(indicator.direction).label})
    return facts


def definition(indicator: Indicator) -> list[Fact]:
    """The rest of the catalogue's line; what it leaves empty is not listed."""
    emiss = indicator.emiss_id
    facts: list[Fact] = [
        {"label": _("Group"), "value": indicator.group_name},
        {"label": _("Criterion"), "value": indicator.criterion.name if indicator.criterion else ""},
        {"label": _("Mechanism of influence"), "value": indicator.mechanism.name if indicator.mechanism else ""},
        {"label": _("Formula"), "value": indicator.formula},
        {"label": _("Kept at the level of"), "value": level_words(indicator)},
        {"label": _("How often"), "value": periodicity_words(indicator)},
        {"label": _("Source form"), "value": indicator.source_form},
        {"label": _("EMISS"), "value": emiss, "url": f"{EMISS}{emiss}", "note": indicator.emiss_title},
        {"label": _("Nearest foreign indicators"), "value": indicator.analogue},
    ]
    return [fact for fact in facts if fact["value"]]


def passport_facts(observation: Observation) -> list[Fact]:
    subject = observation.subject
    facts = [
        {"label": _("Indicator"), "value": observation.indicator.name, "url": observation.indicator.get_absolute_url()},
        {"label": _("Subject"), "value": capfirst(subject.name), "url": subject.get_absolute_url()},
        {"label": pgettext("statistics", "Period"), "value": period_words(observation.period)},
        {"label": _("Kind of activity"), "value": activity_words(observation.activity)},
    ]
    if basis := basis_words(observation):
        facts.append({"label": _("How it is counted"), "value": basis})
    return facts


def recorded_facts(observation: Observation, author: str) -> list[Fact]:
    superseded = observation.superseded_at
    return [
        {"label": _("Status"), "value": observation.get_status_display()},
        {"label": _("Recorded"), "value": moment_words(observation.recorded_at), "note": author},
        {"label": _("Superseded"), "value": moment_words(superseded) if superseded else _("no, this figure stands")},
        {"label": _("Revision"), "value": str(observation.revision)},
    ]


def exports(name: str, query: dict[str, str]) -> list[dict[str, str]]:
    """Links to the files of what is shown."""
    base = f"{reverse('home')}api/v1/{name}/export/"
    return [{"label": form.upper(), "url": f"{base}?{urlencode({**query, 'format': form})}"} for form in FORMATS]


def series_query(observation: Observation) -> dict[str, str]:
    return {
        "indicator": observation.indicator.code,
        subject_field(observation.subject): subject_code(observation.subject),
        "history": "true",
    }
