"""Index files: DATA.csv (units × columns), META.csv (the framework), METHOD.json. Errors name file, row, column and remedy."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import DataError, FrameworkError
from .framework import Framework, Node
from .method import Method
from .tables import Dataset, repeated

MISSING = frozenset({"", "NA", "N/A", "NaN", "nan", "null"})
UNIT_COLUMNS = ("ucode", "unit", "unit_code", "code")
META_ALIASES = {"icode": "code", "iname": "name", "scalefactor": "scale"}
META_COLUMNS = (
    "code", "name", "parent", "level", "type", "direction", "weight", "denominator", "scale", "transform", "target", "lower", "upper",
)  # fmt: skip
TYPES = ("indicator", "aggregate", "denominator", "group")


@dataclass(frozen=True)
class Sheet:
    """A CSV file as text: `rows` are (row number as a person counts, cells by column)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    decimal_comma: bool

    def number(self, row: int, column: str, text: str) -> float:
        """The number in a cell, NaN where it is empty; DataError naming the cell where it is something else."""
        if text in MISSING:
            return math.nan
        try:
            value = float(text.replace(",", ".") if self.decimal_comma else text)
        except ValueError:
            value = math.inf
        if not math.isfinite(value) or "_" in text:
            raise DataError(self.place(row, column), f"'{text}' is not a number", "Write 1234.5, or leave it empty")
        return value

    def place(self, row: int, column: str) -> str:
        return f"{self.name}, row {row}, column '{column}'"


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file in UTF-8, separated by comma, semicolon or tab; with the latter two a decimal comma is understood."""
    text = _text(path)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    lines = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        table = [(lines.line_num, [cell.strip() for cell in row]) for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise DataError(f"{path}, row {lines.line_num}", str(error), "Save the file as CSV again") from error
    if len(table) < 2:
        raise DataError(str(path), "there is no row below the headings", "Give one heading row and one row per code")
    columns = tuple(table[0][1])
    _check_columns(path, columns)
    for number, row in table[1:]:
        if len(row) != len(columns):
            raise DataError(
                f"{path}, row {number}", f"{len(row)} cells under {len(columns)} headings", "Fill up or quote the cells"
            )
    rows = tuple((number, dict(zip(columns, row, strict=True))) for number, row in table[1:])
    return Sheet(str(path), columns, rows, decimal_comma=separator != ",")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(
            str(path), error.strerror or "cannot be read", "Check the name and the rights of the file"
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"byte {error.start} is not UTF-8", "Save the file in UTF-8") from error


def _check_columns(path: Path, columns: tuple[str, ...]) -> None:
    if "" in columns:
        raise DataError(
            f"{path}, row 1", f"column {columns.index('') + 1} has no heading", "Give every column a heading"
        )
    if twice := repeated(columns):
        raise DataError(f"{path}, row 1", f"the heading '{twice[0]}' occurs twice", "Give every column its own heading")


@dataclass(frozen=True)
class Meta:
    """A framework file: the tree, the codes declared as groupings, and headings that were not used."""

    framework: Framework
    groups: tuple[str, ...]
    unused: tuple[str, ...]


def read_meta(path: Path) -> Meta:
    """Read a framework: one row per code with the columns of `META_COLUMNS`, or of COINr's iMeta (iCode, iName, Parent, …).

    Only `code` and `parent` are needed. A row whose `type` is Denominator or Group names a column of the data and is not part of the
    tree; without types that is so for a code that is some row's denominator and has no parent.
    """
    sheet = read_sheet(path)
    names = {column: META_ALIASES.get(column.lower(), column.lower()) for column in sheet.columns}
    for needed in ("code", "parent"):
        if needed not in names.values():
            raise DataError(f"{path}, row 1", f"there is no column '{needed}'", f"Columns: {', '.join(META_COLUMNS)}")
    if twice := repeated(names.values()):
        raise DataError(f"{path}, row 1", f"two columns mean '{twice[0]}'", "Keep one of them")
    rows = [(number, {names[column]: cell for column, cell in row.items()}) for number, row in sheet.rows]
    denominators = {row.get("denominator", "") for _, row in rows} - MISSING
    parents = {row["parent"] for _, row in rows}
    groups, nodes = [], []
    for number, row in rows:
        kind = _type(sheet, number, row, row["code"] in denominators and row["code"] not in parents)
        if kind == "group":
            groups.append(row["code"])
        elif kind != "denominator":
            nodes.append(_node(sheet, number, row))
    try:
        framework = Framework(tuple(nodes))
    except FrameworkError as error:
        raise FrameworkError(f"{path}: {error}") from error
    unused = tuple(column for column, name in names.items() if name not in META_COLUMNS)
    return Meta(framework, tuple(groups), unused)


def _type(sheet: Sheet, number: int, row: dict[str, str], divides: bool) -> str:
    kind = row.get("type", "").lower()
    if kind and kind not in TYPES:
        raise DataError(sheet.place(number, "type"), f"'{row['type']}' is not known", f"Types: {', '.join(TYPES)}")
    return kind or ("denominator" if divides and not row["parent"] else "")


def _node(sheet: Sheet, number: int, row: dict[str, str]) -> Node:
    values: dict[str, Any] = {
        name: row[name] for name in ("code", "name", "parent", "denominator") if row.get(name, "") not in MISSING
    }
    for name in ("weight", "scale", "target", "lower", "upper", "direction"):
        value = sheet.number(number, name, row.get(name, ""))
        if not math.isnan(value):
            values[name] = int(value) if name == "direction" and value == int(value) else value
    if row.get("transform", "") not in MISSING:
        values["transform"] = row["transform"].lower()
    try:
        return Node(**values) if "code" in values else Node(code="")
    except FrameworkError as error:
        raise FrameworkError(f"{sheet.name}, row {number}: {error}") from error


@dataclass(frozen=True)
class Data:
    """A dataset read from a file, and the headings that were not used."""

    dataset: Dataset
    unused: tuple[str, ...]


def read_data(path: Path, framework: Framework, groups: Iterable[str] = ()) -> Data:
    """Read units × columns. The codes of the units stand in the column uCode, unit, unit_code or code, else in the first column.

    Columns of the framework's indicators and denominators are numbers, those in `groups` texts; the rest is not read.
    """
    sheet = read_sheet(path)
    unit = next(
        (column for name in UNIT_COLUMNS for column in sheet.columns if column.lower() == name), sheet.columns[0]
    )
    needed = dict.fromkeys(framework.indicators)
    needed |= dict.fromkeys(framework.by_code[code].denominator for code in framework.indicators)
    numeric = tuple(code for code in needed if code)
    labels = tuple(dict.fromkeys(groups))
    for code in (*numeric, *labels):
        if code not in sheet.columns:
            raise DataError(
                f"{path}, row 1", f"there is no column '{code}', which the framework names", "Add it or drop its row"
            )
    codes = _unit_codes(sheet, unit)
    values = [[sheet.number(number, code, row[code]) for code in numeric] for number, row in sheet.rows]
    texts = {name: tuple("" if row[name] in MISSING else row[name] for _, row in sheet.rows) for name in labels}
    unused = tuple(column for column in sheet.columns if column not in {unit, *numeric, *labels})
    return Data(Dataset(codes, numeric, values, texts), unused)  # type: ignore[arg-type]


def _unit_codes(sheet: Sheet, column: str) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    for number, row in sheet.rows:
        code = row[column]
        if not code:
            raise DataError(sheet.place(number, column), "the row has no code", "Give every unit a code")
        if code in seen:
            raise DataError(
                sheet.place(number, column), f"'{code}' stands in row {seen[code]} already", "Give every unit once"
            )
        seen[code] = number
    return tuple(seen)


def read_method(path: Path) -> Method:
    """Read METHOD.json; a key given twice is refused like an unknown one."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if twice := repeated(key for key, _ in pairs):
            raise DataError(str(path), f"the key '{twice[0]}' occurs twice in one object", "Keep one of them")
        return dict(pairs)

    try:
        return Method.from_dict(json.loads(_text(path), object_pairs_hook=once))
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}, column {error.colno}", error.msg, "Correct the JSON") from error
