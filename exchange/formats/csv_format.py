"""CSV by RFC 4180: comma, CRLF, UTF-8. Text that a spreadsheet would run gets an apostrophe; numbers stay numbers."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from exchange.formats.columns import FORMULA_STARTS, INVISIBLE, Column, Options, batches, is_formula, plain_number, utc

CHUNK_ROWS = 500
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
    waiting = iter(rows)
    # Column by column within a few hundred rows: half the time that a call for each cell takes.
    while chunk := list(islice(waiting, CHUNK_ROWS)):
        turned = zip(*chunk, strict=True)
        writer.writerows(zip(*(form(cells) for form, cells in zip(forms, turned, strict=True)), strict=True))
        yield "".join(lines)
        lines.clear()


def _form(column: Column, options: Options) -> Callable[[Sequence[Any]], Sequence[Any]]:
    if column.kind == "text":
        return _texts
    if column.kind in {"integer", "date"}:
        return _as_they_are
    forms: dict[str, Callable[[Any], str]] = {
        "number": _comma if options.semicolon else plain_number,
        "boolean": lambda value: "true" if value else "false",
        "datetime": utc,
        "json": lambda value: harmless(json.dumps(value, ensure_ascii=False)),
    }
    form = forms[column.kind]
    return lambda cells: [None if cell is None else form(cell) for cell in cells]


def _as_they_are(cells: Sequence[Any]) -> Sequence[Any]:
    """The writer itself gives whole numbers as digits and dates as YYYY-MM-DD."""
    return cells


def _texts(cells: Sequence[Any]) -> Sequence[Any]:
    return [cell if not cell or (type(cell) is str and cell[0] not in SUSPECT) else harmless(cell) for cell in cells]


def _comma(value: Any) -> str:
    return plain_number(value).replace(".", ",")


def harmless(value: Any) -> str:
    """Text that no spreadsheet runs: what could be a formula is preceded by an apostrophe."""
    text = value if type(value) is str else str(value)
    return "'" + text if text[:1] in SUSPECT and is_formula(text) else text
