"""Codes of periods, as they occur in official tables and in the portal's own reports.

| code | what |
|---|---|
| `2023` | the year |
| `2024-H1` | a half-year |
| `2023-Q4` | a quarter |
| `2023-04` | a month |
| `2023-9M` | from January to the ninth month, as growing totals are published |
| `2025-01/2025-04` | from one month to another |
| `2022-01-01` | a stock on a date |
| `2023-end` | a stock at the end of the year |
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from django.utils.translation import gettext as _

from indicators.enums import Frequency

SHAPES = "2023, 2024-H1, 2023-Q4, 2023-04, 2023-9M, 2025-01/2025-04, 2022-01-01, 2023-end"


@total_ordering
@dataclass(frozen=True)
class Period:
    """A span of days with its canonical code. Periods are ordered by their last day, then by their first."""

    code: str
    start: date
    end: date
    frequency: Frequency

    def __str__(self) -> str:
        return self.code

    def __lt__(self, other: "Period") -> bool:
        return (self.end, self.start, self.code) < (other.end, other.start, other.code)

    def previous(self) -> "Period":
        """The period before, of the same shape. Dates, growing totals and spans of months step back by a year."""
        year, month = self.start.year, self.start.month
        match self.frequency:
            case Frequency.MONTH:
                return month_period(year, month - 1) if month > 1 else month_period(year - 1, 12)
            case Frequency.QUARTER:
                return quarter(year, (month - 1) // 3) if month > 1 else quarter(year - 1, 4)
            case Frequency.HALF:
                return half(year, 1) if month > 1 else half(year - 1, 2)
        return parse_period(_a_year_back(self.code))


def _a_year_back(code: str) -> str:
    back = re.sub(r"(?<!\d)\d{4}(?!\d)", lambda found: f"{int(found[0]) - 1:04d}", code)
    return back.replace("-02-29", "-02-28")


def _span(code: str, first: date, year: int, month: int, frequency: Frequency) -> Period:
    return Period(code, first, date(year, month, monthrange(year, month)[1]), frequency)


def year_period(year: int) -> Period:
    return _span(f"{year:04d}", date(year, 1, 1), year, 12, Frequency.YEAR)


def half(year: int, number: int) -> Period:
    return _span(f"{year:04d}-H{number}", date(year, number * 6 - 5, 1), year, number * 6, Frequency.HALF)


def quarter(year: int, number: int) -> Period:
    return _span(f"{year:04d}-Q{number}", date(year, number * 3 - 2, 1), year, number * 3, Frequency.QUARTER)


def month_period(year: int, month: int) -> Period:
    return _span(f"{year:04d}-{month:02d}", date(year, month, 1), year, month, Frequency.MONTH)


def _growing(year: int, months: int) -> Period:
    return _span(f"{year:04d}-{months}M", date(year, 1, 1), year, months, Frequency.CUMULATIVE)


def _months(year: int, month: int, last_year: int, last_month: int) -> Period:
    code = f"{year:04d}-{month:02d}/{last_year:04d}-{last_month:02d}"
    period = _span(code, date(year, month, 1), last_year, last_month, Frequency.CUMULATIVE)
    if period.end < period.start:
        raise ValueError(code)
    return period


def _on(year: int, month: int, day: int) -> Period:
    moment = date(year, month, day)
    return Period(moment.isoformat(), moment, moment, Frequency.DAY)


def _year_end(year: int) -> Period:
    moment = date(year, 12, 31)
    return Period(f"{year:04d}-end", moment, moment, Frequency.DAY)


_READERS: list[tuple[re.Pattern[str], Callable[..., Period]]] = [
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (r"(\d{4})", year_period),
        (r"(\d{4})-H([12])", half),
        (r"(\d{4})-Q([1-4])", quarter),
        (r"(\d{4})-(\d{2})", month_period),
        (r"(\d{4})-(1[0-2]|[1-9])M", _growing),
        (r"(\d{4})-(\d{2})/(\d{4})-(\d{2})", _months),
        (r"(\d{4})-(\d{2})-(\d{2})", _on),
        (r"(\d{4})-end", _year_end),
    )
]


def parse_period(code: str) -> Period:
    """Read a code; letters in either case. ValueError names the accepted shapes."""
    text = code.strip()
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(text):
            try:
                return reader(*(int(part) for part in match.groups()))
            except ValueError:
                break
    raise ValueError(_("“%(code)s” is not a period. Accepted: %(shapes)s.") % {"code": text, "shapes": SHAPES})


def quarters(first: Period, count: int) -> list[Period]:
    """`count` quarters in a row beginning with `first`."""
    year, number = first.start.year, (first.start.month + 2) // 3
    return [quarter(year + (number - 1 + step) // 4, (number - 1 + step) % 4 + 1) for step in range(count)]
