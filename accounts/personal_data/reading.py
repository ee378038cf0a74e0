"""The copy of one's data as tables: the same rows as in the file, with words for heads, moments and states."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Language
from accounts.invitations.purposes import purpose_of
from accounts.personal_data.sources import Columns, Source
from accounts.roles import ROLES

Row = Mapping[str, Any]
Table = dict[str, Any]
# The file holds every row; the page the latest ones, and says how many it leaves out.
SHOWN = 25

ACCOUNT: Columns = (
    ("email", gettext_lazy("E-mail")),
    ("family_name", gettext_lazy("family name")),
    ("given_name", gettext_lazy("given name")),
    ("patronymic", gettext_lazy("patronymic")),
    ("language", gettext_lazy("language")),
    ("time_zone", gettext_lazy("time zone")),
    ("date_joined", gettext_lazy("Account made")),
    ("last_login", gettext_lazy("Last signed in")),
)
# Section of the copy: its title, and what of its rows is shown.
SECTIONS: dict[str, tuple[str | Promise, Columns]] = {
    "roles": (
        gettext_lazy("Roles"),
        (
            ("role", gettext_lazy("Role")),
            ("place", gettext_lazy("Where")),
            ("valid_from", gettext_lazy("From")),
            ("valid_until", gettext_lazy("Until")),
        ),
    ),
    "sessions": (
        gettext_lazy("Sessions"),
        (
            ("started_at", gettext_lazy("Signed in")),
            ("last_seen_at", gettext_lazy("Last seen")),
            ("address", gettext_lazy("Address")),
            ("user_agent", gettext_lazy("Browser")),
        ),
    ),
    "tokens": (
        gettext_lazy("Tokens"),
        (
            ("name", gettext_lazy("Name")),
            ("networks", gettext_lazy("From")),
            ("expiry", gettext_lazy("Valid until")),
            ("last_used_at", gettext_lazy("Last used")),
        ),
    ),
    "second_factors": (
        gettext_lazy("Second factor"),
        (
            ("type", gettext_lazy("Kind")),
            ("created_at", gettext_lazy("Set up")),
            ("last_used_at", gettext_lazy("Last used")),
        ),
    ),
    "notices": (
        gettext_lazy("Notices"),
        (
            ("subject", gettext_lazy("Subject")),
            ("body", gettext_lazy("Text")),
            ("created_at", gettext_lazy("When")),
            ("read_at", gettext_lazy("Read")),
        ),
    ),
    "invitations_sent": (
        gettext_lazy("Invitations you sent"),
        (
            ("created_at", gettext_lazy("When")),
            ("purpose", gettext_lazy("What for")),
            ("accepted_at", gettext_lazy("Accepted")),
        ),
    ),
    "deeds": (
        gettext_lazy("Deeds in the audit trail"),
        (
            ("in_words", gettext_lazy("Deed")),
            ("recorded_at", gettext_lazy("When")),
            ("object_type", gettext_lazy("Object")),
            ("object_id", gettext_lazy("Number")),
        ),
    ),
}


def facts(account: Row) -> list[dict[str, str]]:
    return [{"label": str(label), "value": _cell(name, account[name])} for name, label in ACCOUNT]


def tables(copy: Row, sources: Iterable[Source]) -> list[Table]:
    """A table for each section that holds anything: the portal's own, then the rooms'."""
    sections = SECTIONS | {source.code: (source.title, source.columns) for source in sources if source.columns}
    return [_table(code, str(title), columns, copy[code]) for code, (title, columns) in sections.items() if copy[code]]


def _table(code: str, title: str, columns: Columns, rows: list[Row]) -> Table:
    # Deeds are kept in the order in which they were done; a page begins with the latest.
    latest = list(reversed(rows)) if code == "deeds" else rows
    note = _("The latest %(shown)s of %(all)s; the file holds them all.") % {"shown": SHOWN, "all": len(rows)}
    return {
        "id": code,
        "caption": title,
        "columns": [{"label": str(label)} for _name, label in columns],
        "rows": [[_cell(name, row.get(name)) for name, _label in columns] for row in latest[:SHOWN]],
        "note": note if len(rows) > SHOWN else "",
    }


def _cell(name: str, value: Any) -> str:
    if name == "role" and value in ROLES:
        return ROLES[value].name
    if name == "language" and value in Language.values:
        return str(Language(value).label)
    if name == "purpose":
        return str(purpose_of(value).title)
    return shown(value) or "—"


def shown(value: Any) -> str:
    """The value of the file in words: moments in the reader's time zone, days as days, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(shown(part) for part in value)
    return _moment(str(value))


def _moment(text: str) -> str:
    try:
        return date_format(dt.date.fromisoformat(text), "j E Y").replace(" ", "\N{NO-BREAK SPACE}")
    except ValueError:
        pass
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or timezone.is_naive(found):
        return text
    return date_format(timezone.localtime(found), "j E Y, H:i").replace(" ", "\N{NO-BREAK SPACE}")
