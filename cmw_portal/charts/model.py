"""What a chart is told: a dictionary read into named parts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cmw_portal.typography import NOTHING, as_decimal, figure, signed

SUPPRESSED = "suppressed"
PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Point:
    """One value; `value` is None where there is nothing to draw, `low` and `high` bound its interval."""

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""
    mark: str = ""
    url: str = ""

    @property
    def drawn(self) -> bool:
        return self.value is not None and self.mark != SUPPRESSED

    @property
    def has_interval(self) -> bool:
        return self.drawn and self.low is not None and self.high is not None


@dataclass(frozen=True)
class Series:
    label: str
    hue: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Reference:
    label: str
    value: float


@dataclass(frozen=True)
class Chart:
    """A chart's data and words; `digits` is None for numbers written as they are."""

    id: str
    title: str
    unit: str
    source: str
    description: str
    digits: int | None
    series: tuple[Series, ...]
    reference: Reference | None = None
    start: Reference | None = None
    total: Reference | None = None
    csv_url: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)

    def number(self, value: float | None) -> str:
        return figure(value, self.digits)

    def change(self, value: float | None) -> str:
        return signed(value, self.digits)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all points in the order of the longest series, each once."""
        longest = max(self.series, key=lambda one: len(one.points), default=None)
        seen: dict[str, None] = dict.fromkeys(point.label for point in longest.points) if longest else {}
        for one in self.series:
            seen.update(dict.fromkeys(point.label for point in one.points))
        return tuple(seen)

    @property
    def points(self) -> list[Point]:
        return [point for one in self.series for point in one.points]

    def renamed(self, suffix: str) -> "Chart":
        return replace(self, id=f"{self.id}-{suffix}")


def _number(value: object) -> float | None:
    number = as_decimal(value)
    return None if number is None else float(number)


def _point(data: Mapping) -> Point:
    return Point(
        label=str(data.get("label", "")),
        value=_number(data.get("value")),
        low=_number(data.get("low")),
        high=_number(data.get("high")),
        note=str(data.get("note") or ""),
        mark=str(data.get("mark") or ""),
        url=str(data.get("url") or ""),
    )


def _reference(data: Mapping | None) -> Reference | None:
    if not data:
        return None
    value = _number(data.get("value"))
    return None if value is None else Reference(str(data.get("label", "")), value)


def _series(number: int, data: Mapping) -> Series:
    hue = data.get("hue")
    return Series(
        label=str(data.get("label") or ""),
        hue=(number if hue is None else int(hue)) % 7,
        points=tuple(_point(point) for point in data.get("points") or ()),
    )


def read_chart(data: "Mapping | Chart") -> Chart:
    """A chart from its dictionary; every key but `series` may be left out."""
    if isinstance(data, Chart):
        return data
    digits = data.get("digits")
    title = str(data.get("title") or "")
    return Chart(
        id=re.sub(r"[^0-9A-Za-z_-]+", "-", str(data.get("id") or "chart")),
        title=title,
        unit=str(data.get("unit") or ""),
        source=str(data.get("source") or ""),
        description=str(data.get("description") or ""),
        digits=None if digits is None else int(digits),
        series=tuple(_series(number, one) for number, one in enumerate(data.get("series") or ())),
        reference=_reference(data.get("reference")),
        start=_reference(data.get("start")),
        total=_reference(data.get("total")),
        csv_url=str(data.get("csv_url") or ""),
    )


def said(chart: Chart, point: Point) -> str:
    """A point's value in words for the end of its bar, with its interval where there is one."""
    if not point.drawn:
        return point.note or NOTHING
    if point.has_interval:
        return f"{chart.number(point.value)} ({chart.number(point.low)}–{chart.number(point.high)})"
    return chart.number(point.value)


def lowest_highest(values: Sequence[float | None]) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    return (min(known), max(known)) if known else (0.0, 1.0)
