"""JSON array, NDJSON, and the one row as the lists of the REST interface give it: figures are the same everywhere."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any

from exchange.formats.columns import Column, Options, batches, plain_number, utc


def write_lines(columns: Sequence[Column], rows: Iterable[Sequence[Any]], options: Options) -> Iterator[bytes]:
    encode = row_encoder(columns)
    return batches(encode(row) + "\n" for row in rows)


def write_array(columns: Sequence[Column], rows: Iterable[Sequence[Any]], options: Options) -> Iterator[bytes]:
    return batches(_array(columns, rows))


def _array(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    encode = row_encoder(columns)
    divider = "[\n"
    for row in rows:
        yield divider + encode(row)
        divider = ",\n"
    yield "[]\n" if divider == "[\n" else "\n]\n"


def row_encoder(columns: Sequence[Column]) -> Callable[[Sequence[Any]], str]:
    """A function from a row to its JSON object. Decimals are written digit for digit as numbers, never through float."""
    keys = [json.dumps(column.name) + ": " for column in columns]
    forms = [_FORMS[column.kind] for column in columns]

    def encode(row: Sequence[Any]) -> str:
        cells = [
            key + ("null" if value is None else form(value)) for key, form, value in zip(keys, forms, row, strict=True)
        ]
        return "{" + ", ".join(cells) + "}"

    return encode


def _text(value: Any) -> str:
    return encode_basestring(value if type(value) is str else str(value))


_FORMS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "integer": str,
    "number": lambda value: plain_number(value) or "null",
    "boolean": lambda value: "true" if value else "false",
    "date": lambda value: f'"{value.isoformat()}"',
    "datetime": lambda value: f'"{utc(value)}"',
    "json": lambda value: json.dumps(value, ensure_ascii=False, allow_nan=False),
}
