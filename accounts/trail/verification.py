"""Is the trail as it was recorded: each row against its digest, its neighbours, the head, and the checkpoints outside."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from accounts.append_only import is_guarded
from accounts.enums import TrailCheckKind
from accounts.models import AuditEvent, AuditStream, AuditSubject, TrailCheck
from accounts.trail import checkpoints
from accounts.trail.checkpoints import Problem, Seen
from accounts.trail.sealing import Subject, digest_of, subjects_digest

CHUNK = 2000
KEPT_PROBLEMS = 100


@dataclass(frozen=True)
class Outcome:
    rows: int
    problems: Sequence[Problem]


def verify(stream: str | None = None) -> Outcome:
    """Everything that is wrong with one stream or with all, row by row; no problem says that all is well."""
    book = checkpoints.read()
    known = set(AuditStream.objects.values_list("name", flat=True)) | set(book.seen)
    known |= set(AuditEvent.objects.order_by().values_list("stream", flat=True).distinct())
    names = sorted(known) if stream is None else [stream]
    problems = [problem for name in names for problem in _problems(name, book.seen.get(name, {}))]
    problems += book.problems
    tables = (AuditEvent._meta.db_table, AuditSubject._meta.db_table)
    if not all(is_guarded(connection, table) for table in tables):
        problems.append(Problem("*", 0, "the triggers that refuse changes are missing or switched off"))
    counted = AuditEvent.objects.all() if stream is None else AuditEvent.objects.filter(stream=stream)
    return Outcome(counted.count(), problems)


def verify_and_note() -> Outcome:
    """Verify everything and leave a note of it for the page of the trail."""
    outcome = verify()
    told = [str(problem) for problem in outcome.problems[:KEPT_PROBLEMS]]
    TrailCheck.objects.create(kind=TrailCheckKind.VERIFICATION, rows=outcome.rows, problems=told)
    return outcome


def _problems(stream: str, seen: Mapping[int, Seen]) -> Iterator[Problem]:
    head = AuditStream.objects.filter(name=stream).first() or AuditStream(name=stream)
    last, digest = 0, ""
    rows = AuditEvent.objects.filter(stream=stream).order_by("sequence").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        for event in chunk:
            yield from _row_problems(event, last, digest)
            yield from _outside_problems(event, seen.get(event.sequence))
            last, digest = event.sequence, event.digest
            if event.sequence == head.sequence and event.digest != head.digest:
                yield Problem(stream, event.sequence, "the digest differs from the one the stream's head remembers")
        yield from _subject_problems(chunk)
    yield from _end_problems(stream, last, head.sequence, seen)


def _row_problems(event: AuditEvent, last: int, digest: str) -> Iterator[Problem]:
    if event.sequence != last + 1:
        yield Problem(event.stream, last + 1, f"missing: the next row is {event.sequence}")
    elif event.previous_digest != digest:
        yield Problem(event.stream, event.sequence, f"does not follow row {last}, which was changed or replaced")
    if digest_of(event) != event.digest:
        yield Problem(event.stream, event.sequence, "the content was changed after it was recorded")


def _outside_problems(event: AuditEvent, seen: Seen | None) -> Iterator[Problem]:
    if seen is not None and seen.digest != event.digest:
        yield Problem(event.stream, event.sequence, f"is not the row that the checkpoint of {_moment(seen.at)} saw")


def _end_problems(stream: str, last: int, head: int, seen: Mapping[int, Seen]) -> Iterator[Problem]:
    if last < head:
        yield Problem(stream, last + 1, f"rows up to {head} are missing at the end")
    elif last > (AuditStream.objects.filter(name=stream).values_list("sequence", flat=True).first() or 0):
        yield Problem(stream, last, "the stream's head has been set back")
    furthest = max(seen, default=0)
    if furthest > max(last, head):
        at = _moment(seen[furthest].at)
        yield Problem(
            stream, last + 1, f"rows up to {furthest}, seen by the checkpoint of {at}, were cut off with the head"
        )


def _subject_problems(events: Iterable[AuditEvent]) -> Iterator[Problem]:
    """Lists of objects concerned that are not what their row has sealed."""
    sealed = {event.pk: event for event in events if isinstance(event.after, dict) and "concerns" in event.after}
    if not sealed:
        return
    found: dict[int, list[Subject]] = defaultdict(list)
    rows = AuditSubject.objects.filter(event__in=sealed).values_list("event", "object_type", "object_id")
    for pk, kind, word in rows.iterator(chunk_size=CHUNK):
        found[pk].append((kind, word))
    for pk, event in sealed.items():
        if subjects_digest(found[pk]) != event.after["concerns"].get("digest"):
            yield Problem(
                event.stream, event.sequence, "the list of objects concerned was changed after it was recorded"
            )


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
