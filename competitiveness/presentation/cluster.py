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
    coverage = result["coverage"]
    used = {
        "label": _("Indicators used"),
        "value": _("%(used)s of %(of)s") % {"used": coverage["used"], "of": coverage["of"]},
        "note": _("%(suppressed)s suppressed, %(missing)s without figures")
        % {"suppressed": len(coverage["suppressed"]), "missing": len(coverage["missing"])},
    }
    return [_score_fact(result), _rank_fact(result), *_change_fact(result), used]


def _score_fact(result: Part) -> Part:
    span = words.span(result["interval"]["low"], result["interval"]["high"], 1)
    return {
        "label": _("Score"),
        "value": words.number(result["score"], 1),
        "note": _("of 100; %(span)s when any one indicator is left out") % {"span": span},
    }


def _rank_fact(result: Part) -> Part:
    best, worst = result["interval"]["rank_low"], result["interval"]["rank_high"]
    note = _("%(ranks)s when any one indicator is left out") % {"ranks": words.span(best, worst, 0)}
    return {
        "label": _("Rank"),
        "value": _("%(rank)s of %(of)s") % {"rank": result["rank"], "of": result["of"]},
        "note": _("whichever indicator is left out") if best == worst else note,
    }


def _change_fact(result: Part) -> list[Part]:
    change = result["change"]
    if not change:
        return []
    since = _("since %(period)s") % {"period": words.period(change["previous_period"])}
    return [{"label": _("Change"), "value": words.signed(change["total"], 1), "note": since}]


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
