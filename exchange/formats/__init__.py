"""How rows leave the house: CSV, NDJSON, JSON and XLSX, in constant memory and batches of 256 KB."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.formats import csv_format, json_format, xlsx_format
from exchange.formats.columns import PLAIN, Column, Options

__all__ = ["FORMATS", "Column", "Format", "Options"]

Write = Callable[[Sequence[Column], Iterable[Sequence[Any]], Options], Iterator[bytes]]


@dataclass(frozen=True)
class Format:
    """`name` is the word in the address and the ending of the file."""

    name: str
    media_type: str
    writer: Write

    def write(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Any]], options: Options = PLAIN
    ) -> Iterator[bytes]:
        """The file in batches. `rows` is read once and never held; an error in it leaves the file without its end."""
        return self.writer(columns, rows, options)


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", csv_format.write),
        Format("ndjson", "application/x-ndjson", json_format.write_lines),
        Format("json", "application/json", json_format.write_array),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_format.write),
    )
}
