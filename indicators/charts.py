"""Published series as charts: only what is counted alike and measured alike stands in one picture."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.enums import TerritoryLevel
from indicators.models import Indicator, Observation
from indicators.official.bases import variant_name
from indicators.period_words import period_words
from indicators.periods import parse_period
from indicators.tables import source_words
from indicators.units import converted, is_rate, unit_name

Chart = dict[str, Any]
#: Places of one order of size stand together: a country would flatten its towns.
_TIERS = {
    TerritoryLevel.MUNICIPALITY: "places",
    TerritoryLevel.REGION: "subjects",
    TerritoryLevel.SUBJECT: "subjects",
    TerritoryLevel.FEDERAL_DISTRICT: "country",
    TerritoryLevel.FEDERATION: "country",
}
#: Whose figure is drawn as a line across rates, the nearest first.
_REFERENCES = {"places": ("STA", "RU"), "subjects": ("NCFD", "RU"), "country": ("RU",)}
MAX_PLACES = 12


class _Group:
    """Rows of one basis, frequency and tier, with their figures in one unit."""

    def __init__(self, rows: Sequence[Observation]) -> None:
        self.unit = Counter(row.unit for row in rows).most_common(1)[0][0]
        self.rows = [row for row in rows if row.is_suppressed or self.number(row) is not None]
        self.first = rows[0]

    def number(self, row: Observation) -> Decimal | None:
        return None if row.value is None else converted(row.value, row.unit, self.unit)

    @property
    def periods(self) -> list[str]:
        return sorted({row.period for row in self.rows}, key=parse_period)

    def by_place(self) -> list[tuple[Any, list[Observation]]]:
        rows = sorted(self.rows, key=lambda row: (row.territory.code, row.period_end, row.period_start))
        places = [(place, list(found)) for place, found in groupby(rows, key=lambda row: row.territory)]
        return sorted(places, key=lambda pair: self._last(pair[1]), reverse=True)[:MAX_PLACES]

    def _last(self, rows: Sequence[Observation]) -> tuple[bool, Decimal]:
        number = self.number(rows[-1])
        return (number is not None, number or Decimal(0))

    def point(self, row: Observation, label: str) -> dict[str, Any]:
        mark = "suppressed" if row.is_suppressed else ""
        return {"label": label, "value": self.number(row), "mark": mark, "url": row.get_absolute_url()}

    @property
    def sources(self) -> str:
        return "; ".join(dict.fromkeys(source_words(row) for row in self.rows))

    @property
    def basis(self) -> str:
        return variant_name(self.first.variant)


def pictures(indicator: Indicator, observations: Iterable[Observation]) -> list[dict[str, Any]]:
    """What to draw for an indicator: {"kind": "multiples" | "bars", "heading", "basis", "charts", "reference"}, the municipalities first."""
    totals = [row for row in observations if not row.activity]
    drawn = []
    for tier in ("places", "subjects", "country"):
        rows = [row for row in totals if _tier(row, rate=is_rate(indicator.unit)) == tier]
        for _key, found in groupby(sorted(rows, key=_alike), key=_alike):
            group = _Group(list(found))
            if len([row for row in group.rows if not row.is_suppressed]) > 1:
                reference = _reference(group, totals, tier) if is_rate(indicator.unit) else None
                drawn.append(_picture(indicator, group, reference))
    return drawn


def _tier(row: Observation, *, rate: bool) -> str:
    """Rates of regions and of the country stand together; totals do not."""
    tier = _TIERS.get(row.territory.level, "")
    return "subjects" if rate and tier == "country" else tier


def _alike(row: Observation) -> tuple[str, str]:
    return (row.variant, _shape(row.period))


def _shape(code: str) -> str:
    """Half-years with half-years, first nine months with first nine months: what can be read along one line."""
    period = parse_period(code)
    return period.code[4:] if period.frequency == "C" else period.frequency


def _picture(indicator: Indicator, group: _Group, reference: dict[str, Any] | None) -> dict[str, Any]:
    heading = _finding(group)
    key = f"{indicator.code}-{group.first.pk}"
    if len(group.periods) > 1:
        charts = [_line(f"{key}-{place.code}", place, rows, group) for place, rows in group.by_place()]
        return {"kind": "multiples", "heading": heading, "basis": group.basis, "charts": charts, "reference": reference}
    bars = _bars(key, heading, group, reference)
    return {"kind": "bars", "heading": heading, "basis": "", "charts": [bars], "reference": None}


def _line(key: str, place: Any, rows: Sequence[Observation], group: _Group) -> Chart:
    points = [group.point(row, label) for row, label in zip(rows, _labels(rows), strict=True)]
    return {
        "id": key,
        "title": place.name,
        "unit": unit_name(group.unit),
        "source": group.sources,
        "description": _("%(name)s, %(first)s to %(last)s")
        % {"name": place.name, "first": period_words(rows[0].period), "last": period_words(rows[-1].period)},
        "series": [{"label": "", "hue": 0, "points": points}],
    }


def _labels(rows: Sequence[Observation]) -> list[str]:
    """Bare years where each has one figure: what part of the year it is, stands in the heading."""
    years = [row.period[:4] for row in rows]
    return years if len(set(years)) == len(years) else [row.period for row in rows]


def _bars(key: str, heading: str, group: _Group, reference: dict[str, Any] | None) -> Chart:
    points = [group.point(rows[-1], place.name) for place, rows in group.by_place()]
    return {
        "id": key,
        "title": heading,
        "unit": "; ".join(part for part in (unit_name(group.unit), group.basis) if part),
        "source": group.sources,
        "description": heading,
        "series": [{"label": "", "hue": 0, "points": points}],
        "reference": reference,
    }


def _finding(group: _Group) -> str:
    """What the last period shows, in a sentence."""
    return capfirst(_finding_words(group))


def _finding_words(group: _Group) -> str:
    last = group.periods[-1]
    rows = [row for row in group.rows if row.period == last and not row.is_suppressed]
    if not rows:
        return period_words(last)
    top = max(rows, key=lambda row: group.number(row) or Decimal(0))
    words = {
        "period": period_words(last),
        "place": top.territory.name,
        "value": number_format((group.number(top) or Decimal(0)).normalize(), force_grouping=True),
    }
    if len(rows) == 1:
        return _("%(place)s, %(period)s: %(value)s") % words
    return _("%(period)s: the highest is %(place)s, %(value)s") % words


def _reference(group: _Group, totals: Sequence[Observation], tier: str) -> dict[str, Any] | None:
    """The figure of the krai, the district or the country for the same last period and basis, of rates only."""
    last = group.periods[-1]
    inside = {row.territory.code for row in group.rows}
    for code in _REFERENCES[tier]:
        for row in totals:
            number = group.number(row)
            same = (row.period, row.variant) == (last, group.first.variant)
            if row.territory.code == code and same and code not in inside and number is not None:
                return {"label": capfirst(row.territory.name), "value": number}
    return None
