"""Rows of official tables as figures. Two shapes are known: series, and employment by section of OKVED2."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.models import Territory
from exchange.reading import Row, RowError, RowErrors, Table, UnreadableFile
from indicators.activities import COUNTED_SECTIONS, SECTIONS
from indicators.enums import Status
from indicators.figures import Figure
from indicators.numbers import parse_number
from indicators.official.bases import CountedAs, counted_as
from indicators.official.names import TERRITORY_NAMES, IndicatorBook
from indicators.official.publishers import publisher_of
from indicators.periods import Period, parse_period

SERIES = ("territory", "indicator", "unit", "period", "value", "source", "note")
EMPLOYMENT = ("territory", "okved_section", "year", "value", "unit", "source", "note")
#: Figures gathered from the press: the address stands in a column of its own, nothing in them is official.
GATHERED = ("territory", "indicator", "value", "unit", "period", "source_url", "note")
EMPLOYMENT_INDICATOR = "A02"
TOTAL = "TOTAL"
UNDATED = "n/a"
_SECTION = re.compile(r"([A-U])(?: \((\d+)\b.*\))?")
_CATALOGUE_CODE = re.compile(r"[A-Z]\d{2}")
_WITHHELD_CELLS = re.compile(r"blank cells are suppressed", re.IGNORECASE)


class Faulty(ValueError):
    def __init__(self, column: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.column, self.remedy = column, remedy


def shape_of(columns: Sequence[str]) -> tuple[str, ...] | None:
    """The known shape whose columns are all there, or None."""
    return next((shape for shape in (SERIES, EMPLOYMENT, GATHERED) if set(shape) <= set(columns)), None)


class OfficialReader:
    """Reads tables with the territories and indicators of this portal; unknown official names wait in `book`."""

    def __init__(self) -> None:
        self.territories = {place.code: place for place in Territory.objects.without_outlines()}
        self.book = IndicatorBook()

    def figures(self, table: Table) -> list[Figure]:
        """All figures of a table. `UnreadableFile` for an unknown shape, `RowErrors` naming every faulty row."""
        readers: dict[tuple[str, ...], Callable[[Row], Figure | None]] = {
            SERIES: self._series,
            EMPLOYMENT: self._employment,
            GATHERED: self._gathered,
        }
        shape = shape_of(table.columns)
        if shape is None:
            raise UnreadableFile(
                _("The columns are those of no official table. Needed: %(series)s; or %(employment)s.")
                % {"series": ", ".join(SERIES), "employment": ", ".join(EMPLOYMENT)}
            )
        figures, errors = [], []
        for row in table.rows:
            try:
                figure = readers[shape](row)
            except Faulty as fault:
                errors.append(RowError(row.number, fault.column, str(fault), fault.remedy))
            else:
                figures += [figure] if figure else []
        if errors:
            raise RowErrors(errors)
        return figures + list(_withheld(figures))

    def _series(self, row: Row) -> Figure:
        values = row.values
        counted = counted_as(values["unit"], values["note"])
        return self._figure(row, values["indicator"], _period(values["period"], "period"), counted, values["source"])

    def _employment(self, row: Row) -> Figure:
        values = row.values
        found = _SECTION.fullmatch(values["okved_section"].strip())
        if found is None and values["okved_section"].strip() != TOTAL:
            raise Faulty(
                "okved_section",
                _("“%(text)s” is not a section of OKVED2.") % {"text": values["okved_section"]},
                _("Write one letter from %(first)s to %(last)s, or TOTAL.")
                % {"first": min(SECTIONS), "last": max(SECTIONS)},
            )
        counted = counted_as(values["unit"], values["note"])
        letter, division = found.groups() if found else ("", None)
        variant = "-".join(part for part in (counted.variant, division) if part)
        counted = replace(counted, activity=letter, variant=variant)
        period = _period(values["year"], "year")
        return self._figure(row, EMPLOYMENT_INDICATOR, period, counted, values["source"], may_be_blank=True)

    def _gathered(self, row: Row) -> Figure | None:
        values = row.values
        if values["period"].strip() == UNDATED:
            return None
        counted = counted_as(values["unit"], values["note"])
        variant = counted.variant if counted.ruled else "press"
        counted = CountedAs(counted.activity, variant, Status.IMPORTED)
        return self._figure(
            row, values["indicator"], _period(values["period"], "period"), counted, values["source_url"]
        )

    def _figure(
        self, row: Row, indicator: str, period: Period, counted: CountedAs, source: str, *, may_be_blank: bool = False
    ) -> Figure:
        values = row.values
        publisher = publisher_of(source, values["note"])
        return Figure(
            indicator=self._indicator(indicator, values["unit"]),
            subject=self._territory(values["territory"]),
            period=period,
            value=_value(values["value"], may_be_blank=may_be_blank),
            unit=_fitting(values["unit"], "unit", 120),
            status=counted.status,
            activity=counted.activity,
            variant=counted.variant,
            source=_fitting(publisher.name, "source", 300),
            source_url=_fitting(publisher.url, "source", 600),
            note=values["note"],
            row=row.number,
        )

    def _territory(self, text: str) -> Territory:
        code = TERRITORY_NAMES.get(text.strip().casefold(), text.strip())
        if code not in self.territories:
            raise Faulty(
                "territory",
                _("“%(text)s” is not a territory of the portal.") % {"text": text},
                _("Write one of the codes: %(codes)s.") % {"codes": ", ".join(self.territories)},
            )
        return self.territories[code]

    def _indicator(self, text: str, unit: str):
        found = self.book.find(_fitting(text.strip(), "indicator", 250), unit[:120])
        if not text.strip() or (_CATALOGUE_CODE.fullmatch(text.strip()) and not found.is_catalogue):
            raise Faulty(
                "indicator",
                _("The catalogue has no indicator “%(text)s”.") % {"text": text},
                _("Write a code of the catalogue or the official name in words."),
            )
        return found


def _period(text: str, column: str) -> Period:
    try:
        return parse_period(text)
    except ValueError as error:
        raise Faulty(column, str(error), "") from error


def _value(text: str, *, may_be_blank: bool) -> Decimal | None:
    if not text.strip() and may_be_blank:
        return None
    try:
        return parse_number(text)
    except ValueError as error:
        raise Faulty("value", str(error), _("Write the figure, or remove the row if there is none.")) from error


def _fitting(text: str, column: str, length: int) -> str:
    if len(text) > length:
        raise Faulty(column, _("The text is longer than %(length)s characters.") % {"length": length}, _("Shorten it."))
    return text


def _withheld(figures: list[Figure]) -> Iterator[Figure]:
    """Sections that a table leaves out for a territory because they are withheld, where its note says so.

    The publisher leaves the row out when a section has too few organisations: that is neither zero nor unknown, so it
    becomes a figure of its own without a value. Sections T and U have no organisations and are not expected.
    """
    tables: dict[tuple, list[Figure]] = {}
    for figure in figures:
        if _WITHHELD_CELLS.search(figure.note):
            tables.setdefault((figure.subject.pk, figure.period.code, figure.variant), []).append(figure)
    for rows in tables.values():
        total = next((row for row in rows if not row.activity), None)
        if total:
            present = {row.activity for row in rows}
            yield from (
                replace(total, activity=letter, value=None) for letter in COUNTED_SECTIONS if letter not in present
            )
