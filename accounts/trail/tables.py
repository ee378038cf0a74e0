"""Rows of the trail, as `components/data_table.html` takes them."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AuditEvent, TrailCheck
from accounts.trail.places import kind_words
from accounts.verbs import verb_words

Cell = str | dict[str, str]


def audit_table(events: Iterable[AuditEvent]) -> dict[str, Any]:
    labels = [_("Recorded"), _("Who"), _("What was done"), _("To what"), _("Before"), _("After")]
    rows = [
        [
            {"text": moment(event.recorded_at), "note": _place(event)},
            _person(event),
            verb_words(event.verb),
            _object(event),
            values(event.before),
            values(event.after),
        ]
        for event in events
    ]
    return {
        "caption": _("Audit trail, the newest first"),
        "columns": [{"label": label} for label in labels],
        "rows": rows,
    }


def check_facts(checks: dict[str, TrailCheck | None]) -> list[dict[str, Any]]:
    """When the trail was last verified and when its heads were last put outside, as `components/key_facts.html` takes them."""
    verified, checkpoint = checks["verification"], checks["checkpoint"]
    facts: list[dict[str, Any]] = [
        {"label": _("Last verified"), "value": moment(verified.made_at) if verified else _("not yet")},
        {"label": _("Last checkpoint outside"), "value": moment(checkpoint.made_at) if checkpoint else _("not yet")},
    ]
    if verified:
        number = len(verified.problems)
        found = ngettext("%(number)s problem", "%(number)s problems", number) % {"number": number}
        facts[0]["note"] = found if number else _("the trail is whole")
    if checkpoint:
        facts[1]["note"] = ngettext("%(number)s row", "%(number)s rows", checkpoint.rows) % {"number": checkpoint.rows}
    return facts


def moment(value: dt.datetime) -> str:
    """`22 ноября 2026, 14:05:09` in the reader's time zone, in one piece."""
    return date_format(timezone.localtime(value), "j E Y, H:i:s").replace(" ", "\N{NO-BREAK SPACE}")


def _place(event: AuditEvent) -> str:
    return f"{event.stream} {event.sequence}" + (f" · {event.request_id}" if event.request_id else "")


def _person(event: AuditEvent) -> Cell:
    origin = getattr(event, "origin", None)
    note = str(origin.address) if origin else ""
    if event.actor is None:
        return {"text": _("the system"), "note": note}
    name = f"{event.actor.short_name or '—'} (№ {event.actor_id})"
    return {"text": name, "url": f"?{urlencode({'person': event.actor_id})}", "note": note}


def _object(event: AuditEvent) -> Cell:
    if not event.object_type:
        return ""
    words = urlencode({"object": f"{event.object_type} {event.object_id}"})
    return {"text": f"{kind_words(event.object_type)} {event.object_id}", "url": f"?{words}"}


def values(given: Any) -> str:
    """Values as JSON; of the list of objects concerned without its seal, which tells a reader nothing."""
    if given is None:
        return ""
    if isinstance(given, dict) and isinstance(given.get("concerns"), dict):
        sealed = {name: value for name, value in given["concerns"].items() if name != "digest"}
        given = {**given, "concerns": sealed}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)
