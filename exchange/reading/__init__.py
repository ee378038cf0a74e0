"""Tables that people send: CSV and XLSX, read whole behind limits, or refused with the reason."""

from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from exchange.faults import RowError, RowErrors, UnreadableFile
from exchange.reading.csv_tables import read_csv
from exchange.reading.tables import DEFAULT_LIMITS, Limits, Row, Table
from exchange.reading.workbooks import read_workbook

__all__ = ["DEFAULT_LIMITS", "Limits", "Row", "RowError", "RowErrors", "Table", "UnreadableFile", "read_table"]

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"\x7fELF": "ELF",
    b"MZ": "EXE",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"<": "HTML/XML",
    b"PAR1": "Parquet",
}


def read_table(file: BinaryIO | Path | str, *, limits: Limits = DEFAULT_LIMITS) -> Table:
    """The table in a CSV (UTF-8, with or without mark, or cp1251; comma, semicolon or tab) or XLSX file.

    The content decides the type, never the name. Values come as text: numbers without loss and with a point,
    dates as YYYY-MM-DD, empty cells as "". Row numbers are those a spreadsheet shows (the headings are row 1).
    Raises `UnreadableFile` when the file as a whole cannot be taken, `RowErrors` when single rows cannot.
    """
    data = _bytes(file, limits)
    if data.startswith(ZIP):
        return read_workbook(data, limits)
    if data.startswith(OLE):
        raise UnreadableFile(
            _(
                "This is an old Excel workbook (.xls) or a protected one. Save it as .xlsx without a password, or as CSV."
            )
        )
    for start, name in OTHERS.items():
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise UnreadableFile(
                _("This is not a table but %(kind)s. Send a CSV or XLSX file with headings in the first row.")
                % {"kind": name}
            )
    return read_csv(data, limits)


def _bytes(file: BinaryIO | Path | str, limits: Limits) -> bytes:
    if isinstance(file, Path | str):
        with open(file, "rb") as opened:
            return _bytes(opened, limits)
    data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB. Split it into several files.")
            % {"limit": limits.file_bytes // 2**20}
        )
    if not data.strip():
        raise UnreadableFile(_("The file is empty. Send a table with headings in the first row."))
    return data
