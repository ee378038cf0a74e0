"""The seals of the trail: what exactly a digest covers."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from accounts.models import AuditEvent

# What an event concerns besides its own object: the kind of the object and its public id.
Subject = tuple[str, str]


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
    if event.address_hmac:
        # Rows from before addresses were kept are sealed without it.
        content["address_hmac"] = event.address_hmac
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def subjects_digest(subjects: Sequence[Subject]) -> str:
    """SHA-256 over the objects concerned, a line each, in order."""
    return hashlib.sha256("".join(f"{kind} {word}\n" for kind, word in sorted(subjects)).encode()).hexdigest()
