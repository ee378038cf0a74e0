"""What is written can be read again, figures stay figures, and no spreadsheet runs a cell."""

import csv
import datetime as dt
import io
import json
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pytest

from exchange.formats import FORMATS, Column, Options
from exchange.formats.columns import BATCH_CHARACTERS
from exchange.reading import read_table

COLUMNS = (
    Column("name"),
    Column("value", "number"),
    Column("count", "integer"),
    Column("day", "date"),
    Column("moment", "datetime"),
    Column("is_demo", "boolean"),
    Column("more", "json"),
)
DAY, MOMENT = dt.date(2024, 12, 31), dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
ROWS = [
    ("Санаторий «Нарзан», корпус 2\nвторой", Decimal("56.900000"), 12, DAY, MOMENT, True, {"лк": 1.5}),
    (None, None, None, None, None, None, None),
    ('"', Decimal("-0.000001"), -3, DAY, MOMENT, False, []),
]
FORMULAS = [
    "=1+1",
    "+7 87937 1-23-45",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\0=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\ufeff=1",
]


def written(name: str, columns=COLUMNS, rows=ROWS, options=Options()) -> bytes:  # noqa: B008
    return b"".join(FORMATS[name].write(columns, iter(rows), options))


def test_csv_reads_back_as_it_was():
    head, first, empty, last = csv.reader(io.StringIO(written("csv").decode(), newline=""))
    assert head == [column.name for column in COLUMNS]
    assert first == [ROWS[0][0], "56.9", "12", "2024-12-31", "2026-11-22T06:30:00Z", "true", '{"лк": 1.5}']
    assert empty == [""] * 7
    assert last == ['"', "-0.000001", "-3", "2024-12-31", "2026-11-22T06:30:00Z", "false", "[]"]


def test_csv_for_excel_has_mark_semicolons_and_decimal_commas():
    text = written("csv", options=Options(bom=True, semicolon=True)).decode()
    assert text.startswith("\ufeffname;value;count;")
    assert ";56,9;12;" in text
    assert text.endswith("\r\n")


def test_json_and_ndjson_hold_the_same_rows_with_exact_figures():
    whole = json.loads(written("json"), parse_float=Decimal)
    lines = [json.loads(line, parse_float=Decimal) for line in written("ndjson").decode().splitlines()]
    assert whole == lines
    assert whole[0] == {
        "name": ROWS[0][0],
        "value": Decimal("56.9"),
        "count": 12,
        "day": "2024-12-31",
        "moment": "2026-11-22T06:30:00Z",
        "is_demo": True,
        "more": {"лк": Decimal("1.5")},
    }
    assert set(whole[1].values()) == {None}


def test_a_long_decimal_keeps_every_digit():
    value = Decimal("123456789012345678.123456")
    assert b"123456789012345678.123456" in written("json", (Column("v", "number"),), [(value,)])
    assert b"123456789012345678.123456" in written("csv", (Column("v", "number"),), [(value,)])


def test_xlsx_reads_back_with_types():
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx"))).active
    head, first, empty, _last = sheet.iter_rows(values_only=True)
    assert list(head) == [column.name for column in COLUMNS]
    assert first == (ROWS[0][0], 56.9, 12, dt.datetime(2024, 12, 31), "2026-11-22T06:30:00Z", True, '{"лк": 1.5}')
    assert set(empty) == {None}


@pytest.mark.parametrize("name", FORMATS)
def test_no_rows_still_make_a_whole_file(name):
    data = written(name, rows=[])
    assert {
        "csv": data.startswith(b"name,value"),
        "json": data == b"[]\n",
        "ndjson": data == b"",
        "xlsx": data[:2] == b"PK",
    }[name]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_never_gives_a_spreadsheet_a_formula(text):
    _head, row = csv.reader(io.StringIO(written("csv", (Column("a"),), [(text,)]).decode(), newline=""))
    assert row == ["'" + text]


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_never_gives_a_spreadsheet_a_formula(text):
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", (Column("a"),), [(text,)])))
    cell = book.active["A2"]
    assert cell.data_type != "f"
    assert cell.quotePrefix is True


