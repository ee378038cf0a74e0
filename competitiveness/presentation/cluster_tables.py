"""The tables of a cluster report."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitiveness.presentation import words
from competitiveness.presentation.reader import Reader

Part = dict[str, Any]
COUNTS = frozenset({"A01", "G08"})  # members, sectors
STATES = {
    "suppressed": gettext_lazy("fewer than three contributors"),
    "missing": gettext_lazy("nobody reported it"),
}


def comparison_table(reader: Reader) -> Part:
    """Criteria by clusters."""
    rows = reader.result["comparison"]
    codes = [row["code"] for row in reader.result["criteria"]]
    whole = [
        [_("Whole index"), *(words.number(row["score"], 1) for row in rows)],
        [_("When any one indicator is left out"), *(_interval(row["interval"]) for row in rows)],
        [_("Rank"), *(row["rank"] for row in rows)],
    ]
    return {
        "caption": _("Clusters side by side, %(period)s") % {"period": words.period(reader.result["period"])},
        "columns": [
            {"label": _("Criterion")},
            *({"label": reader.cluster(row["cluster"]), "numeric": True} for row in rows),
        ],
        "rows": [
            *([reader.dimension(code), *(words.number(row["criteria"][code], 1) for row in rows)] for code in codes),
            *whole,
        ],
    }


def _interval(interval: Part) -> str:
    return words.span(interval["low"], interval["high"], 1)


def indicators_table(reader: Reader) -> Part:
    """Every indicator of the framework: value and coverage, place between the goalposts, weight, part of the score."""
    return {
        "caption": _("Indicators, %(period)s") % {"period": words.period(reader.result["period"])},
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Value"), "numeric": True},
            {"label": _("On the scale 0–100"), "numeric": True},
            {"label": _("Weight, %"), "numeric": True},
            {"label": _("Points"), "numeric": True},
            {"label": _("Change"), "numeric": True},
        ],
        "rows": [_indicator_row(reader, row) for row in reader.result["indicators"]],
        "note": _(
            "Below the value: its unit and the share of the members asked who reported. Below the place on the scale: the "
            "goalposts, chosen wide and round for the demonstration. Suppressed: fewer than three members stand behind "
            "the figure, so it is not shown and not used."
        ),
    }


def _indicator_row(reader: Reader, row: Part) -> list[Any]:
    code, change = row["code"], reader.result["change"]
    moved = change["indicators"].get(code) if change and row["state"] == "used" else None
    return [
        {"text": reader.indicator(code), "url": reader.indicator_url(code)},
        _value(reader, row),
        {"text": words.number(row["normalised"], 1), "note": _goalposts(reader.goalposts[code])},
        words.number(_percent(row["weight"]), 1),
        words.number(row["contribution"], 2),
        words.signed(moved, 2),
    ]


def _goalposts(bounds: Part) -> str:
    whole = float(bounds["lower"]).is_integer() and float(bounds["upper"]).is_integer()
    return words.span(bounds["lower"], bounds["upper"], 0 if whole else 1)


def _value(reader: Reader, row: Part) -> Part:
    if row["state"] == "suppressed":
        return {"text": "—", "mark": "suppressed"}
    if row["state"] == "missing":
        return {"text": "—", "note": _("no figures")}
    note = reader.unit(row["code"])
    if row["coverage"] is not None and row["coverage"] < 1:
        note = _("%(unit)s; reported: %(share)s") % {"unit": note, "share": words.share(row["coverage"], 0)}
    return {"text": words.number(row["value"], _digits(row["code"], row["value"])), "note": note}


def _digits(code: str, value: float) -> int:
    """Enough decimals to tell small numbers apart, none for large ones and for things that are counted."""
    if code in COUNTS and float(value).is_integer():
        return 0
    size = abs(value)
    return 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 0.1 else 4


def _percent(fraction: float | None) -> float | None:
    return None if fraction is None else 100 * fraction


def coverage_facts(reader: Reader) -> list[Part]:
    """Which indicators are not in the score and why."""
    coverage = reader.result["coverage"]
    return [
        {
            "state": state,
            "why": STATES[state],
            "names": [{"label": reader.indicator(code), "url": reader.indicator_url(code)} for code in coverage[state]],
        }
        for state in ("suppressed", "missing")
        if coverage[state]
    ]
