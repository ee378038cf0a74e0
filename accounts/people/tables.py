"""Rows of the pages of people, as `components/data_table.html` takes them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import AssignmentBase, User, today
from accounts.people.queries import Held, roles_today

Table = dict[str, Any]


def people_table(people: Sequence[User]) -> Table:
    roles = roles_today(people)
    rows = [
        [
            {
                "text": str(user),
                "url": reverse("accounts:person-detail", args=[user.pk]),
                "mark": "demo" if user.is_demo else "",
            },
            user.email,
            "; ".join(roles[user.pk]),
            _("open") if user.is_active else _("closed"),
        ]
        for user in people
    ]
    labels = [_("Person"), _("E-mail"), _("Roles today"), _("Account")]
    return {"caption": _("People"), "columns": [{"label": label} for label in labels], "rows": rows}


def role_table(held: Sequence[Held]) -> Table:
    rows = [
        [{"text": row.assignment.role_name, "url": row.url}, row.place, period(row.assignment), state(row.assignment)]
        for row in held
    ]
    labels = [_("Role"), _("Where"), _("Period"), _("State")]
    return {"caption": _("Roles, the latest first"), "columns": [{"label": label} for label in labels], "rows": rows}


def proposal_table(held: Sequence[Held]) -> Table:
    rows = [
        [
            {"text": row.words, "url": row.url},
            row.assignment.user.get_full_name(),
            row.assignment.appointed_by.get_full_name(),  # type: ignore[union-attr]
        ]
        for row in held
    ]
    labels = [_("Role"), _("Person"), _("Proposed by")]
    return {"caption": _("Await the second person"), "columns": [{"label": label} for label in labels], "rows": rows}


def state(assignment: AssignmentBase) -> str:
    if assignment.valid_until is not None and assignment.valid_until <= assignment.valid_from:
        return _("taken back") if assignment.confirmed_at else _("refused")
    if assignment.awaits_confirmation:
        return _("awaits the second person")
    if assignment.confirmed_at is None:
        return _("never confirmed")
    if assignment.is_current:
        return _("in force")
    return _("ended") if assignment.valid_from <= today() else _("begins later")


def period(assignment: AssignmentBase) -> str:
    first, until = assignment.valid_from, assignment.valid_until
    if until is None:
        return _("since %(date)s") % {"date": _day(first)}
    if until <= first:
        return _("held on no day")
    return _("%(first)s to %(last)s") % {"first": _day(first), "last": _day(until - dt.timedelta(days=1))}


def _day(date: dt.date) -> str:
    return date_format(date, "j E Y").replace(" ", "\N{NO-BREAK SPACE}")
