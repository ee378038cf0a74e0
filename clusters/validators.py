"""Formats and check digits of Russian codes. Each error names the field, what is wrong and what to do."""

import datetime as dt
import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.ru import inn as stdnum_inn

from clusters.names import is_unseen
from clusters.okved import okved_section

_OKVED = re.compile(r"[0-9]{2}(\.[0-9]([0-9](\.[0-9]{1,2})?)?)?")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_OKTMO = re.compile(r"[0-9]{8}([0-9]{3})?")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SPAN = re.compile(r"[0-9]{4}/[0-9]{4}")
_TERRITORY_CODE = re.compile(r"[A-Z]{2,8}")


def _only_digits(value: str, lengths: tuple[int, ...]) -> bool:
    return value.isascii() and value.isdecimal() and len(value) in lengths


def ogrn_check_digit(start: str) -> str:
    """Last digit of OGRN (12 digits before it: remainder by 11) or OGRNIP (14: by 13); of a remainder its last digit.

    After the order of the Federal Tax Service on the unified registers. The library's own function for OGRNIP gives two
    digits for remainders 10 to 12 and so refuses real numbers.
    """
    return str(int(start) % (11 if len(start) == 12 else 13) % 10)


def validate_inn(value: str) -> None:
    """INN: 10 digits of a legal entity or 12 of a person, check digits after the order of the Federal Tax Service."""
    if not _only_digits(value, (10, 12)):
        raise ValidationError(
            _(
                "An INN has 10 digits for a legal entity and 12 for an entrepreneur, without spaces. Check the number against the registration certificate."
            ),
            code="inn_format",
        )
    if not stdnum_inn.is_valid(value) or not value.strip("0"):
        raise ValidationError(
            _(
                "The check digit of this INN does not agree with the other digits. A digit is mistyped: compare the number with the registration certificate."
            ),
            code="inn_check_digit",
        )


def validate_website(value: str) -> None:
    """An address that a browser opens, without a name and password in it and without characters nobody sees."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not value.isprintable():
        raise ValidationError(_("Write the full address of the site, beginning with https://."), code="website")


def validate_ogrn(value: str) -> None:
    """OGRN of 13 digits (legal entity) or OGRNIP of 15 (entrepreneur); the last digit is the remainder by 11 or 13."""
    if not _only_digits(value, (13, 15)):
        raise ValidationError(
            _(
                "An OGRN has 13 digits, an OGRNIP of an entrepreneur 15, without spaces. Check the number against the extract from the register."
            ),
            code="ogrn_format",
        )
    if value[0] == "0" or value[-1] != ogrn_check_digit(value[:-1]):
        raise ValidationError(
            _(
                "The check digit of this OGRN does not agree with the other digits. A digit is mistyped: compare the number with the extract from the register."
            ),
            code="ogrn_check_digit",
        )


def validate_kpp(value: str) -> None:
    if not _KPP.fullmatch(value):
        raise ValidationError(
            _(
                "A KPP has 9 characters: 4 digits of the tax office, 2 digits or capital letters of the reason, 3 digits. Write it like 263201001."
            ),
            code="kpp_format",
        )


def validate_okved(value: str) -> None:
    """One OKVED2 code in the form XX, XX.X, XX.XX, XX.XX.X or XX.XX.XX whose division exists."""
    if not _OKVED.fullmatch(value):
        raise ValidationError(
            _(
                "“%(value)s” is not an OKVED2 code. Write it as in the classification, with full stops: 86, 86.9, 86.90 or 86.90.4."
            ),
            code="okved_format",
            params={"value": value},
        )
    if not okved_section(value):
        raise ValidationError(
            _(
                "OKVED2 has no division %(division)s. Divisions run from 01 to 99 with gaps: look the code up in OK 029-2014."
            ),
            code="okved_division",
            params={"division": value[:2]},
        )


def validate_okved_list(value: list[str]) -> None:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise ValidationError(_("Additional OKVED2 codes are given as a list, one code each."), code="okved_list")
    for code in value:
        validate_okved(code)


def validate_oktmo(value: str) -> None:
    if not _OKTMO.fullmatch(value):
        raise ValidationError(
            _(
                "An OKTMO has 8 digits for a municipality and 11 for a settlement, leading zero included. Write it like 07727000."
            ),
            code="oktmo_format",
        )


def validate_territory_code(value: str) -> None:
    if not _TERRITORY_CODE.fullmatch(value):
        raise ValidationError(
            _(
                "A code of a territory has two to eight capital Latin letters, for example KISL. It becomes the address of the page."
            ),
            code="territory_code",
        )


def validate_partial_date(value: str) -> None:
    """A year, a month or a day as ISO 8601 writes it: `2023`, `2023-05`, `2023-05-11`; two years as `2018/2020`."""
    if not _is_partial_date(value):
        raise ValidationError(
            _(
                "Write a year, a month or a day that exists as 2023, 2023-05 or 2023-05-11; a span of years as 2018/2020."
            ),
            code="partial_date",
        )


def _is_partial_date(value: str) -> bool:
    if _SPAN.fullmatch(value):
        return value[:4] < value[5:]
    if not _PARTIAL_DATE.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def validate_seen_name(value: str) -> None:
    """A name that people see: with a letter or digit in it, and without characters that nobody sees."""
    unseen = sorted({f"U+{ord(letter):04X}" for letter in value if is_unseen(letter)})
    if unseen:
        raise ValidationError(
            _("The name has characters that nobody sees (%(codes)s). Type it anew instead of pasting it."),
            code="unseen",
            params={"codes": ", ".join(unseen[:5])},
        )
    if value and not any(letter.isalnum() for letter in value):
        raise ValidationError(_("A name has at least one letter or digit. Write the name in words."), code="no_letters")
