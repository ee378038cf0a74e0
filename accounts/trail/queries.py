"""Reads of the page of the trail. Pages follow each other by key and not by number, so the last costs what the first does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet

from accounts.enums import TrailCheckKind
from accounts.models import AuditEvent, AuditStream, AuditSubject, TrailCheck, User
from accounts.trail import origins
from accounts.trail.places import subjects_of

PER_PAGE = 25
COUNTED = 1000
PEOPLE = 200


@dataclass(frozen=True)
class Criteria:
    """What is looked for; what is empty does not narrow. Moments are aware, `until` is exclusive."""

    person: str = ""
    verb: str = ""
    object: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    request: str = ""
    stream: str = ""
    address: str = ""


@dataclass(frozen=True)
class Found:
    events: Sequence[AuditEvent]
    total: int
    """Exact up to COUNTED, one more for «more than that»."""
    older: int | None
    """Key of the last event shown where there are older ones."""


def events(criteria: Criteria) -> QuerySet[AuditEvent]:
    """The newest first."""
    found = AuditEvent.objects.all()
    if criteria.person:
        found = found.filter(actor__in=_people(criteria.person))
    if criteria.address:
        found = found.filter(address_hmac__in=origins.stand_ins(criteria.address))
    if criteria.object:
        found = found.filter(pk__in=_concerning(criteria.object))  # type: ignore[misc]  # numbers or a query of them
    plain = {
        "verb": criteria.verb,
        "request_id": criteria.request,
        "stream": criteria.stream,
        "recorded_at__gte": criteria.since,
        "recorded_at__lt": criteria.until,
    }
    return found.filter(**{name: value for name, value in plain.items() if value}).order_by("-recorded_at", "-pk")


def page(criteria: Criteria, before: int | None = None) -> Found:
    """One page after the event `before`; the number of queries does not depend on the number of rows."""
    found = events(criteria)
    total = found.order_by()[: COUNTED + 1].count()
    edge = AuditEvent.objects.filter(pk=before).values_list("recorded_at", flat=True).first() if before else None
    if edge is not None:
        # The first condition lets an index be entered at its place; the second parts events of one instant.
        found = found.filter(recorded_at__lte=edge).exclude(Q(recorded_at=edge) & Q(pk__gte=before))
    rows = list(found.select_related("actor", "origin")[: PER_PAGE + 1])
    return Found(rows[:PER_PAGE], total, rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None)


def streams() -> list[str]:
    return list(AuditStream.objects.order_by("name").values_list("name", flat=True))


def last_checks() -> dict[str, TrailCheck | None]:
    """The last checkpoint and the last verification."""
    return {str(kind): TrailCheck.objects.filter(kind=kind).first() for kind in TrailCheckKind}


def _people(words: str) -> list[int]:
    """A number, an e-mail address, or the beginning of a family name."""
    words = words.strip().lstrip("№").strip()
    if words.isascii() and words.isdigit():
        return [int(words)] if len(words) < 19 else []
    if "@" in words:
        found = User.objects.filter(email=User.objects.normalize_email(words))
    else:
        found = User.objects.filter(family_name__istartswith=words)
    return list(found.order_by().values_list("pk", flat=True)[:PEOPLE])


def _concerning(words: str) -> list[int] | QuerySet[AuditEvent]:
    """Keys of events about an object: its own, and those that name it among others, such as lists that were read."""
    subjects = subjects_of(words)
    parts = list(chain.from_iterable(_parts(kind, word) for kind, word in subjects))
    return parts[0].union(*parts[1:], all=True) if parts else []


def _parts(kind: str, word: str) -> list[QuerySet]:
    narrowed = {"object_id": word, **({"object_type": kind} if kind else {})}
    # Of what was refused the trail knows the address and not the kind.
    listed = Q(object_type__in=[kind, ""]) if kind else Q()
    return [
        AuditEvent.objects.filter(**narrowed).order_by().values("pk"),
        AuditSubject.objects.filter(listed, object_id=word).order_by().values("event_id"),
    ]
