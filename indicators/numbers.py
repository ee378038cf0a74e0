"""Numbers as people type them."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

INTEGER_DIGITS, DECIMALS = 18, 6
_BLANKS = dict.fromkeys(map(ord, " \u00a0\u2009\u202f\u2007'’"))
_NUMBER = re.compile(r"[+-]?(\d+)(?:[.,](\d+))?")


def parse_number(text: str) -> Decimal:
    """`1 234,5` and `1234.5` alike, a true minus sign too. ValueError says what is accepted."""
    plain = text.translate(_BLANKS).replace("−", "-")
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise ValueError(_("“%(text)s” is not a number.") % {"text": text})
    if len(found[1].lstrip("0")) > INTEGER_DIGITS or len((found[2] or "").rstrip("0")) > DECIMALS:
        raise ValueError(
            _("“%(text)s” has more than %(digits)s digits before the decimal point or %(decimals)s after it.")
            % {"text": text, "digits": INTEGER_DIGITS, "decimals": DECIMALS}
        )
    return Decimal(plain.replace(",", "."))
