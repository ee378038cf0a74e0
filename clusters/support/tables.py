"""Measures and applications as tables and key facts."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import today as day_of_today
from clusters.rules.evaluation import State
from clusters.rules.facts import FACTS
from clusters.rules.language import Kind, WrongRule, number
from clusters.rules.words import Speaker, figure, state_word
from clusters.support.models import SupportApplication, SupportMeasure
from clusters.support.statistics import Released, Statistics
from clusters.tables import long_date

Table = dict[str, Any]


def measures_table(measures: Iterable[SupportMeasure]) -> Table:
    today = day_of_today()
    rows = [
        [
            {"text": row.name, "url": row.get_absolute_url(), "mark": "demo" if row.is_demo else ""},
            row.get_kind_display(),
            row.get_level_display(),
            amount_words(row),
            dates_words(row, today),
        ]
        for row in measures
    ]
    heads = ((_("Measure"), "name"), (_("Kind"), "kind"), (_("Level"), "level"), (_("How much"), ""))
    columns = [{"label": label, "sort": word} for label, word in (*heads, (_("Applications"), "closes"))]
    return {"caption": _("Measures of support"), "columns": columns, "rows": rows}


def amount_words(measure: SupportMeasure) -> str:
    """`up to 4 000 000 roubles, at most 50 % of costs`; empty where nothing is known."""
    parts = []
    if measure.amount_min is not None:
        parts.append(_("from %(amount)s roubles") % {"amount": figure(measure.amount_min)})
    if measure.amount_max is not None:
        parts.append(_("up to %(amount)s roubles") % {"amount": figure(measure.amount_max)})
    if measure.share_max is not None:
        parts.append(_("at most %(share)s of costs") % {"share": figure(measure.share_max, "%")})
    return ", ".join(parts)


def dates_words(measure: SupportMeasure, today: dt.date) -> str:
    if not measure.is_open_on(today):
        if measure.state == "open" and measure.opens and measure.opens > today:
            return _("from %(date)s") % {"date": long_date(measure.opens)}
        return _("not taken now")
    if measure.closes is None:
        return _("taken without a last day")
    return _("until %(date)s") % {"date": long_date(measure.closes)}


def measure_facts(measure: SupportMeasure) -> list[dict[str, Any]]:
    giver = measure.giver
    return [
        {"label": _("Kind"), "value": measure.get_kind_display()},
        {"label": _("Level"), "value": measure.get_level_display()},
        {"label": _("How much"), "value": amount_words(measure) or None},
        {"label": _("Applications"), "value": dates_words(measure, day_of_today())},
        {"label": _("Who gives it"), "value": measure.giver_name, "url": giver.get_absolute_url() if giver else ""},
    ]


def statistics_facts(statistics: Statistics) -> list[dict[str, Any]]:
    hidden = _("fewer than three organisations")
    return [
        _released(_("Applications"), statistics.applied, hidden),
        _released(_("Approved"), statistics.approved, hidden),
        {
            "label": _("Granted in all, roubles"),
            "value": statistics.approved.amount,
            "note": "" if statistics.approved.amount is not None else hidden,
        },
    ]


def _released(label: str, found: Released, hidden: str) -> dict[str, Any]:
    return {"label": label, "value": found.number, "note": "" if found.number is not None else hidden}


def applications_table(applications: Iterable[SupportApplication], caption: str) -> Table:
    rows = [
        [
            {"text": row.measure.name, "url": row.get_absolute_url(), "mark": "demo" if row.is_demo else ""},
            row.organisation.short_name,
            row.get_state_display(),
            money(row.requested),
            long_date(timezone.localdate(row.submitted_at)) if row.submitted_at else "",
        ]
        for row in applications
    ]
    labels = (_("Measure"), _("Organisation"), _("State"), _("Asked for"), _("Submitted"))
    return {"caption": caption, "columns": [{"label": label} for label in labels], "rows": rows}


def money(amount: Decimal | None) -> str:
    return _("%(amount)s roubles") % {"amount": figure(amount)} if amount is not None else ""


def application_table(application: SupportApplication) -> Table:
    """What it says, line by line; lines that have nothing yet are left out."""
    lines = [
        (_("What the support is for"), application.purpose),
        (_("Amount asked for"), money(application.requested)),
        *_answers(application),
        (_("Amount granted"), money(application.granted)),
        (_("Amount received"), money(application.received)),
        (_("Received on"), long_date(application.received_on)),
        (_("What came of it"), application.outcome),
        (_("Jobs made or kept"), "" if application.jobs is None else str(application.jobs)),
        (_("Effect on an indicator"), application.effect),
    ]
    rows = [[label, text] for label, text in lines if text]
    return {"columns": [{"label": _("Entry")}, {"label": _("Value")}], "rows": rows}


def _answers(application: SupportApplication) -> list[tuple[str, str]]:
    speaker = Speaker()
    return [
        (str(FACTS[code].label), speaker.value(code, _stored(code, value)))
        for code, value in application.answers.items()
        if code in FACTS
    ]


def _stored(code: str, value: Any) -> Any:
    """A value as it was kept in JSON, back as the fact takes it."""
    if value is None:
        return None
    kind = FACTS[code].kind if code in FACTS else None
    if kind is Kind.NUMBER:
        try:
            return number(value)
        except WrongRule:
            return None
    return frozenset(value) if isinstance(value, list) else value


def frozen_table(application: SupportApplication) -> Table:
    """The rules as they were judged at submission."""
    speaker = Speaker()
    rows = [
        [
            str(FACTS[one["fact"]].label) if one["fact"] in FACTS else one["fact"],
            state_word(State(one["state"])),
            speaker.value(one["fact"], _stored(one["fact"], one["has"])),
        ]
        for one in application.verdicts or []
    ]
    labels = (_("Rule"), _("At submission"), _("What there was"))
    return {"caption": _("Rules at submission"), "columns": [{"label": label} for label in labels], "rows": rows}
