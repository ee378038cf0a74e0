"""Under which code an official series is kept: of the catalogue, supplementary, or made from its name."""

import csv
from functools import cache
from pathlib import Path
from zlib import crc32

from indicators.enums import Direction
from indicators.models import Indicator

DATA = Path(__file__).resolve().parent.parent / "data"
#: Subjects as prose calls them.
TERRITORY_NAMES = {
    "россия": "RU",
    "кмв": "CMW",
    "ставропольский край": "STA",
    "кабардино-балкария": "KBR",
    "карачаево-черкесия": "KCR",
    "минеральные воды": "MINV",
    "кисловодск": "KISL",
    "железноводск": "ZHEL",
}


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of one of the product's own tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _codes() -> dict[str, str]:
    pairs = [(row["official_name"], row["code"]) for name in _NAME_FILES for row in rows_of(name)]
    return {_plain(name): code for name, code in pairs}


_NAME_FILES = ("supplementary.csv", "official_names.csv")


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


def code_of(name: str) -> str:
    """The code for an official name; an unknown name always gives the same `X-` code."""
    return _codes().get(_plain(name)) or f"X-{crc32(_plain(name).encode()):08X}"


class IndicatorBook:
    """Indicators by code or official name; those that are missing are made when `keep` is called."""

    def __init__(self) -> None:
        self._known = Indicator.objects.in_bulk(field_name="code")
        self.made: dict[str, Indicator] = {}

    def find(self, text: str, unit: str) -> Indicator:
        """The indicator that `text` (a code or an official name) means; a new unsaved one for an unknown name."""
        code = text if text in self._known else code_of(text)
        if code in self._known:
            return self._known[code]
        new = Indicator(code=code, name_ru=text[:250], unit=unit, is_catalogue=False, direction=Direction.NEUTRAL)
        self._known[code] = self.made[code] = new
        return new

    def keep(self) -> int:
        """Save the new ones (before any figure that names them); how many."""
        for indicator in self.made.values():
            indicator.save()
        return len(self.made)
