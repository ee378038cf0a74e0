"""Units as sources write them: read so that figures can be drawn together, and named in English."""

import csv
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language

PATH = Path(__file__).resolve().parent / "data" / "units.csv"
_SCALES = (
    (re.compile(r"^(?:тыс\.|тысяч[аи]?)\s+"), Decimal(1000)),
    (re.compile(r"^(?:млн|миллион(?:ов|а)?)\s+"), Decimal(10) ** 6),
    (re.compile(r"^(?:млрд|миллиард(?:ов|а)?)\s+"), Decimal(10) ** 9),
)
_BASES = {
    "рублей": "руб.",
    "человек": "чел.",
    "тонн": "т",
    "т": "т",
    "кубических метров": "м³",
    "единиц": "ед.",
    "в процентах": "%",
    "процентов": "%",
    "центнеров с одного гектара убранной площади": "ц/га",
}
#: Units whose figures do not grow with the size of a place: places of any size may stand in one chart.
_RATES = {"%", "руб.", "коэф.", "ночей", "ц/га"}


class Unit(NamedTuple):
    """`factor` bases make one: `тыс. чел.` is 1000 × `чел.`."""

    base: str
    factor: Decimal


def read_unit(text: str) -> Unit:
    """The unit proper, without the remarks that tables put before it and in brackets behind it."""
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", text.split(";")[-1].strip())
    factor = Decimal(1)
    for pattern, scale in _SCALES:
        if pattern.match(plain):
            plain, factor = pattern.sub("", plain), scale
    if plain.startswith("в процентах"):
        plain = "%"
    return Unit(_BASES.get(plain, plain), factor)


def converted(value: Decimal, source: str, target: str) -> Decimal | None:
    """The value in another unit; None where the units do not measure the same."""
    old, new = read_unit(source), read_unit(target)
    return value * old.factor / new.factor if old.base == new.base else None


def is_rate(text: str) -> bool:
    unit = read_unit(text)
    return unit.factor == 1 and (unit.base in _RATES or "/" in unit.base or " на " in unit.base)


@cache
def _english() -> dict[str, str]:
    with PATH.open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row["name_en"] for row in csv.DictReader(file)}


def unit_name(text: str) -> str:
    """The unit in the active language; as published where it is not one of ours."""
    if not (get_language() or "ru").startswith("en"):
        return text
    return _english().get(text) or _english().get(text.split(";")[-1].strip(), text)
