"""The audit trail: one row per deed, written in the deed's own transaction, chained by SHA-256 within its stream.

A row's digest covers everything in it and the digest of the row before; the head of the stream repeats the last one.
Changing, removing or reordering rows therefore shows at the row. What a chain alone cannot show is a tail cut
together with the head: for that the digest of the head is kept elsewhere.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils import timezone
from django.utils.functional import Promise

from accounts.append_only import is_guarded
from accounts.models import AuditEvent, AuditStream, User
from accounts.request_context import current_request_id

MASKED = "***"


class AuditOutsideTransaction(RuntimeError):
    """A row that survives while the deed is rolled back would be a lie."""


@dataclass(frozen=True, slots=True)
class Problem:
    stream: str
    sequence: int
    message: str

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence}: {self.message}"


def record(
    *,
    by: User | None,
    verb: str,
    obj: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    stream: str = "portal",
) -> AuditEvent:
    """Add one row to the stream. `by` is None for the system itself; `verb` is a word like `clusters.admit_member`.

    Values are plain (text, numbers, dates, lists, dicts) and no personal data: people are referred to by id.
    Raises AuditOutsideTransaction. The stream's head is locked until the transaction ends, so record last.
    """
    if not connection.in_atomic_block:
        raise AuditOutsideTransaction(f"{verb}: call audit.record inside transaction.atomic(), where the deed is done.")
    AuditStream.objects.get_or_create(name=stream)
    head = AuditStream.objects.select_for_update().get(name=stream)
    event = AuditEvent(
        stream=stream,
        sequence=head.sequence + 1,
        recorded_at=timezone.now(),
        actor=by,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=reference(obj),
        before=plain(before),
        after=plain(after),
        request_id=current_request_id(),
        previous_digest=head.digest,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    head.sequence, head.digest = event.sequence, event.digest
    head.save(update_fields=["sequence", "digest"])
    return event


def reference(obj: models.Model | None) -> str:
    """How the trail calls a row: by its public id where it has one."""
    if obj is None:
        return ""
    return str(getattr(obj, "public_id", "") or obj.pk)


def plain(value: Any) -> Any:
    """The value as JSON that both databases give back exactly: no floats, whose text differs between them."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Promise):
        return str(value).replace("\x00", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, models.Model):
        return reference(value)
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    return plain(str(value))


def digest_of(event: AuditEvent) -> str:
    """SHA-256, in hexadecimal, of the row's canonical JSON (RFC 8259, keys sorted, no spaces, UTF-8)."""
    content = {
        "stream": event.stream,
        "sequence": event.sequence,
        "recorded_at": event.recorded_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "verb": event.verb,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "before": event.before,
        "after": event.after,
        "request_id": event.request_id,
        "previous_digest": event.previous_digest,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verify(stream: str | None = None) -> list[Problem]:
    """Everything that is wrong with one stream or with all, row by row; an empty list says that all is well."""
    known = set(AuditStream.objects.values_list("name", flat=True))
    known |= set(AuditEvent.objects.order_by().values_list("stream", flat=True).distinct())
    names = sorted(known) if stream is None else [stream]
    problems = [problem for name in names for problem in _problems(name)]
    if not is_guarded(connection, AuditEvent._meta.db_table):
        problems.append(Problem("*", 0, "the triggers that refuse changes are missing or switched off"))
    return problems


def _problems(stream: str) -> Iterator[Problem]:
    head = AuditStream.objects.filter(name=stream).first() or AuditStream(name=stream)
    last, digest = 0, ""
    for event in AuditEvent.objects.filter(stream=stream).order_by("sequence").iterator(chunk_size=2000):
        yield from _row_problems(event, last, digest)
        last, digest = event.sequence, event.digest
        if event.sequence == head.sequence and event.digest != head.digest:
            yield Problem(stream, event.sequence, "the digest differs from the one the stream's head remembers")
    if last < head.sequence:
        yield Problem(stream, last + 1, f"rows up to {head.sequence} are missing at the end")
    elif last > (AuditStream.objects.filter(name=stream).values_list("sequence", flat=True).first() or 0):
        yield Problem(stream, last, "the stream's head has been set back")


def _row_problems(event: AuditEvent, last: int, digest: str) -> Iterator[Problem]:
    if event.sequence != last + 1:
        yield Problem(event.stream, last + 1, f"missing: the next row is {event.sequence}")
    elif event.previous_digest != digest:
        yield Problem(event.stream, event.sequence, f"does not follow row {last}, which was changed or replaced")
    if digest_of(event) != event.digest:
        yield Problem(event.stream, event.sequence, "the content was changed after it was recorded")
