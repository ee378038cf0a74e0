"""Tables as offices send them, and files that only pretend to be tables."""

import io
import random
import time
import zipfile
from contextlib import suppress
from datetime import date, datetime

import openpyxl
import pytest

from exchange.reading import DEFAULT_LIMITS, Limits, RowErrors, UnreadableFile, read_table

TEXT = "код;наименование\nKISL;Кисловодск\nESSE;Ессентуки\n"


def table_of(data: bytes, **limits):
    return read_table(io.BytesIO(data), limits=Limits(**limits) if limits else DEFAULT_LIMITS)


def workbook_of(*rows, sheets=1) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for _number in range(sheets - 1):
        book.create_sheet()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The archive with parts added or replaced; `__` in a name stands for `/`."""
    file = io.BytesIO()
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, new.pop(name, None) or old.read(name))
        for name, content in new.items():
            made.writestr(name, content)
    return file.getvalue()


def refusal(data: bytes, **limits) -> str:
    with pytest.raises(UnreadableFile) as caught:
        table_of(data, **limits)
    return caught.value.message


def row_errors(data: bytes, **limits):
    with pytest.raises(RowErrors) as caught:
        table_of(data, **limits)
    return [(error.row, error.column) for error in caught.value.errors]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_of_any_office_is_read(encoding, mark):
    table = table_of(TEXT.replace(";", mark).encode(encoding))
    assert table.columns == ("код", "наименование")
    assert [(row.number, row.values["наименование"]) for row in table.rows] == [(2, "Кисловодск"), (3, "Ессентуки")]


def test_a_path_is_read_like_a_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(TEXT.encode())
    assert read_table(path) == read_table(str(path)) == table_of(TEXT.encode())


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table = table_of(b'a,b\r\n1,"x\r\ny"\r\n\r\n,\r\n3,z\r\n')
    assert [(row.number, row.values) for row in table.rows] == [
        (2, {"a": "1", "b": "x\r\ny"}),
        (5, {"a": "3", "b": "z"}),
    ]


def test_every_faulty_row_is_named_at_once():
    assert row_errors(b"a,b\n1,2,3\n4,5\n6,\x00\n7,8,9\n") == [(2, ""), (4, "b"), (5, "")]


def test_errors_are_named_up_to_a_bound():
    assert len(row_errors(b"a,b\n" + b"1,2,3\n" * 50, errors=7)) == 7


def test_an_error_tells_place_and_remedy():
    with pytest.raises(RowErrors, match=r"2.*3.*2") as caught:
        table_of(b"a,b\n1,2,3\n")
    assert caught.value.errors[0].remedy
    assert str(caught.value.errors[0]).endswith(caught.value.errors[0].remedy)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b";;;\n;;\n",
        b"a,,b\n1,2,3\n",
        b"a,b,a\n1,2,3\n",
        b'a,b\n1,"2\n',
        b'a,b\n1,"2"3\n',
        TEXT.encode("cp866"),
        TEXT.encode() + b"\xff\xfe\x98",
        b"%PDF-1.7",
        b"<html><body>",
        b"<?xml version='1.0'?><svg/>",
        b"\x89PNG\r\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04 damaged",
        b"a,b\n" + b"x" * 200_000 + b",1\n",
    ],
)
def test_what_is_no_table_is_refused_in_words(data):
    assert refusal(data)


def test_limits_of_csv():
    assert "1" in refusal(b"a\n" * 2**20, file_bytes=2**20)
    assert "3" in refusal(b"a\n1\n2\n3\n4\n", rows=3)
    assert "2" in refusal(b"a,b,c\n1,2,3\n", columns=2)
    assert row_errors(b"a\n" + b"x" * 11 + b"\n", cell_characters=10) == [(2, "a")]


def test_xlsx_values_come_without_loss():
    data = workbook_of(
        ["text", "whole", "part", "tiny", "day", "moment", "yes", "none"],
        [" 007 ", 12.0, 0.1, 1e-7, date(2024, 12, 31), datetime(2024, 1, 2, 3, 4, 5), True, None],
    )
    (row,) = table_of(data).rows
    assert list(row.values.values()) == [
        "007",
        "12",
        "0.1",
        "0.0000001",
        "2024-12-31",
        "2024-01-02T03:04:05",
        "true",
        "",
    ]


def test_xlsx_formulas_and_errors_are_named():
    assert row_errors(workbook_of(["a", "b"], [1, "=1+1"], [2, "#DIV/0!"])) == [(2, "b"), (3, "b")]


def test_xlsx_row_numbers_survive_gaps():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A7"] = "a", "x"
    file = io.BytesIO()
    book.save(file)
    assert [row.number for row in table_of(file.getvalue()).rows] == [7]


def test_xlsx_reads_the_first_visible_sheet():
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet().append(["seen"])
    file = io.BytesIO()
    book.save(file)
    assert table_of(file.getvalue()).columns == ("seen",)


def test_limits_of_xlsx():
    assert refusal(workbook_of(["a"], sheets=6))
    assert refusal(workbook_of(["a", "b", "c"]), columns=2)
    assert refusal(workbook_of(["a"], [1], [2], [3]), rows=2)
    assert refusal(workbook_of(["a"]), entries=3)


def test_a_bomb_is_refused_before_it_unpacks():
    bomb = repacked(workbook_of(["a"]), xl__media__x=b"\0" * 60 * 2**20)
    assert len(bomb) < 2**20
    started = time.perf_counter()
    assert refusal(bomb)
    assert time.perf_counter() - started < 1


def test_a_sheet_of_huge_dimensions_is_refused_quickly():
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    for line in range(2, 400):
        book.active.cell(line, 16_384, None).number_format = "0.00"
    file = io.BytesIO()
    book.save(file)
    started = time.perf_counter()
    assert refusal(file.getvalue())
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "parts",
    [
        {"xl__vbaProject.bin": b"macro"},
        {"xl__embeddings__oleObject1.bin": b"object"},
        {"xl__externalLinks__externalLink1.xml": b"<x/>"},
        {"..__evil.xml": b"<x/>"},
        {"C:__evil.xml": b"<x/>"},
        {"xl__workbook.xml": b"<broken"},
        {
            "xl__worksheets__sheet1.xml": b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
        },
        {"xl__workbook.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'},
        {
            "[Content_Types].xml": b"<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"
        },
        {"[Content_Types].xml": b" " * (2**20 + 1)},
    ],
)
def test_hostile_workbooks_are_refused(parts):
    assert refusal(repacked(workbook_of(["a"], ["text"]), **parts))


@pytest.mark.parametrize(("before", "after"), [(b"", b"<script>"), (b"PK\x03\x04GIF89a", b"")])
def test_two_formats_in_one_file_are_refused(before, after):
    assert refusal(before + workbook_of(["a"]) + after)


def test_another_archive_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal(file.getvalue())


@pytest.mark.parametrize("kind", ["xlsx", "xlsx parts", "csv"])
def test_damaged_files_are_read_or_refused_but_never_break_the_reader(kind):
    chance = random.Random(20261124)
    whole = TEXT.encode("cp1251") if kind == "csv" else workbook_of(["code", "value"], ["A02", 1.5], ["B01", None])
    for _round in range(400):
        if kind == "xlsx parts":
            name = chance.choice(
                ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
            )
            part = damaged(zipfile.ZipFile(io.BytesIO(whole)).read(name), chance)
            data = repacked(whole, **{name.replace("/", "__"): part})
        else:
            data = damaged(whole, chance)
        with suppress(UnreadableFile, RowErrors):
            assert table_of(data).columns


def damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _place in range(chance.randint(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.choice([len(changed), len(changed) - chance.randrange(len(changed) // 2)])])