def test_negative_numbers_stay_numbers():
    columns, rows = (Column("v", "number"), Column("n", "integer")), [(Decimal("-5.5"), -7)]
    assert written("csv", columns, rows).splitlines()[1] == b"-5.5,-7"
    cells = openpyxl.load_workbook(io.BytesIO(written("xlsx", columns, rows))).active[2]
    assert [(cell.value, cell.data_type) for cell in cells] == [(-5.5, "n"), (-7, "n")]


def test_figures_that_are_none_are_empty_everywhere():
    columns, rows = (Column("v", "number"),), [(float("nan"),), (float("inf"),)]
    assert written("csv", columns, rows) == b'v\r\n""\r\n""\r\n'
    assert [row["v"] for row in json.loads(written("json", columns, rows))] == [None, None]
    assert openpyxl.load_workbook(io.BytesIO(written("xlsx", columns, rows))).active["A2"].value is None


def test_values_as_the_driver_of_sqlite_gives_them_make_the_same_file():
    columns = (Column("v", "number"), Column("moment", "datetime"), Column("is_demo", "boolean"))
    kept = [(0.125, dt.datetime(2026, 11, 22, 6, 30, 0, 5), 1), (9328.0, None, 0), (1e-07, None, 0)]
    made = [
        (Decimal("0.125000"), MOMENT, True),
        (Decimal("9328.000000"), None, False),
        (Decimal("0.0000001"), None, False),
    ]
    for name in ("csv", "json", "ndjson"):
        assert written(name, columns, kept) == written(name, columns, made)


def test_a_large_identifier_is_text_in_xlsx_since_excel_would_round_it():
    data = written("xlsx", (Column("n", "integer"),), [(10**17 + 1,)])
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A2"].value == "100000000000000001"


def test_a_text_too_long_for_a_cell_says_that_it_goes_on():
    data = written("xlsx", (Column("a"),), [("я" * 40_000,)])
    value = openpyxl.load_workbook(io.BytesIO(data)).active["A2"].value
    assert (len(value), value[-4:]) == (32_767, " […]"[-4:])


def test_xlsx_goes_on_in_the_next_sheet(monkeypatch):
    monkeypatch.setattr("exchange.formats.xlsx_format.SHEET_ROWS", 3)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", (Column("n", "integer"),), [(n,) for n in range(5)])))
    sheets = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    assert sheets == [["n", 0, 1], ["n", 2, 3], ["n", 4]]


@pytest.mark.parametrize("name", ["csv", "ndjson", "json"])
def test_batches_are_large_and_memory_does_not_grow(name):
    def rows() -> Iterator[tuple[str, int]]:
        yield from (("Минеральные Воды", number) for number in range(120_000))

    stream = FORMATS[name].write((Column("a"), Column("n", "integer")), rows())
    tracemalloc.start()
    sizes = [len(batch) for batch in stream]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert min(sizes[:-1]) >= BATCH_CHARACTERS
    assert sum(sizes) > 3_000_000
    assert peak < 4_000_000


@pytest.mark.parametrize("name", ["csv", "ndjson", "json"])
def test_a_failure_in_the_middle_leaves_the_file_without_its_end(name):
    def rows():
        yield from (("x" * 1000,) for _number in range(1200))
        raise RuntimeError("the database went away")

    stream = FORMATS[name].write((Column("a"),), rows())
    begun = next(stream)
    assert not begun.endswith(b"]\n")
    with pytest.raises(RuntimeError, match="went away"):
        list(stream)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_portal_reads_its_own_files(name):
    columns = (Column("code"), Column("value", "number"), Column("day", "date"))
    table = read_table(io.BytesIO(written(name, columns, [("A02", Decimal("12.340000"), DAY)])))
    assert table.columns == ("code", "value", "day")
    assert table.rows[0].values == {"code": "A02", "value": "12.34", "day": "2024-12-31"}
