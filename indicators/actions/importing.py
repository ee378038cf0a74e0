"""Files of figures: read whole, refused whole with every faulty row named, or recorded whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from exchange.reading import DEFAULT_LIMITS, RowError, RowErrors, Table, UnreadableFile, read_table
from indicators.access import require_importer
from indicators.actions.recording import Counts, compare, write
from indicators.figures import Figure
from indicators.observation_files import read_figures
from indicators.official.rows import OfficialReader, shape_of

SUFFIXES = (".csv", ".xlsx")


@dataclass
class ImportReport:
    """What an import did, or with `dry_run` would do. `digest` is the SHA-256 of the file's bytes."""

    counts: Counts
    digest: str = ""
    files: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    new_indicators: int = 0
    dry_run: bool = False

    @property
    def summary(self) -> str:
        numbers = self.counts.numbers() | {"new_indicators": self.new_indicators}
        words = _(
            "New figures: %(created)s; revisions: %(superseded)s; unchanged: %(unchanged)s; "
            "new indicators: %(new_indicators)s."
        )
        return words % numbers


@transaction.atomic
def import_observations(*, by: User | None, file: BinaryIO | Path | str, dry_run: bool = False) -> ImportReport:
    """Record the figures of a CSV or XLSX file, or with `dry_run` only compare them with what stands.

    Raises PermissionDenied, `UnreadableFile`, or `RowErrors` naming row, column, fault and remedy; nothing is written then.
    """
    if by is not None:
        require_importer(by)
    name, data = _contents(file)
    figures = read_figures(read_table(BytesIO(data)), by=by)
    _refuse_twice(figures)
    report = ImportReport(compare(figures), sha256(data).hexdigest(), [name], dry_run=dry_run)
    if not dry_run:
        report.counts = write(figures, by=by)
        _note(by, "indicators.import_observations", report)
    return report


@transaction.atomic
def import_official(*, by: User | None, path: Path | str, dry_run: bool = False) -> ImportReport:
    """Record official tables: one file, or every table of a known shape directly in a folder; all of them or none.

    Raises as `import_observations`; in a folder the message names the file.
    """
    if by is not None:
        require_importer(by, official=True)
    report = ImportReport(Counts(), dry_run=dry_run)
    reader, figures, digest = OfficialReader(), [], sha256()
    for source in _sources(Path(path)):
        data = source.read_bytes()
        table = read_table(BytesIO(data))
        if shape_of(table.columns) is None and source != Path(path):
            report.passed_over.append(source.name)
            continue
        figures += _refuse_twice(_read(reader, table, source))
        report.files.append(source.name)
        digest.update(data)
    if not report.files:
        raise UnreadableFile(_("There is no official table in %(path)s.") % {"path": Path(path).name})
    report.digest = digest.hexdigest()
    with transaction.atomic():
        report.new_indicators = reader.book.keep()
        report.counts = write(_once(figures), by=by)
        if dry_run:
            transaction.set_rollback(True)
        else:
            _note(by, "indicators.import_official", report)
    return report


def _contents(file: BinaryIO | Path | str) -> tuple[str, bytes]:
    """Name and bytes; one byte over the limit is enough for `read_table` to refuse."""
    if isinstance(file, Path | str):
        with open(file, "rb") as opened:
            return Path(file).name, opened.read(DEFAULT_LIMITS.file_bytes + 1)
    return Path(getattr(file, "name", "") or "").name, file.read(DEFAULT_LIMITS.file_bytes + 1)


def _sources(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(entry for entry in path.iterdir() if entry.suffix.lower() in SUFFIXES)
    if not path.is_file():
        raise UnreadableFile(_("There is no file or folder %(path)s.") % {"path": path})
    return [path]


def _read(reader: OfficialReader, table: Table, source: Path) -> list[Figure]:
    try:
        return reader.figures(table)
    except RowErrors as errors:
        message = _("%(file)s: %(message)s")
        raise RowErrors(
            RowError(error.row, error.column, message % {"file": source.name, "message": error.message}, error.remedy)
            for error in errors.errors
        ) from errors


def _key(figure: Figure) -> tuple:
    return (figure.indicator.code, figure.subject, figure.activity, figure.period.code, figure.variant)


def _refuse_twice(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each once; `RowErrors` where a file gives two different ones for the same key."""
    first: dict[tuple, Figure] = {}
    errors = []
    for figure in figures:
        other = first.setdefault(_key(figure), figure)
        if other.content != figure.content:
            message = _("Row %(row)s already gives another figure for this indicator, subject, period and basis.")
            remedy = _("Leave one of the two, or name the basis that tells them apart.")
            errors.append(RowError(figure.row, "", message % {"row": other.row}, remedy))
    if errors:
        raise RowErrors(errors)
    return list(first.values())


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """Of two files that give the same key, the later by name stands."""
    return list({_key(figure): figure for figure in figures}.values())


def _note(by: User | None, verb: str, report: ImportReport) -> None:
    """One audit row for a file, not for a figure; figures are confidential and stay out of it."""
    if not report.counts.changes:
        return
    statuses = Counter(str(figure.status) for figure, _before in report.counts.changes)
    audit.record(
        by=by,
        verb=verb,
        after={
            **report.counts.numbers(),
            "new_indicators": report.new_indicators,
            "files": report.files,
            "sha256": report.digest,
            "statuses": dict(statuses),
        },
    )
