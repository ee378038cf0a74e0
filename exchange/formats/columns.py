"""What a column is, and the forms of values that all formats share."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise

Kind = Literal["text", "integer", "number", "boolean", "date", "datetime", "json"]

BATCH_CHARACTERS = 256 * 1024
FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
INVISIBLE = " \u00a0\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"


@dataclass(frozen=True)
class Column:
    """`name` is the heading and the key; `source` the path to the value for those who query, `name` if left out."""

    name: str
    kind: Kind = "text"
    source: str = ""
    help: str | Promise = ""

    @property
    def path(self) -> str:
        return self.source or self.name


@dataclass(frozen=True)
class Options:
    """Of CSV: `bom` puts the byte order mark for Excel; `semicolon` divides by `;` and writes decimal commas."""

    bom: bool = False
    semicolon: bool = False


PLAIN = Options()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take `text` for a formula (OWASP ASVS 5.0, 1.2.10), also behind invisible blanks."""
    return text[:1] in FORMULA_STARTS or (text[:1] in INVISIBLE and text.lstrip(INVISIBLE)[:1] in FORMULA_STARTS)


def plain_number(value: Any) -> str:
    """A number without exponent and without idle zeros: Decimal("56.900000") → "56.9"; "" for nan and infinity."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        text = repr(value)
        text = format(Decimal(text), "f") if "e" in text else text
    else:
        text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def utc(value: datetime) -> str:
    """A moment as 2026-11-22T09:30:00Z. Without a zone it is UTC already: so SQLite keeps it."""
    whole = value if value.tzinfo in (None, UTC) else value.astimezone(UTC)
    return whole.isoformat(timespec="seconds")[:19] + "Z"


def batches(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces joined into UTF-8 batches of about 256 KB."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= BATCH_CHARACTERS:
            yield "".join(held).encode()
            held.clear()
            length = 0
    if held:
        yield "".join(held).encode()
