"""How much a part of a workbook holds, counted while it streams by, before a reader that keeps it in memory opens it."""

from typing import IO, NoReturn
from xml.parsers import expat

from defusedxml import DTDForbidden
from django.utils.translation import gettext as _
from openpyxl.xml.constants import SHEET_MAIN_NS

from exchange.faults import UnreadableFile
from exchange.reading.tables import Limits

CHUNK = 2**16
SPREADSHEET_COLUMNS, SPREADSHEET_ROWS = 16_384, 1_048_576
# openpyxl makes an object of each element of styles, names and relations, some 30 µs apiece.
WHOLE_ELEMENTS = 20_000
# A row as wide as a spreadsheet goes, each cell with its address, format, type and value.
ROW_WEIGHT = 8 * SPREADSHEET_COLUMNS
# Excel itself writes at most thirteen.
ROW_ATTRIBUTES = 16
# No text of a cell, comment or tag comes near it; the parser would hold such a piece whole.
SILENT_BYTES = 2**20
ROW, CELL = f"{SHEET_MAIN_NS}}}row", f"{SHEET_MAIN_NS}}}c"
IN_CELL = frozenset(f"{SHEET_MAIN_NS}}}{name}" for name in ("v", "f", "is", "t"))


def check_sheet(file: IO[bytes], limits: Limits) -> None:
    """Raise `UnreadableFile` for a worksheet whose rows, cells or settings go beyond what a table needs.

    Cells that only carry a format are allowed up to the width of a spreadsheet: how many are filled is seen later.
    """
    _stream(file, _SheetCount(limits))


def check_strings(file: IO[bytes], limits: Limits) -> None:
    """Raise `UnreadableFile` for a list of shared texts of more than `limits.elements` elements and attributes."""
    _stream(file, _Count(limits))


def check_whole(file: IO[bytes], limits: Limits) -> None:
    """Raise `UnreadableFile` for a part that is taken whole (styles, names, relations) and has too many elements."""
    _stream(file, _WholeCount(limits))


class _Count:
    """Elements with their attributes; `moved` tells whether one began since it was last set to False."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements = 0
        self.moved = False

    def start(self, _name: str, attributes: list[str]) -> None:
        self.moved = True
        self.elements += 1 + len(attributes) // 2
        if self.elements > self.limits.elements:
            refuse_size()

    def end(self, name: str) -> None:
        """Nothing to do where no rows are counted."""


class _WholeCount(_Count):
    def start(self, _name: str, _attributes: list[str]) -> None:
        self.moved = True
        self.elements += 1
        if self.elements > WHOLE_ELEMENTS:
            refuse_size()


class _SheetCount(_Count):
    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.rows = self.cells = self.row_cells = self.row_weight = 0
        self.in_row = False

    def start(self, name: str, attributes: list[str]) -> None:
        self.moved = True
        if name == ROW:
            self._row(attributes)
        elif self.in_row and (name == CELL or name in IN_CELL):
            self.row_weight += 1 + len(attributes) // 2
            self.row_cells += name == CELL
            if self.row_cells > SPREADSHEET_COLUMNS or self.row_weight > ROW_WEIGHT:
                refuse_table(self.limits)
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == ROW:
            self.in_row = False
            self.cells += self.row_cells
            if self.cells > (self.limits.rows + 1) * self.limits.columns:
                refuse_table(self.limits)

    def _row(self, attributes: list[str]) -> None:
        self.rows += 1
        # Empty rows that only carry a height or a format may stand below the table.
        if self.in_row or self.rows > 10 * (self.limits.rows + 1) or len(attributes) > 2 * ROW_ATTRIBUTES:
            refuse_table(self.limits)
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if named.get("r", "").isdecimal() and int(named["r"][:20]) > SPREADSHEET_ROWS:
            refuse_table(self.limits)
        self.in_row, self.row_cells, self.row_weight = True, 0, 0


def refuse_table(limits: Limits) -> NoReturn:
    raise UnreadableFile(
        _("The sheet has more than %(columns)s columns or %(rows)s rows. Leave only the table.")
        % {"columns": limits.columns, "rows": limits.rows}
    )


def refuse_size() -> NoReturn:
    raise UnreadableFile(
        _("The workbook unpacks to far more than it should. Copy the table into a new workbook, or save it as CSV.")
    )


def _stream(file: IO[bytes], count: _Count) -> None:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.ordered_attributes = True
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.end
    parser.StartDoctypeDeclHandler = _no_doctype
    silent = 0
    while chunk := file.read(CHUNK):
        count.moved = False
        parser.Parse(chunk, False)
        silent = 0 if count.moved else silent + len(chunk)
        if silent > SILENT_BYTES:
            refuse_size()
    parser.Parse(b"", True)


def _no_doctype(name: str, system: str | None, public: str | None, _internal: bool) -> NoReturn:
    raise DTDForbidden(name, system, public)
