"""Heads of the streams, kept every hour in a file outside the database: what shows a tail cut together with its head.

A line says when, and of each stream the last number, the number of rows and the digest; it names the digest of the line
before and is signed under the portal's key, which who keeps the database does not hold. A line that was changed, left
out or made up is told by its number; the database remembers the last one, so that a cut file is noticed as well.
"""

import datetime as dt
import fcntl
import hashlib
import json
import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.enums import TrailCheckKind
from accounts.models import AuditEvent, AuditStream, TrailCheck

SALT = "accounts.trail.checkpoints"
LONGEST_LINE = 256 * 1024
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    stream: str
    sequence: int
    message: str

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence}: {self.message}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a checkpoint saw at the head of a stream."""

    digest: str
    at: dt.datetime


@dataclass
class Book:
    """The file as read: the heads it vouches for, by stream and number, and what is wrong with it."""

    seen: dict[str, dict[int, Seen]] = field(default_factory=lambda: defaultdict(dict))
    problems: list[Problem] = field(default_factory=list)
    lines: int = 0


def write() -> TrailCheck:
    """Append one checkpoint, on the disk when this returns; mail it where AUDIT_MAIL_TO says. OSError where it cannot be written."""
    content: dict[str, Any] = {"at": timezone.now().astimezone(dt.UTC).isoformat(), "streams": _heads()}
    path = Path(settings.AUDIT_CHECKPOINT_FILE)
    # Opened to append only: the same code runs where the system lets nobody do more (chattr +a).
    with open(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last_line(file)
        content["previous"] = _digest(last.rstrip(b"\n")) if last else ""
        line = _canonical({**content, "signature": _signature(content, settings.SECRET_KEY)})
        # A line broken off by a fall of the machine stays as it is and gets its end.
        file.write((b"" if not last or last.endswith(b"\n") else b"\n") + line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    rows = sum(head["count"] for head in content["streams"])
    made = TrailCheck.objects.create(kind=TrailCheckKind.CHECKPOINT, rows=rows, digest=_digest(line))
    _mail(line.decode())
    return made


def read() -> Book:
    """Read the file from its beginning. Only lines with a valid signature are believed."""
    book = Book()
    last_known = TrailCheck.objects.filter(kind=TrailCheckKind.CHECKPOINT).first()
    digests, previous = set(), ""
    for number, line in enumerate(_lines(), start=1):
        book.lines, digest = number, _digest(line)
        digests.add(digest)
        _take(book, number, line, previous)
        previous = digest
    if last_known is not None and last_known.digest not in digests:
        moment = f"{last_known.made_at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
        book.problems.append(
            Problem(
                "checkpoints", book.lines + 1, f"the checkpoint of {moment} is not in the file: it was cut or replaced"
            )
        )
    return book


def _take(book: Book, number: int, line: bytes, previous: str) -> None:
    try:
        content = json.loads(line)
        signature = content.pop("signature")
        at = dt.datetime.fromisoformat(content["at"])
        heads = [(str(head["stream"]), int(head["sequence"]), str(head["digest"])) for head in content["streams"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        book.problems.append(Problem("checkpoints", number, "the line cannot be read"))
        return
    if not any(constant_time_compare(signature, _signature(content, key)) for key in _keys()):
        book.problems.append(Problem("checkpoints", number, "the signature is not the portal's: changed or made up"))
        return
    if content.get("previous") != previous:
        book.problems.append(
            Problem("checkpoints", number, "does not follow the line before: lines were cut or changed")
        )
    for stream, sequence, digest in heads:
        if sequence:
            book.seen[stream].setdefault(sequence, Seen(digest, at))


def _heads() -> list[dict[str, Any]]:
    return [
        {
            "stream": head.name,
            "sequence": head.sequence,
            "digest": head.digest,
            "count": AuditEvent.objects.filter(stream=head.name, sequence__lte=head.sequence).count(),
        }
        for head in AuditStream.objects.order_by("name")
    ]


def _lines() -> Iterator[bytes]:
    try:
        with open(settings.AUDIT_CHECKPOINT_FILE, "rb") as file:
            for line in file:
                yield line.rstrip(b"\n")
    except FileNotFoundError:
        return


def _last_line(file: Any) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LONGEST_LINE))
    lines = file.read().splitlines(keepends=True)
    return lines[-1] if lines else b""


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _signature(content: dict[str, Any], key: str) -> str:
    return salted_hmac(SALT, _canonical(content), secret=key, algorithm="sha256").hexdigest()


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _mail(line: str) -> None:
    if not settings.AUDIT_MAIL_TO:
        return
    subject = "Checkpoint of the audit trail"
    headers = {"Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, f"{line}\n", to=settings.AUDIT_MAIL_TO, headers=headers).send()
    except (OSError, SMTPException) as error:
        # The line stands in the file; a mail server that is down must not keep the next from being written.
        logger.warning("the checkpoint could not be mailed: %s", type(error).__name__)
