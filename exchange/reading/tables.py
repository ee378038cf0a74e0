"""What a read table is, its limits, and the checks that CSV and XLSX share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from exchange.faults import RowError, RowErrors, UnreadableFile


@dataclass(frozen=True)
class Limits:
    """Bounds of a file. `ratio` is unpacked size over packed size; `entries` are the parts of an XLSX archive.

    `part_bytes` bounds each unpacked part that holds no cells or texts (styles, names, pictures); `elements` the
    XML elements and attributes of the shared texts, and of a worksheet outside its rows.
    """

    file_bytes: int = 10 * 2**20
    unpacked_bytes: int = 50 * 2**20
    ratio: int = 50
    entries: int = 200
    part_bytes: int = 2 * 2**20
    elements: int = 500_000
    sheets: int = 5
    rows: int = 20_000
    columns: int = 100
    cell_characters: int = 32_767
    errors: int = 100


DEFAULT_LIMITS = Limits()


class Row(NamedTuple):
    """`number` as a spreadsheet shows it; `values` by heading, all text."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class CellFault(NamedTuple):
    """In place of a cell's text: why the cell cannot be taken."""

    message: str
    remedy: str


Cell = str | CellFault


def build_table(records: Iterable[tuple[int, Sequence[Cell]]], limits: Limits) -> Table:
    """A table from numbered records, the first filled one being the headings. Wholly empty records are passed over."""
    filled = ((number, trimmed(record)) for number, record in records if any(record))
    first = next(iter(filled), None)
    if first is None:
        raise UnreadableFile(_("The file has no filled rows. Send a table with headings in the first row."))
    columns = _headings(first[1], limits)
    rows: list[Row] = []
    errors: list[RowError] = []
    for number, record in filled:
        if len(rows) >= limits.rows:
            raise UnreadableFile(
                _("The table has more than %(limit)s rows. Split it into several files.") % {"limit": limits.rows}
            )
        faults = _row_faults(number, record, columns, limits)
        errors += faults
        if len(errors) >= limits.errors:
            break
        padded = [*record, *[""] * (len(columns) - len(record))]
        rows.append(Row(number, {name: str(cell) for name, cell in zip(columns, padded, strict=False)}))
    if errors:
        raise RowErrors(errors[: limits.errors])
    return Table(columns, tuple(rows))


def trimmed(record: Sequence[Cell]) -> list[Cell]:
    """Without blanks around the cells and without the empty cells at the end."""
    cells = [cell.strip() if isinstance(cell, str) else cell for cell in record]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _headings(record: Sequence[Cell], limits: Limits) -> tuple[str, ...]:
    if len(record) > limits.columns:
        raise UnreadableFile(
            _("The table has more than %(limit)s columns. Leave only those that are needed.")
            % {"limit": limits.columns}
        )
    empty = [str(place) for place, cell in enumerate(record, 1) if not cell or isinstance(cell, CellFault)]
    if empty:
        raise UnreadableFile(
            _("Columns without a usable heading: %(places)s. Give each column a heading in the first row.")
            % {"places": ", ".join(empty)}
        )
    names = tuple(str(cell) for cell in record)
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise UnreadableFile(
            _("Headings that stand more than once: %(names)s. Each column needs a heading of its own.")
            % {"names": ", ".join(twice)}
        )
    return names


def _row_faults(number: int, record: Sequence[Cell], columns: tuple[str, ...], limits: Limits) -> list[RowError]:
    faults = []
    if len(record) > len(columns):
        faults.append(
            RowError(
                number,
                "",
                _("%(found)s values stand under %(expected)s headings.")
                % {"found": len(record), "expected": len(columns)},
                _("Check the delimiter and the quotation marks, or remove the values to the right."),
            )
        )
    for name, cell in zip(columns, record, strict=False):
        if isinstance(cell, CellFault):
            faults.append(RowError(number, name, cell.message, cell.remedy))
        elif "\0" in cell:
            faults.append(RowError(number, name, _("The cell holds a NUL character."), _("Type the value anew.")))
        elif len(cell) > limits.cell_characters:
            message = _("The cell is longer than %(limit)s characters.") % {"limit": limits.cell_characters}
            faults.append(RowError(number, name, message, _("Shorten it.")))
    return faults
