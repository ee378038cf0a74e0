"""XLSX in constant memory: every text is a text cell, never a formula or a link; dates are dates, figures figures."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from exchange.formats.columns import BATCH_CHARACTERS, Column, Options, is_formula, utc

SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
EXACT_INTEGER = 2**53
WIDTHS = {"text": 24, "date": 12, "datetime": 22}
Put = Callable[[Worksheet, int, int, Any], object]


def write(columns: Sequence[Column], rows: Iterable[Sequence[Any]], options: Options) -> Iterator[bytes]:
    """The workbook; beyond the rows of one sheet it goes on in the next, with the headings again."""
    with tempfile.TemporaryFile(prefix="export-") as file:
        _fill(file, columns, rows)
        file.seek(0)
        while batch := file.read(BATCH_CHARACTERS):
            yield batch


def _fill(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    settings = {"constant_memory": True, "in_memory": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(file, settings) as workbook:
        head = workbook.add_format({"bold": True})
        puts = _puts(
            columns, workbook.add_format({"quote_prefix": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
        )
        sheet, line = _sheet(workbook, columns, head), 1
        for row in rows:
            if line == SHEET_ROWS:
                sheet, line = _sheet(workbook, columns, head), 1
            for place, (put, value) in enumerate(zip(puts, row, strict=True)):
                if value is not None:
                    put(sheet, line, place, value)
            line += 1


def _sheet(workbook: xlsxwriter.Workbook, columns: Sequence[Column], head: Any) -> Worksheet:
    sheet = workbook.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(column.kind, 14))
        sheet.write_string(0, place, column.name, head)
    return sheet


def _puts(columns: Sequence[Column], quoted: Any, day: Any) -> list[Put]:
    def text(sheet: Worksheet, line: int, place: int, value: Any) -> None:
        words = value if type(value) is str else str(value)
        # A longer text does not fit a cell of Excel: the mark says that it goes on elsewhere.
        words = words if len(words) <= CELL_CHARACTERS else words[: CELL_CHARACTERS - 4] + " […]"
        sheet.write_string(line, place, words, quoted if is_formula(words) else None)

    def number(sheet: Worksheet, line: int, place: int, value: Any) -> None:
        if value != value or abs(value) > 1e307:
            return
        if isinstance(value, int) and abs(value) > EXACT_INTEGER:
            text(sheet, line, place, value)
        else:
            sheet.write_number(line, place, value)

    kinds: dict[str, Put] = {
        "text": text,
        "integer": number,
        "number": number,
        "boolean": lambda sheet, line, place, value: sheet.write_boolean(line, place, bool(value)),
        "date": lambda sheet, line, place, value: sheet.write_datetime(line, place, value, day),
        "datetime": lambda sheet, line, place, value: text(sheet, line, place, utc(value)),
        "json": lambda sheet, line, place, value: text(sheet, line, place, json.dumps(value, ensure_ascii=False)),
    }
    return [kinds[column.kind] for column in columns]
