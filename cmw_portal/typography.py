"""How figures, dates and periods are written for a reader, in the active language."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import get_language, pgettext

NBSP = "\u00a0"
MINUS = "\u2212"
NOTHING = "—"
ROMAN = ("", "I", "II", "III", "IV")


def is_russian() -> bool:
    return (get_language() or "ru").startswith("ru")


def as_decimal(value: object) -> Decimal | None:
    """The number in `value`, or None where there is none: an empty cell, a word, a not-a-number."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def figure(value: object, digits: int | None = None) -> str:
    """`1 234 567,8` in Russian, `1,234,567.8` in English; «—» for nothing, the word itself for a word."""
    number = as_decimal(value)
    if number is None:
        return NOTHING if value is None or value == "" or isinstance(value, float | Decimal) else str(value)
    if digits is None:
        digits = min(max(-int(number.normalize().as_tuple().exponent), 0), 4)
    number = number.quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)
    text = f"{abs(number):,.{int(digits)}f}"
    if is_russian():
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{text}" if number < 0 else text


def signed(value: object, digits: int | None = None) -> str:
    """A change: with its plus."""
    text = figure(value, digits)
    number = as_decimal(value)
    return f"+{text}" if number is not None and number > 0 and text.strip("0,.") else text


def percent(value: object, digits: int | None = 1) -> str:
    """A value that already is in per cent."""
    text = figure(value, digits)
    if as_decimal(value) is None:
        return text
    return f"{text}{NBSP}%" if is_russian() else f"{text}%"


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return None


def month_of(number: int) -> str:
    """The month within a date: «ноября», "November"."""
    name = str(MONTHS_ALT[number])
    return name.lower() if is_russian() else name


def month_name(number: int) -> str:
    """The month by itself: «ноябрь», "November"."""
    name = str(MONTHS[number])
    return name.lower() if is_russian() else name


def long_date(value: object) -> str:
    """`22 ноября 2026`; takes a date, a moment (shown in the portal's time zone) or its ISO text."""
    if value is None or value == "":
        return NOTHING
    day = _as_date(value)
    if day is None:
        return str(value)
    return f"{day.day}{NBSP}{month_of(day.month)}{NBSP}{day.year}"


def moment(value: object) -> str:
    """`22 ноября 2026, 14:05` in the portal's time zone."""
    if not isinstance(value, datetime):
        return long_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{long_date(value)},{NBSP}{local:%H:%M}"


def _words(pattern: str, **names: str) -> str:
    return (pattern % names).replace(" ", NBSP)


def _numeral(number: str) -> str:
    return ROMAN[int(number)] if is_russian() else number


def _year(match: re.Match[str]) -> str:
    return _words(pgettext("period", "%(year)s"), year=match[1])


def _quarter(match: re.Match[str]) -> str:
    return _words(pgettext("period", "Q%(number)s %(year)s"), number=_numeral(match[2]), year=match[1])


def _half(match: re.Match[str]) -> str:
    return _words(pgettext("period", "H%(number)s %(year)s"), number=_numeral(match[2]), year=match[1])


def _month(match: re.Match[str]) -> str:
    return f"{month_name(int(match[2]))}{NBSP}{match[1]}"


def _span(first: int, last: int, year: str) -> str:
    if first == last:
        return f"{month_name(first)}{NBSP}{year}"
    pattern = pgettext("period", "%(first)s–%(last)s %(year)s")
    return _words(pattern, first=month_name(first), last=month_name(last), year=year)


def _from_january(match: re.Match[str]) -> str:
    return _span(1, int(match[2]), match[1])


def _months(match: re.Match[str]) -> str:
    if match[1] == match[3]:
        return _span(int(match[2]), int(match[4]), match[1])
    first, last = f"{month_name(int(match[2]))}{NBSP}{match[1]}", f"{month_name(int(match[4]))}{NBSP}{match[3]}"
    return f"{first} — {last}" if is_russian() else f"{first} – {last}"


def _day(match: re.Match[str]) -> str:
    return _words(pgettext("period", "as of %(day)s"), day=long_date(match[0]))


def _end(match: re.Match[str]) -> str:
    return _words(pgettext("period", "end of %(year)s"), year=match[1])


MONTH = r"(0[1-9]|1[0-2])"
PERIODS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(\d{4})", _year),
        (r"(\d{4})-Q([1-4])", _quarter),
        (r"(\d{4})-H([12])", _half),
        (rf"(\d{{4}})-{MONTH}", _month),
        (r"(\d{4})-([1-9]|1[0-2])M", _from_january),
        (rf"(\d{{4}})-{MONTH}/(\d{{4}})-{MONTH}", _months),
        (rf"(\d{{4}})-{MONTH}-(0[1-9]|[12]\d|3[01])", _day),
        (r"(\d{4})-end", _end),
    )
)


def period_label(code: object) -> str:
    """A period code in words: `2024-Q4` is «IV квартал 2024»; what is no code comes back as it is."""
    if code is None or code == "":
        return NOTHING
    text = str(code)
    for pattern, words in PERIODS:
        if match := pattern.fullmatch(text):
            return words(match)
    return text


def short_period(code: object) -> str:
    """A period for an axis: the bare year, «IV кв. 2024»; everything else as in `period_label`."""
    text = str(code)
    if re.fullmatch(r"\d{4}", text):
        return text
    if match := PERIODS[1][0].fullmatch(text):
        return _words(pgettext("axis", "Q%(number)s %(year)s"), number=_numeral(match[2]), year=match[1])
    return period_label(text)
