"""A cluster report as charts, tables and key facts for its page."""

from typing import Any

from django.utils.translation import gettext as _

from competitiveness.models import Report
from competitiveness.presentation import words
from competitiveness.presentation.cluster_charts import (
    change_chart,
    comparison_chart,
    contribution_chart,
    criteria_chart,
    mechanisms_chart,
    series_chart,
)
from competitiveness.presentation.cluster_findings import sentence
from competitiveness.presentation.cluster_tables import (
    comparison_table,
    coverage_facts,
    indicators_table,
)
from competitiveness.presentation.reader import Reader

Part = dict[str, Any]


def title(report: Report) -> str:
    """The first finding with the name of the cluster: the statement the page makes."""
    return _("%(cluster)s: %(finding)s") % {
        "cluster": report.cluster.name,
        "finding": sentence(report.result["findings"][0], Reader(report)),
    }


def page(report: Report) -> Part:
    """Everything the report's page shows, as dictionaries of the components."""
    reader = Reader(report)
    return {
        "findings": [words.ended(sentence(finding, reader)) for finding in report.result["findings"]],
        "facts": key_facts(report),
        "series": series_chart(reader),
        "criteria": criteria_chart(reader),
        "mechanisms": mechanisms_chart(reader),
        "contributions": contribution_chart(reader),
        "change": change_chart(reader),
        "change_notes": change_notes(reader),
        "comparison": comparison_chart(reader),
        "comparison_table": comparison_table(reader),
        "indicators": indicators_table(reader),
        "coverage": coverage_facts(reader),
    }


def sections() -> list[Part]:
    """The side index."""
    return [
        {"id": "findings", "title": _("What the figures say")},
        {"id": "over-time", "title": _("Over time")},
        {"id": "change-of-the-score", "title": _("What moved the score")},
        {"id": "nine-criteria", "title": _("Nine criteria")},
        {"id": "six-mechanisms", "title": _("Six mechanisms of influence")},
        {"id": "beside-the-others", "title": _("Beside the other clusters")},
        {"id": "indicators", "title": _("Indicators and coverage")},
        {"id": "method", "title": _("Method and digests")},
    ]


def key_facts(report: Report) -> list[Part]:
    result = report.result
    interval, change = result["interval"], result["change"]
    ranks = words.span(interval["rank_low"], interval["rank_high"], 0)
    facts = [
        {
            "label": _("Score"),
            "value": words.number(result["score"], 1),
            "note": _("of 100; %(span)s when any one indicator is left out")
            % {"span": words.span(interval["low"], interval["high"], 1)},
        },
        {
            "label": _("Rank"),
            "value": _("%(rank)s of %(of)s") % {"rank": result["rank"], "of": result["of"]},
            "note": _("whichever indicator is left out")
            if interval["rank_low"] == interval["rank_high"]
            else _("%(ranks)s when any one indicator is left out") % {"ranks": ranks},
        },
    ]
    if change:
        facts.append(
            {
                "label": _("Change"),
                "value": words.signed(change["total"], 1),
                "note": _("since %(period)s") % {"period": words.period(change["previous_period"])},
            }
        )
    coverage = result["coverage"]
    facts.append(
        {
            "label": _("Indicators used"),
            "value": _("%(used)s of %(of)s") % {"used": coverage["used"], "of": coverage["of"]},
            "note": _("%(suppressed)s suppressed, %(missing)s without figures")
            % {"suppressed": len(coverage["suppressed"]), "missing": len(coverage["missing"])},
        }
    )
    return facts


def change_notes(reader: Reader) -> list[str]:
    change = reader.result["change"]
    if not change:
        return [_("There is no report for the period before: a change cannot be given.")]
    notes = []
    for key, pattern in (
        ("appeared", _("Not in the period before: %(names)s. Their parts are not changes of their values.")),
        ("disappeared", _("Only in the period before: %(names)s. Their weight went to the others of the criterion.")),
    ):
        if change[key]:
            notes.append(pattern % {"names": words.listed([reader.indicator(code) for code in change[key]])})
    return notes
