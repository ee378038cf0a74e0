"""Periods in words, for tables and sentences: the same words as the page filter `period_label`."""

import re

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from indicators.enums import Frequency
from indicators.periods import Period, parse_period

_ROMAN = ("", "I", "II", "III", "IV")


def period_words(code: str) -> str:
    """`2024-Q4` is «IV квартал 2024»; a word that is no code comes back as it is."""
    try:
        period = parse_period(code)
    except ValueError:
        return code
    return _words(period).replace(" ", "\u00a0")


def period_inside(code: str) -> str:
    """As it stands after “more than in”: `Q2 2026`, «во II квартале 2026 года»."""
    try:
        period = parse_period(code)
    except ValueError:
        return code
    if period.frequency != Frequency.QUARTER:
        return pgettext("more than in", "%(period)s") % {"period": period_words(code)}
    number, year = _number(period, 3), str(period.start.year)
    # «во втором», but «в первом»: the second has a word of its own.
    if period.end.month == 6:
        words = pgettext("more than in", "Q2 %(year)s") % {"year": year}
    else:
        words = pgettext("more than in", "Q%(number)s %(year)s") % {"number": number, "year": year}
    return words.replace(" ", "\u00a0")


def _words(period: Period) -> str:
    year = str(period.start.year)
    match period.frequency:
        case Frequency.YEAR:
            return pgettext("period", "%(year)s") % {"year": year}
        case Frequency.HALF:
            return pgettext("period", "H%(number)s %(year)s") % {"number": _number(period, 6), "year": year}
        case Frequency.QUARTER:
            return pgettext("period", "Q%(number)s %(year)s") % {"number": _number(period, 3), "year": year}
        case Frequency.DAY:
            return _day(period, year)
    return _months(period, year)


def _is_russian() -> bool:
    return (get_language() or "ru").startswith("ru")


def _number(period: Period, months: int) -> str:
    number = period.end.month // months
    return _ROMAN[number] if _is_russian() else str(number)


def _day(period: Period, year: str) -> str:
    if re.fullmatch(r"\d{4}-end", period.code):
        return pgettext("period", "end of %(year)s") % {"year": year}
    return pgettext("period", "as of %(day)s") % {"day": date_format(period.start, "j E Y")}


def _months(period: Period, year: str) -> str:
    first, last = _month(period.start.month), _month(period.end.month)
    if period.start.year != period.end.year:
        return f"{first} {year} — {last} {period.end.year}"
    if first == last:
        return f"{first} {year}"
    return pgettext("period", "%(first)s–%(last)s %(year)s") % {"first": first, "last": last, "year": year}


def _month(number: int) -> str:
    name = str(MONTHS[number])
    return name.lower() if _is_russian() else name
