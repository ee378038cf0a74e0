"""The audit trail: one row per deed, written in the deed's own transaction, chained by SHA-256 within its stream.

A row's digest covers everything in it and the digest of the row before; the head of the stream repeats the last one.
Changing, removing or reordering rows therefore shows at the row. What a chain alone cannot show is a tail cut
together with the head: for that `accounts.trail.checkpoints` keeps the heads outside the database.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import AuditEvent, AuditStream, AuditSubject, User
from accounts.request_context import current_origin, current_request_id
from accounts.trail import origins, verification
from accounts.trail.checkpoints import Problem
from accounts.trail.sealing import Subject, digest_of, subjects_digest

__all__ = ["MASKED", "AuditOutsideTransaction", "Problem", "digest_of", "plain", "record", "reference", "verify"]
MASKED = "***"
SHOWN_SUBJECTS = 20


class AuditOutsideTransaction(RuntimeError):
    """A row that survives while the deed is rolled back would be a lie."""


def record(
    *,
    by: User | None,
    verb: str,
    obj: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    stream: str = "portal",
    concerning: Sequence[Subject] = (),
) -> AuditEvent:
    """Add one row to the stream. `by` is None for the system itself; `verb` is a word like `clusters.admit_member`.

    Values are plain (text, numbers, dates, lists, dicts) and no personal data: people are referred to by id.
    `concerning` names further objects by which the row is to be found, however many; the row seals their list.
    Raises AuditOutsideTransaction. The stream's head is locked until the transaction ends, so record last.
    """
    if not connection.in_atomic_block:
        raise AuditOutsideTransaction(f"{verb}: call audit.record inside transaction.atomic(), where the deed is done.")
    origin, now = current_origin(), timezone.now()
    address_hmac = origins.stand_in(origin.address, now)
    subjects = sorted(set(concerning))
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
        after=plain(_with_subjects(after, subjects)),
        request_id=current_request_id(),
        address_hmac=address_hmac,
        previous_digest=head.digest,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    origins.keep(event, origin)
    AuditSubject.objects.bulk_create(
        [AuditSubject(event=event, object_type=kind, object_id=word) for kind, word in subjects], batch_size=2000
    )
    head.sequence, head.digest = event.sequence, event.digest
    head.save(update_fields=["sequence", "digest"])
    return event


def _with_subjects(after: Mapping[str, Any] | None, subjects: Sequence[Subject]) -> Mapping[str, Any] | None:
    if not subjects:
        return after
    sealed = {
        "count": len(subjects),
        "first": [word for _kind, word in subjects[:SHOWN_SUBJECTS]],
        "digest": subjects_digest(subjects),
    }
    return {**(after or {}), "concerns": sealed}


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


def verify(stream: str | None = None) -> list[Problem]:
    """Everything that is wrong with one stream or with all; an empty list says that all is well."""
    return list(verification.verify(stream).problems)
