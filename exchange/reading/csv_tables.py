"""CSV as it comes from offices: UTF-8 or cp1251, comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from exchange.faults import UnreadableFile
from exchange.reading.tables import Limits, Table, build_table

DELIMITERS = ",;\t"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# What Russian office prose holds beyond ASCII; text of another eight-bit encoding read as cp1251 falls outside.
RUSSIAN = frozenset(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ«»„“”‘’–—…№°±·•§©®™€\u00a0\u00ad"
)


def read_csv(data: bytes, limits: Limits) -> Table:
    """The table in `data`. Raises `UnreadableFile` or `RowErrors`."""
    text = decoded(data)
    return build_table(_records(text, delimiter(text)), limits)


def decoded(data: bytes) -> str:
    """Text of UTF-8, of UTF-16 with a mark, or of cp1251 that reads as Russian."""
    try:
        if data.startswith(UTF16_MARKS):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        text = ""
    foreign = [character for character in text if character > "\x7f"]
    readable = sum(character in RUSSIAN for character in foreign)
    if not foreign or readable < 0.9 * len(foreign):
        raise UnreadableFile(_("The encoding is neither UTF-8 nor cp1251. Save the file as “CSV UTF-8”."))
    return text


def delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that divides the first filled line into most headings.

    Raises `UnreadableFile` when that line cannot be divided at all.
    """
    lines = enumerate(text.splitlines(), 1)
    number, line = next((found for found in lines if found[1].strip()), (1, ""))
    try:
        return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark))))
    except csv.Error as error:
        raise _undivided(number) from error


def _undivided(number: int) -> UnreadableFile:
    return UnreadableFile(
        _("Row %(row)s cannot be divided into cells. Check its quotation marks: each opened one must be closed.")
        % {"row": number}
    )


def _records(text: str, mark: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            yield number, record
    except csv.Error as error:
        raise _undivided(number + 1) from error
