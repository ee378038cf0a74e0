"""Tables of figures that people send, as figures: which columns, in which words, and what may stand in them."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import User
from clusters.models import Cluster, Organisation, Territory
from exchange.reading import Row, RowError, RowErrors, Table, UnreadableFile
from indicators.access import Scope, recording_scope
from indicators.activities import SECTIONS
from indicators.enums import Status
from indicators.figures import Figure, Subject
from indicators.models import Indicator
from indicators.numbers import parse_number
from indicators.periods import Period, parse_period

#: Column → the headings it may have, in lower case.
HEADINGS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "показатель", "код показателя"),
    "subject": ("subject", "субъект", "территория", "кластер", "организация", "инн", "код субъекта"),
    "period": ("period", "период"),
    "value": ("value", "значение"),
    "unit": ("unit", "единица", "единица измерения", "ед. изм."),
    "activity": ("activity", "вид деятельности", "раздел оквэд", "раздел оквэд2"),
    "variant": ("variant", "способ расчёта", "способ расчета", "основа", "основа расчёта", "основа расчета"),
    "source": ("source", "источник"),
    "source_url": ("source_url", "адрес источника", "ссылка"),
    "note": ("note", "примечание"),
}
REQUIRED = ("indicator", "subject", "period", "value", "unit", "source")
#: Signs by which a table says that its publisher withholds a figure.
WITHHELD = ("…", "...")
LENGTHS = {"unit": 120, "variant": 60, "source": 300, "source_url": 600, "note": 2000}


def columns_of(headings: Sequence[str]) -> dict[str, str]:
    """Our column → heading in the file. `UnreadableFile` names what is missing, doubled or not understood."""
    found: dict[str, str] = {}
    unknown = []
    for heading in headings:
        plain = " ".join(heading.casefold().split())
        name = next((name for name, words in HEADINGS.items() if plain in words), None)
        if name is None:
            unknown.append(heading)
        elif name in found:
            raise UnreadableFile(
                _("“%(one)s” and “%(two)s” are headings of the same column. Leave one of them.")
                % {"one": found[name], "two": heading}
            )
        else:
            found[name] = heading
    missing = [name for name in REQUIRED if name not in found]
    if missing or unknown:
        raise UnreadableFile(_wanted(missing, unknown))
    return found


def _wanted(missing: list[str], unknown: list[str]) -> str:
    parts = []
    if missing:
        parts.append(_("Columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if unknown:
        parts.append(_("Columns are not known: %(names)s.") % {"names": ", ".join(unknown)})
    parts.append(_("Accepted: %(names)s.") % {"names": ", ".join(HEADINGS)})
    return " ".join(parts)


def read_figures(table: Table, *, by: User | None) -> list[Figure]:
    """Figures of the table that `by` may record (None: the portal itself). `RowErrors` names every faulty cell."""
    reader = _Reader(columns_of(table.columns), by)
    figures = [reader.figure(row) for row in table.rows]
    if reader.errors:
        raise RowErrors(reader.errors)
    return [figure for figure in figures if figure]


class _Reader:
    """Turns rows into figures and gathers what is wrong with them."""

    def __init__(self, columns: dict[str, str], by: User | None) -> None:
        self.columns, self.by = columns, by
        self.scope = Scope() if by is None else recording_scope(by)
        self.errors: list[RowError] = []
        self.indicators = Indicator.objects.in_bulk(field_name="code")
        self.territories = {place.code: place for place in Territory.objects.without_outlines()}
        self.clusters = Cluster.objects.in_bulk(field_name="slug")
        self.organisations: dict[str, Organisation] = {}
        for organisation in Organisation.objects.only("public_id", "inn", "name_ru", "name_en"):
            self.organisations[organisation.public_id] = organisation
            if organisation.inn:
                self.organisations[organisation.inn] = organisation

    def figure(self, row: Row) -> Figure | None:
        cells = {name: row.values[heading].strip() for name, heading in self.columns.items()}
        before = len(self.errors)
        indicator = self._indicator(row, cells["indicator"])
        subject = self._subject(row, cells["subject"])
        period = self._period(row, cells["period"])
        value = self._value(row, cells["value"])
        activity = self._activity(row, cells.get("activity", ""))
        self._texts(row, cells, indicator)
        if len(self.errors) > before or not (indicator and subject and period):
            return None
        texts = {name: cells.get(name, "") for name in LENGTHS}
        return Figure(
            indicator, subject, period, value, status=Status.IMPORTED, activity=activity, row=row.number, **texts
        )

    def _fault(self, row: Row, name: str, message: str, remedy: str) -> None:
        self.errors.append(RowError(row.number, self.columns.get(name, name), message, remedy))

    def _indicator(self, row: Row, text: str) -> Indicator | None:
        found = self.indicators.get(text.upper())
        if found is None:
            remedy = _("Write the code as on the page of indicators, for example A02.")
            self._fault(row, "indicator", _("There is no indicator “%(text)s”.") % {"text": text}, remedy)
        return found

    def _subject(self, row: Row, text: str) -> Subject | None:
        found = (
            self.territories.get(text.upper())
            or self.clusters.get(text.lower())
            or self.organisations.get(text.lower())
        )
        if found is None:
            remedy = _(
                "Write the code of a territory, the address word of a cluster, or an organisation's public id or INN."
            )
            self._fault(row, "subject", _("There is no subject “%(text)s”.") % {"text": text}, remedy)
        elif self.by is not None and not self.scope.covers(found):
            remedy = _("Remove the row, or ask someone who is responsible for the subject.")
            self._fault(row, "subject", _("You may not record figures of “%(name)s”.") % {"name": found.name}, remedy)
        return found

    def _period(self, row: Row, text: str) -> Period | None:
        try:
            return parse_period(text)
        except ValueError as error:
            self._fault(row, "period", str(error), "")
            return None

    def _value(self, row: Row, text: str) -> Decimal | None:
        if text.casefold() in WITHHELD:
            return None
        remedy = _("Write the figure, or “…” where its publisher withholds it.")
        if not text:
            self._fault(row, "value", _("The figure is missing."), remedy)
            return None
        try:
            return parse_number(text)
        except ValueError as error:
            self._fault(row, "value", str(error), remedy)
            return None

    def _activity(self, row: Row, text: str) -> str:
        if text and text.upper() not in SECTIONS:
            remedy = _("Write one letter from A to U, or leave the cell empty for all activities.")
            message = _("“%(text)s” is not a section of OKVED2.") % {"text": text}
            self._fault(row, "activity", message, remedy)
        return text.upper()

    def _texts(self, row: Row, cells: dict[str, str], indicator: Indicator | None) -> None:
        if not cells["unit"]:
            known = indicator.unit if indicator else ""
            remedy = _("Write the unit as published, for example %(unit)s.") % {"unit": known or "%"}
            self._fault(row, "unit", _("The unit is missing."), remedy)
        if not cells["source"]:
            self._fault(row, "source", _("The source is missing."), _("Write who published the figure and where."))
        url = cells.get("source_url", "")
        if url and not url.startswith(("http://", "https://")):
            self._fault(row, "source_url", _("This is not an address."), _("Begin it with https://."))
        for name, length in LENGTHS.items():
            if len(cells.get(name, "")) > length:
                message = _("The text is longer than %(length)s characters.") % {"length": length}
                self._fault(row, name, message, _("Shorten it."))
