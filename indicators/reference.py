"""What the portal starts with: the catalogue, the framework and the official figures the product carries.

Figures of the portal itself never push aside one that somebody has recorded from another source.
"""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts import audit
from exchange.reading import read_table
from indicators.actions.recording import standing, write
from indicators.enums import Basis, Direction
from indicators.figures import Figure
from indicators.models import Dimension, Indicator
from indicators.official.names import DATA, rows_of
from indicators.official.rows import OfficialReader

FIGURES = ("official_series.csv", "employment_municipal_2023.csv", "reference_stats.csv")
_DIRECTIONS = {"+": Direction.HIGHER, "-": Direction.LOWER, "0": Direction.NEUTRAL}


@dataclass(frozen=True)
class Loaded:
    """How many rows were added or corrected; all zero when nothing was left to do."""

    dimensions: int
    indicators: int
    created: int
    superseded: int


@transaction.atomic
def load() -> Loaded:
    """Bring dimensions, indicators and figures up to the product's own tables. A second call changes nothing."""
    dimensions = _dimensions()
    indicators = _catalogue() + _supplementary()
    reader = OfficialReader()
    figures = [figure for name in FIGURES for figure in reader.figures(read_table(Path(DATA / name)))]
    indicators += reader.book.keep()
    counts = write(_ours(figures), by=None, stable=True)
    loaded = Loaded(dimensions, indicators, counts.created, counts.superseded)
    if loaded != Loaded(0, 0, 0, 0):
        audit.record(by=None, verb="indicators.load_reference", after=vars(loaded))
    return loaded


def _ours(figures: list[Figure]) -> list[Figure]:
    """Figures that are missing, or that stand as the same publisher's page gave them before."""
    before = standing(figures)
    return [
        figure for figure in figures if (row := before.get(figure.key)) is None or row.source_url == figure.source_url
    ]


def _dimensions() -> int:
    known = Dimension.objects.in_bulk(field_name="code")
    rows = [Dimension(**row) for row in rows_of("framework_dimensions.csv")]
    return _save_changed(rows, known, ("kind", "name_ru", "name_en"))


def _catalogue() -> int:
    known = Indicator.objects.in_bulk(field_name="code")
    places = {row["indicator"]: row for row in rows_of("framework.csv")}
    dimensions = Dimension.objects.in_bulk(field_name="code")
    rows = [_indicator(row, places.get(row["code"], {}), dimensions) for row in rows_of("indicator_catalogue.csv")]
    return _save_changed(rows, known, _COLUMNS)


_COLUMNS = (
    "group",
    "group_ru",
    "group_en",
    "name_ru",
    "name_en",
    "unit",
    "levels",
    "source_form",
    "emiss_id",
    "emiss_title",
    "periodicity",
    "direction",
    "formula",
    "analogue",
    "basis",
    "criterion_id",
    "mechanism_id",
    "is_catalogue",
)


def _indicator(row: dict[str, str], place: dict[str, str], dimensions: dict[str, Dimension]) -> Indicator:
    same = ("code", "name_ru", "name_en", "unit", "source_form", "emiss_id", "emiss_title", "formula", "analogue")
    return Indicator(
        **{name: row[name] for name in same},
        group=row["criterion"],
        group_ru=row["criterion_ru"],
        group_en=row["criterion_en"],
        levels=row["level"],
        periodicity=row["period"],
        direction=_DIRECTIONS[row["direction"]],
        basis=Basis(row["basis"]),
        criterion=dimensions.get(place.get("criterion", "")),
        mechanism=dimensions.get(place.get("mechanism", "")),
        is_catalogue=True,
    )


def _supplementary() -> int:
    known = Indicator.objects.in_bulk(field_name="code")
    rows = [
        Indicator(
            code=row["code"],
            name_ru=row["name_ru"],
            name_en=row["name_en"],
            unit=row["unit"],
            direction=int(row["direction"]),
            is_catalogue=False,
        )
        for row in rows_of("supplementary.csv")
    ]
    return _save_changed(rows, known, ("name_ru", "name_en", "unit", "direction", "is_catalogue"))


def _save_changed(rows: list, known: dict, columns: tuple[str, ...]) -> int:
    changed = 0
    for row in rows:
        before = known.get(row.code)
        if before is None or any(getattr(before, name) != getattr(row, name) for name in columns):
            row.pk = before.pk if before else None
            row.save()
            changed += 1
    return changed
