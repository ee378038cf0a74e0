"""Writing results as CSV: all files or none."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .errors import DataError
from .result import IndexResult
from .tables import Table


def spelled(value: Any) -> Any:
    """A cell: floats in their shortest exact spelling, missing as an empty cell."""
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(value)
    return "" if value is None else value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file with comma and line feed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([spelled(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def scores_csv(result: IndexResult) -> str:
    """unit, score (as published), rank, every node of the tree in full precision: the index first, then down to the indicators."""
    framework = result.framework
    aggregates = sorted(framework.aggregates, key=lambda code: -framework.levels[code])
    codes = (*aggregates, *framework.indicators)
    nodes = [result.aggregated.column(code).tolist() for code in codes]
    rows = zip(
        result.units, result.published.tolist(), [int(rank) or None for rank in result.ranks], *nodes, strict=True
    )
    return csv_text(("unit", "score", "rank", *codes), rows)


def table_csv(table: Table) -> str:
    """unit and the columns of one stage."""
    return csv_text(
        ("unit", *table.columns), ([unit, *row] for unit, row in zip(table.units, table.values.tolist(), strict=True))
    )


def stage_files(result: IndexResult) -> dict[str, str]:
    """File name → text: each stage, the weights, the contributions, the reports, and everything as JSON."""
    files = {f"{name}.csv": table_csv(table) for name, table in result.stages().items()}
    files["contributions.csv"] = table_csv(result.contributions)
    weights = (
        [code, result.framework.levels[code], result.weights[code], result.effective[code]] for code in result.weights
    )
    files["weights.csv"] = csv_text(("code", "level", "weight", "effective"), weights)
    reports = result.reports
    files["imputed_cells.csv"] = records_csv(("unit", "indicator", "value", "rule"), reports.imputed)
    files["dropped_units.csv"] = records_csv(("unit", "share", "share_nonzero"), reports.dropped)
    columns = ("indicator", "action", "passed", "points", "skewness", "kurtosis", "skewness_after", "kurtosis_after")
    files["treatments.csv"] = records_csv(columns, reports.treatments)
    files["result.json"] = json.dumps(result.to_dict(), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return files


def records_csv(columns: Sequence[str], records: Iterable[Any]) -> str:
    """One row per record, its attributes as columns."""
    return csv_text(columns, ([getattr(record, column) for column in columns] for record in records))


def write_files(files: Mapping[Path, str]) -> None:
    """Write all files or, where any cannot be written, none: each goes to a neighbour first and is then renamed.

    Folders are made where they are missing. Raises DataError naming the file.
    """
    waiting: dict[Path, str] = {}
    target = Path()
    try:
        for target, text in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(21, "is a folder")
            waiting[target] = _write_neighbour(target, text)
        for target, neighbour in waiting.items():
            os.replace(neighbour, target)
    except OSError as error:
        raise DataError(
            str(target), error.strerror or "cannot be written", "Choose a file that can be written"
        ) from error
    finally:
        for neighbour in waiting.values():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(neighbour)


def _write_neighbour(target: Path, text: str) -> str:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    os.chmod(name, 0o644)
    return name
