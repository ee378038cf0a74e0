"""Numbers, periods and names as they stand inside a sentence."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.activities import section_name
from indicators.enums import Frequency
from indicators.period_words import period_words as period
from indicators.periods import parse_period

NBSP = "\u00a0"


def is_russian() -> bool:
    return (get_language() or "ru").startswith("ru")


def number(value: float | None, digits: int = 0) -> str:
    """Grouped, rounded half up, with a true minus sign; a dash for nothing."""
    if value is None:
        return "—"
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = number_format(abs(rounded), decimal_pos=digits, use_l10n=True, force_grouping=True)
    return f"−{text}" if rounded < 0 else text


def signed(value: float | None, digits: int = 0) -> str:
    text = number(value, digits)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,.") else text


def percent(value: float | None, digits: int = 1) -> str:
    """A value that already is in per cent."""
    return f"{number(value, digits)}{NBSP}%" if is_russian() else f"{number(value, digits)}%"


def signed_percent(value: float | None, digits: int = 1) -> str:
    plus = "+" if value is not None and value > 0 else ""
    return plus + percent(value, digits)


def share(value: float | None, digits: int = 1) -> str:
    """A fraction of one, in per cent."""
    return "—" if value is None else percent(100 * value, digits)


def span(low: float, high: float, digits: int) -> str:
    """`8,9–9,4`, or one number where both ends are written alike."""
    first, last = number(low, digits), number(high, digits)
    return first if first == last else f"{first}–{last}"


def day(code: str) -> str:
    """The date of a stock, without the words "as of"; other periods as in `period`."""
    found = parse_period(code)
    return on_date(found.start) if found.frequency == Frequency.DAY else period(code)


def on_date(day: dt.date) -> str:
    return date_format(day, "j E Y").replace(" ", NBSP)


def name(names: dict[str, str]) -> str:
    """A frozen name in the reader's language."""
    return names["ru"] if is_russian() or not names.get("en") else names["en"]


def section(letter: str) -> str:
    """`Q · Health and social work`."""
    return f"{letter} · {section_name(letter)}"


def section_in_sentence(letter: str) -> str:
    """`health and social work`."""
    return section_name(letter).lower()


def quoted_section(letter: str) -> str:
    """Within a sentence: `section Q (health and social work)`."""
    return _("section %(letter)s (%(name)s)") % {"letter": letter, "name": section_in_sentence(letter)}


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def ended(sentence: str) -> str:
    """With its full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def listed(words: list[str]) -> str:
    return ", ".join(words)
