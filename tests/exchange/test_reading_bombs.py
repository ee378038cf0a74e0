"""Small files that would grow large: refused quickly, with the part or the bound named."""

import io
import random
import time
import zipfile

import openpyxl
import pytest

from exchange.reading import Limits, UnreadableFile, read_table

NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
NOISE = random.Random(20261124).randbytes(150_000)


def workbook_with(parts: dict[str, bytes], *rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or (["code"], ["KISL"]):
        book.active.append(row)
    plain, made = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return made.getvalue()


def sheet(rows: bytes, rest: bytes = b"") -> bytes:
    return b"<worksheet %b><sheetData>%b</sheetData>%b</worksheet>" % (NAMESPACE, rows, rest)


def refusal(data: bytes, **limits) -> str:
    started = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        read_table(io.BytesIO(data), limits=Limits(**limits))
    assert time.process_time() - started < 1
    return caught.value.message


@pytest.mark.parametrize("start", [b"", b"\n\n"])
def test_a_csv_of_one_endless_field_is_refused_with_its_row(start):
    assert str(1 + len(start)) in refusal(start + b"a" * 200_000)


def test_a_padded_bomb_is_refused_by_its_part():
    for name in (STYLES, SHEET, STRINGS):
        data = workbook_with({name: b"<x>" + b"<y/>" * 500_000 + b"</x>", "xl/media/pad.png": NOISE})
        assert name in refusal(data)


def test_a_part_beside_the_table_has_a_bound_of_its_own():
    data = workbook_with({"xl/media/picture.png": NOISE})
    assert "xl/media/picture.png" in refusal(data, part_bytes=140_000)
    assert read_table(io.BytesIO(data)).rows[0].values == {"code": "KISL"}


def test_the_table_itself_is_not_held_to_that_bound():
    data = workbook_with({}, ["code", "name"], *([f"c{number}", number] for number in range(300)))
    assert len(read_table(io.BytesIO(data), limits=Limits(part_bytes=12_000)).rows) == 300


@pytest.mark.parametrize(
    "content",
    [
        b"<row>" + b"<c/>" * 16_385 + b"</row>",
        b"<row><c>" + b"<v/>" * 140_000 + b"</c></row>",
        b"<row/>" * 300,
        b"<row><row/></row>",
        b"<row " + b" ".join(b'a%d="1"' % number for number in range(17)) + b"/>",
        b'<row r="1048577"><c><v>1</v></c></row>',
        b"<row><c/><c/></row>" * 25,
    ],
)
def test_rows_are_counted_before_they_are_collected(content):
    assert "20" in refusal(workbook_with({SHEET: sheet(content)}), rows=20, columns=2, ratio=5_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SHEET, sheet(b"<row/>", b"<col/>" * 600)),
        (SHEET, sheet(b"<row>" + b"<x/>" * 600 + b"</row>")),
        (STYLES, b"<styleSheet %b>%b</styleSheet>" % (NAMESPACE, b"<xf/>" * 20_001)),
        (SHEET, sheet(b"<row><c><is><t>" + b"a" * (2**20 + 2**18) + b"</t></is></c></row>")),
    ],
)
def test_elements_are_counted_before_they_are_collected(name, content):
    assert refusal(workbook_with({name: content}, ["a"]), ratio=5_000, elements=500)


def test_shared_texts_are_counted_before_they_are_collected():
    types = zipfile.ZipFile(io.BytesIO(workbook_with({}))).read("[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/%b" ContentType="%b" /></Types>' % (STRINGS.encode(), kind)
    texts = b"<sst %b>%b</sst>" % (NAMESPACE, b"<si><t>KISL</t></si>" * 300)
    rows = b'<row><c t="s"><v>299</v></c></row>'
    parts = {"[Content_Types].xml": types.replace(b"</Types>", named), STRINGS: texts, SHEET: sheet(rows)}
    assert refusal(workbook_with(parts), elements=500)
    assert read_table(io.BytesIO(workbook_with(parts))).columns == ("KISL",)


def test_more_sheets_than_allowed_are_refused_before_any_is_opened():
    book = workbook_with({})
    names = zipfile.ZipFile(io.BytesIO(book)).read("xl/workbook.xml")
    again = names[names.index(b"<sheet ") : names.index(b"</sheets>")]
    assert "5" in refusal(workbook_with({"xl/workbook.xml": names.replace(again, again * 6)}))


def test_cells_that_only_carry_a_format_do_no_harm_at_the_right():
    rows = b"<row><c><v>1</v></c></row><row><c><v>2</v></c>" + b"<c/>" * 500 + b"</row>"
    assert read_table(io.BytesIO(workbook_with({SHEET: sheet(rows)}))).rows[0].values == {"1": "2"}


def test_a_chart_on_a_sheet_of_its_own_is_passed_over():
    book = openpyxl.Workbook()
    book.active.append(["code"])
    book.create_chartsheet()
    file = io.BytesIO()
    book.save(file)
    assert read_table(io.BytesIO(file.getvalue())).columns == ("code",)
