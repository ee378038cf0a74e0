"""Rows of this room as tables of the component library."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import LifecycleStep
from clusters.membership import queries
from clusters.membership.checks import Check
from clusters.membership.models import DuplicatePair, MembershipApplication
from clusters.tables import Table, long_date, period, territory_cell
from exchange.reading import RowError


def _columns(*labels: str) -> list[dict[str, str]]:
    return [{"label": label} for label in labels]


def application_cell(application: MembershipApplication) -> dict[str, str]:
    mark = "demo" if application.is_demo else ""
    return {"text": application.name, "url": application.get_absolute_url(), "mark": mark}


def submitted_words(application: MembershipApplication) -> str:
    return long_date(timezone.localdate(application.submitted_at)) if application.submitted_at else ""


def applications_table(applications: Iterable[MembershipApplication]) -> Table:
    """One's own side's, with the cluster."""
    rows = [
        [application_cell(row), row.cluster.name, row.get_state_display(), submitted_words(row)] for row in applications
    ]
    columns = _columns(_("Organisation"), _("Cluster"), _("State"), _("Submitted"))
    return {"caption": _("Your applications"), "columns": columns, "rows": rows}


def queue_row(application: MembershipApplication) -> dict[str, Any]:
    return {
        "application": application,
        "submitted": submitted_words(application),
        "waits": queries.waiting_words(application),
        "due": queries.due_of(application),
    }


def pairs_table(pairs: Iterable[DuplicatePair]) -> Table:
    rows = [
        [
            {
                "text": _("%(first)s and %(second)s") % {"first": pair.first.name, "second": pair.second.name},
                "url": pair.get_absolute_url(),
            },
            _places(pair),
            {"text": f"{round(pair.score * 100)} %"},
            pair.get_verdict_display(),
        ]
        for pair in pairs
    ]
    columns = _columns(_("Names"), _("Municipalities"), _("Likeness"), _("Decision"))
    return {"caption": _("Possible duplicates"), "columns": columns, "rows": rows}


def _places(pair: DuplicatePair) -> str:
    places = [territory_cell(row.territory)["text"] for row in (pair.first, pair.second)]
    return ", ".join(dict.fromkeys(filter(None, places)))


def pair_table(pair: DuplicatePair, facts: list[tuple[str, str, str]]) -> Table:
    """The two rows side by side."""
    columns = [{"label": _("Entry")}, {"label": pair.first.name}, {"label": pair.second.name}]
    return {"caption": _("Side by side"), "columns": columns, "rows": [list(row) for row in facts]}


def errors_table(errors: Iterable[RowError]) -> Table:
    rows = [[{"text": str(error.row)}, error.column, error.message, error.remedy] for error in errors]
    columns = _columns(_("Row"), _("Column"), _("What is wrong"), _("What to do"))
    return {"caption": _("Errors by row and column"), "columns": columns, "rows": rows}


def history(steps: Iterable[LifecycleStep], labels: dict[str, str]) -> list[dict[str, Any]]:
    """Each step in words: what, who, when, with which remark."""
    return [
        {
            "what": labels.get(step.verb, step.verb),
            "who": step.by.short_name if step.by else _("the portal"),
            "when": step.taken_at,
            "remark": step.remark,
        }
        for step in steps
    ]


TONES = {"pass": "good", "warn": "warn", "fail": "bad"}


def shown_checks(checks: Iterable[Check]) -> list[dict[str, Any]]:
    return [{"check": check, "word": check.level.label, "tone": TONES[check.level]} for check in checks]


def suspensions_table(suspensions: Iterable[Any]) -> Table:
    rows = [[period_words(row), row.reason] for row in suspensions]
    return {"caption": _("Suspensions"), "columns": _columns(_("When"), _("Reason")), "rows": rows}


def period_words(row: Any) -> str:
    if row.valid_until == row.valid_from:
        return _("lifted on its first day, %(day)s") % {"day": long_date(row.valid_from)}
    return period(row.valid_from, row.valid_until)
