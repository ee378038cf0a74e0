"""What both kinds of report show: lists, method, digests."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competitiveness.enums import ReportKind, ReportState
from competitiveness.models import Report
from competitiveness.presentation import words

Part = dict[str, Any]


def reports_table(reports: Iterable[Report], caption: str) -> Part:
    return {
        "caption": caption,
        "columns": [
            {"label": _("About")},
            {"label": _("Kind")},
            {"label": _("Period of the figure")},
            {"label": _("What it says")},
            {"label": _("State")},
            {"label": _("Computed")},
        ],
        "rows": [_row(report) for report in reports],
    }


def _row(report: Report) -> list[Any]:
    mark = {"mark": "demo"} if report.is_demo else {}
    return [
        {"text": words.capitalised(report.subject.name), "url": report.get_absolute_url(), **mark},
        report.get_kind_display(),
        words.period(report.period),
        gist(report),
        report.get_state_display(),
        words.on_date(timezone.localdate(report.computed_at)),
    ]


def gist(report: Report) -> str:
    """One line for lists: the score, or the leading section."""
    if report.kind == ReportKind.CLUSTER:
        return _("%(score)s of 100") % {"score": words.number(report.result["score"], 1)}
    leading = report.result["findings"][0]["values"]
    if "section" not in leading:
        return _("no specialisation")
    return _("%(section)s: %(share)s, %(quotient)s times the krai’s share") % {
        "section": words.section(leading["section"]),
        "share": words.share(leading["share"]),
        "quotient": words.number(leading["quotient"], 2),
    }


def method_facts(report: Report) -> Part:
    """Which method, which digests, where the frozen file is."""
    return {
        "name": report.method.name,
        "version": report.method.version,
        "description": words.name(report.method.config.get("description", {"ru": ""})),
        "data_url": reverse("competitiveness:report-data", args=[report.public_id]),
        "digests": {
            "columns": [{"label": _("What")}, {"label": _("SHA-256")}],
            "rows": [
                [_("Method"), report.method.digest],
                [_("Inputs"), report.input_digest],
                [_("Result"), report.result_digest],
            ],
        },
    }


def other_periods(reports: Iterable[Report], current: Report) -> list[Part]:
    """Links to the reports about the same subject, the one being read marked."""
    return [
        {
            "label": words.period(report.period),
            "url": report.get_absolute_url(),
            "is_current": report == current,
        }
        for report in reports
    ]


def standing(report: Report) -> Part | None:
    """What a reader must be told about a report that does not stand, or does not stand yet."""
    if report.state == ReportState.DRAFT:
        return {
            "tone": "warn",
            "text": _("Draft"),
            "note": _("Not published: only those who may decide about it see it."),
        }
    if report.state == ReportState.WITHDRAWN:
        note = report.withdrawal_reason or _("A newer computation has taken its place.")
        url = report.replaced_by.get_absolute_url() if report.replaced_by_id else ""
        return {"tone": "bad", "text": _("Withdrawn"), "note": note, "url": url}
    return None
