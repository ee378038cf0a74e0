"""CSV by RFC 4180: comma, CRLF, UTF-8. Text that a spreadsheet would run gets an apostrophe; numbers stay numbers."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any

from exchange.formats.columns import FORMULA_STARTS, INVISIBLE, Column, Options, batches, is_formula, plain_number

SUSPECT = FORMULA_STARTS | frozenset(INVISIBLE)


class _Lines(list[str]):
    write = list.append


def write(columns: Sequence[Column], rows: Iterable[Sequence[Any]], options: Options) -> Iterator[bytes]:
    return batches(_pieces(columns, rows, options))


def _pieces(columns: Sequence[Column], rows: Iterable[Sequence[Any]], options: Options) -> Iterator[str]:
    lines = _Lines()
    writer = csv.writer(lines, delimiter=";" if options.semicolon else ",", lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    yield ("\ufeff" if options.bom else "") + lines.pop()
    forms = [_form(column, options) for column in columns]
    for row in rows:
        writer.writerow([None if value is None else form(value) for form, value in zip(forms, row, strict=True)])
        yield lines.pop()


def _form(column: Column, options: Options) -> Callable[[Any], Any]:
    if column.kind == "number" and options.semicolon:
        return lambda value: plain_number(value).replace(".", ",")
    forms: dict[str, Callable[[Any], Any]] = {
        "text": harmless,
        "integer": str,
        "number": plain_number,
        "boolean": lambda value: "true" if value else "false",
        "date": lambda value: value.isoformat(),
        "datetime": utc,
        "json": lambda value: harmless(json.dumps(value, ensure_ascii=False)),
    }
    return forms[column.kind]


def harmless(value: Any) -> str:
    """Text that no spreadsheet runs: what could be a formula is preceded by an apostrophe."""
    text = value if type(value) is str else str(value)
    return "'" + text if text[:1] in SUSPECT and is_formula(text) else text


def utc(value: Any) -> str:
    """A moment as 2026-11-22T09:30:00Z."""
    return str(value.astimezone(UTC).isoformat(timespec="seconds")).replace("+00:00", "Z")
