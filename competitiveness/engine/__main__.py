"""python -m competitiveness.engine DATA.csv META.csv METHOD.json -o OUT.csv [--stages DIR]"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .errors import EngineError
from .files import read_data, read_meta, read_method
from .index import build
from .output import scores_csv, stage_files, write_files
from .result import IndexResult

DONE, WRONG_COMMAND, REFUSED = 0, 2, 3


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(
        prog="python -m competitiveness.engine",
        description="Compute a composite index from files. docs/method.md describes them.",
        epilog="Exit codes: 0 done; 2 wrong command line; 3 input refused or not computable, nothing was written.",
    )
    result.add_argument("data", type=Path, metavar="DATA.csv", help="units × columns, one row per unit")
    result.add_argument("meta", type=Path, metavar="META.csv", help="the framework, one row per code")
    result.add_argument("method", type=Path, metavar="METHOD.json", help="the choice for every step")
    result.add_argument(
        "-o", "--output", type=Path, metavar="OUT.csv", required=True, help="unit, score, rank, every node"
    )
    result.add_argument("--stages", type=Path, metavar="DIR", help="also write every stage and report into this folder")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    options = parser().parse_args(arguments)
    try:
        method = read_method(options.method)
        meta = read_meta(options.meta)
        groups = (*meta.groups, method.impute["group"]) if "group" in method.impute.options else meta.groups
        data = read_data(options.data, meta.framework, groups)
        result = build(data.dataset, meta.framework, method)
        files = {options.output: scores_csv(result)}
        if options.stages:
            files |= {options.stages / name: text for name, text in stage_files(result).items()}
        write_files(files)
    except EngineError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201  the command's only voice
        return REFUSED
    for path, unused in ((options.meta, meta.unused), (options.data, data.unused)):
        if unused:
            print(f"note: {path}: columns not used: {', '.join(unused)}", file=sys.stderr)  # noqa: T201
    for note in notes(result):
        print(f"note: {note}", file=sys.stderr)  # noqa: T201
    print(f"{len(result.units)} units, {len(meta.framework.indicators)} indicators, digest {result.digest}")  # noqa: T201
    return DONE


def notes(result: IndexResult) -> list[str]:
    """What a reader of the scores should know, one sentence each."""
    reports = result.reports
    counts = (
        ("cells imputed", len(reports.imputed)),
        ("columns treated for outliers", sum(item.action != "none" for item in reports.treatments)),
        ("cells still missing", int(sum(reports.missing.values()) * len(result.framework.indicators) + 0.5)),
    )
    names = (
        ("units left out by the screen", [unit.unit for unit in reports.dropped]),
        ("constant columns", reports.constant),
        ("columns without any value", reports.empty),
        ("nodes without information, given no weight", reports.uninformative),
        ("units without a score", [unit for unit in result.units if result.rank(unit) is None]),
    )
    listed = [f"{words}: {', '.join(codes)}" for words, codes in names if codes]
    return [*reports.warnings, *(f"{words}: {count}" for words, count in counts if count), *listed]


if __name__ == "__main__":
    sys.exit(main())
