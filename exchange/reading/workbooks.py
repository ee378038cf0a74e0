"""XLSX behind limits: the archive is looked through before anything in it is opened."""

import io
import logging
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader, _find_workbook_part
from openpyxl.xml import DEFUSEDXML
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_CORE, ARC_CUSTOM, ARC_STYLE, SHARED_STRINGS

from exchange.faults import RowErrors, UnreadableFile
from exchange.reading.tables import Cell, CellFault, Limits, Table, build_table
from exchange.reading.xml_bounds import check_sheet, check_strings, check_whole, refuse_size, refuse_table

logger = logging.getLogger(__name__)

END_RECORD_BYTES = 22
DAMAGES = (zipfile.BadZipFile, zlib.error, struct.error, OSError, RuntimeError, ValueError, OverflowError, EOFError)
MACRO_PARTS = ("vbaproject", "macrosheets", "activex", "embeddings", "externallinks")
# Below this size even the densest part does no harm, and short repetitive ones pack very well.
RATIO_FROM_BYTES = 100_000


def read_workbook(data: bytes, limits: Limits) -> Table:
    """The table on the first visible sheet. Raises `UnreadableFile` or `RowErrors`."""
    if not DEFUSEDXML:  # pragma: no cover - a broken installation
        raise RuntimeError("openpyxl reads XML unprotected: install defusedxml.")
    check_archive(data, limits)
    try:
        reader = _BoundedReader(data, limits)
        try:
            reader.read()
            return build_table(_records(reader.wb, limits), limits)
        finally:
            reader.archive.close()
    except (UnreadableFile, RowErrors, MemoryError):
        raise
    except DefusedXmlException as error:
        raise UnreadableFile(
            _("The workbook holds XML entities, which tables never need. Save it anew as .xlsx.")
        ) from error
    except Exception as error:
        # A damaged part makes zlib, zipfile, the XML parser or openpyxl fail, each in a dozen ways of its own.
        logger.info("A workbook could not be read: %r", error)
        raise UnreadableFile(_("The workbook is damaged. Open it, save it anew as .xlsx and send that.")) from error


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse an archive that is no plain workbook or would unpack beyond `limits`; nothing is unpacked here."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGES as error:
        raise UnreadableFile(_("The workbook is damaged. Open it, save it anew as .xlsx and send that.")) from error
    entries = archive.infolist()
    _check_shape(data, archive, entries)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > limits.entries or unpacked > limits.unpacked_bytes or unpacked > limits.ratio * packed:
        refuse_size()
    for entry in entries:
        _check_part(entry, limits)


def _check_part(entry: zipfile.ZipInfo, limits: Limits) -> None:
    # Part by part: beside a part that hardly packs, a bomb would pass unseen in the sum.
    dense = entry.file_size > RATIO_FROM_BYTES and entry.file_size > limits.ratio * entry.compress_size
    if dense or (entry.file_size > limits.part_bytes and not _holds_table(entry.filename.lower())):
        raise UnreadableFile(
            _(
                "The part %(part)s of the workbook unpacks to more than it should. "
                "Copy the table alone into a new workbook, or save it as CSV."
            )
            % {"part": entry.filename[:100]}
        )


def _holds_table(name: str) -> bool:
    return name == "xl/sharedstrings.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


class _BoundedReader(ExcelReader):
    """Counts what a part holds before openpyxl collects it. Which parts those are the workbook itself decides."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        super().__init__(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        self.limits = limits

    def read_manifest(self) -> None:
        self._check([ARC_CONTENT_TYPES], check_whole)
        super().read_manifest()
        whole = [ARC_CORE, ARC_CUSTOM, ARC_STYLE, _find_workbook_part(self.package).PartName[1:]]
        self._check([*whole, *(name for name in self.valid_files if name.endswith(".rels"))], check_whole)

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            self._check([part.PartName[1:]], check_strings)
        super().read_strings()

    def read_worksheets(self) -> None:
        if len(self.parser.sheets) > self.limits.sheets:
            raise UnreadableFile(
                _("The workbook has more than %(limit)s sheets. Leave the one with the table.")
                % {"limit": self.limits.sheets}
            )
        targets = {rel.target for _sheet, rel in self.parser.find_sheets() if "chartsheet" not in rel.Type}
        self._check(sorted(targets), check_sheet)
        super().read_worksheets()

    def _check(self, names: Iterable[str], check: Callable[[IO[bytes], Limits], None]) -> None:
        for name in names:
            if name in self.valid_files:
                with self.archive.open(name) as file:
                    check(file, self.limits)

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Passed over: charts hold no table."""


def _check_shape(data: bytes, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise UnreadableFile(_("This is an archive, not an .xlsx workbook. Send the table itself as .xlsx or CSV."))
    lowered = [name.lower() for name in names]
    if any(part in name for name in lowered for part in MACRO_PARTS) or b"macroEnabled" in _content_types(archive):
        raise UnreadableFile(
            _(
                "The workbook carries macros, embedded objects or links to other files. Save it as plain .xlsx, values only."
            )
        )
    unsafe = any(name.startswith(("/", "\\")) or ".." in name or ":" in name for name in names)
    encrypted = any(entry.flag_bits & 1 for entry in entries)
    # Nothing may stand before, between the parts and their list, or after: such files are two formats at once.
    whole = min(entry.header_offset for entry in entries) == 0 and _ends_with_list(data, archive)
    if unsafe or encrypted or not whole or len(set(lowered)) != len(lowered):
        raise UnreadableFile(_("The workbook is not put together as Excel does it. Save it anew as .xlsx."))


def _content_types(archive: zipfile.ZipFile) -> bytes:
    entry = archive.getinfo("[Content_Types].xml")
    if entry.file_size > 2**20:
        raise UnreadableFile(_("The workbook is not put together as Excel does it. Save it anew as .xlsx."))
    try:
        return archive.read(entry)
    except DAMAGES as error:
        raise UnreadableFile(_("The workbook is damaged. Open it, save it anew as .xlsx and send that.")) from error


def _ends_with_list(data: bytes, archive: zipfile.ZipFile) -> bool:
    end = data.rfind(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    offset = int.from_bytes(data[end + 16 : end + 20], "little")
    return end + END_RECORD_BYTES == len(data) and offset + size == end and not archive.comment


def _records(workbook: Any, limits: Limits) -> Iterator[tuple[int, Sequence[Cell]]]:
    sheet = next((sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise UnreadableFile(_("The workbook has no sheet with a table."))
    sheet.reset_dimensions()
    budget = (limits.rows + 1) * limits.columns
    for number, row in enumerate(sheet.iter_rows(), 1):
        # Cells that only carry a format stand at the right end by the thousand: they are passed over, yet counted.
        width = len(row)
        while width and row[width - 1].value is None:
            width -= 1
        budget -= len(row) + 1
        if width > limits.columns or budget < 0:
            refuse_table(limits)
        yield number, [_cell(cell) for cell in row[:width]]


def _cell(cell: Any) -> Cell:
    if cell.data_type == "f":
        return CellFault(_("The cell holds a formula."), _("Replace it by its value (copy, paste special, values)."))
    if cell.data_type == "e":
        return CellFault(_("The cell holds an error: %(value)s.") % {"value": cell.value}, _("Type the value."))
    return as_text(cell.value)


def as_text(value: Any) -> str:
    """A cell's value as text without loss: 0.1 → "0.1", 12.0 → "12", a date → "2024-12-31", true → "true"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    return str(value)
