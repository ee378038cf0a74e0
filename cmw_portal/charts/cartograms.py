"""The municipalities as hexagons, each roughly where it lies: no municipality is too small to be seen."""

import math
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cmw_portal.charts.colour_steps import Steps, class_of, steps_for
from cmw_portal.charts.drawing import Drawing, trim
from cmw_portal.charts.model import SUPPRESSED
from cmw_portal.charts.tables import csv_link
from cmw_portal.charts.text import SIZE, text_width
from cmw_portal.typography import NOTHING, figure

# Column (in hexagons, odd rows half a step aside) and row; north is up.
PLACES: dict[str, tuple[float, int]] = {
    "PKUB": (0.5, 0), "MINV": (2.5, 0),
    "PRED": (0.0, 1), "LERM": (1.0, 1), "ZHEL": (2.0, 1), "GEOR": (3.0, 1),
    "ESSE": (0.5, 2), "PYAT": (1.5, 2),
    "MKAR": (0.0, 3), "KISL": (1.0, 3), "ZOLS": (2.0, 3),
}  # fmt: skip
COLUMNS, ROWS = 4, 4
SIDE = 58.0  # from the centre of a hexagon to its corner
SLOT = SIDE * math.sqrt(3)


def short_name(tile: Mapping[str, Any]) -> str:
    """The name that fits into a hexagon; a hyphen shows where a long one is broken."""
    names = {
        "PYAT": pgettext("tile", "Pyatigorsk"),
        "KISL": pgettext("tile", "Kislovodsk"),
        "ESSE": pgettext("tile", "Yessentuki"),
        "ZHEL": pgettext("tile", "Zhelezno-vodsk"),
        "LERM": pgettext("tile", "Lermontov"),
        "MINV": pgettext("tile", "Mineralo-vodsky"),
        "GEOR": pgettext("tile", "Georgievsky"),
        "PRED": pgettext("tile", "Predgorny"),
        "ZOLS": pgettext("tile", "Zolsky"),
        "MKAR": pgettext("tile", "Malokara-chayevsky"),
        "PKUB": pgettext("tile", "Prikuban-sky"),
    }
    return names.get(str(tile.get("code")), str(tile.get("label", "")))


def name_lines(name: str, width: float) -> list[str]:
    """The name in one line if it fits, else broken at its hyphen."""
    joined = name.replace("-", "", 1)
    if text_width(joined, SIZE) <= width or "-" not in name:
        return [joined if "-" in name else name]
    first, _hyphen, second = name.partition("-")
    return [f"{first}-", second]


def centre(code: str) -> tuple[float, float]:
    column, row = PLACES[code]
    return 2 + SLOT / 2 + column * SLOT, 2 + SIDE + row * SIDE * 1.5


def hexagon(x: float, y: float, side: float) -> str:
    corners = [(x + side * math.sin(math.radians(60 * k)), y - side * math.cos(math.radians(60 * k))) for k in range(6)]
    return "M" + "L".join(f"{trim(px)} {trim(py)}" for px, py in corners) + "z"


def words_of(tile: Mapping[str, Any]) -> str:
    """What stands in a tile below its name."""
    if tile.get("mark") == SUPPRESSED:
        return _("suppressed")
    text = tile.get("text")
    if text not in (None, ""):
        return str(text)
    value = tile.get("value")
    return NOTHING if value is None else figure(value)


def write_tile(paper: Drawing, tile: Mapping[str, Any], steps: Steps | None) -> None:
    x, y = centre(str(tile["code"]))
    start, class_ = len(paper.shapes), class_of(tile, steps)
    outline = hexagon(x, y, SIDE - 1.5)
    if class_ == "suppressed":
        paper.add("path", d=outline, class_="tile step-none")
        paper.add("path", d=outline, class_="suppressed", fill=paper.hatch)
        paper.add("path", d=hexagon(x, y, SIDE * 0.84), class_="tile-plate")
    else:
        paper.add("path", d=outline, class_=f"tile {class_}")
    lines = name_lines(short_name(tile), SLOT - 10)
    middle = y - 12 if len(lines) == 1 else y - 16
    paper.lines(x, middle, lines, f"tile-name on-{class_}", "middle", SIZE)
    words = words_of(tile)
    size = 17 if text_width(words, 17) < SLOT - 20 else 13
    paper.lines(x, y + 16, [words], f"tile-value on-{class_}", "middle", size)
    label = ": ".join(part for part in (str(tile.get("label") or ""), words, str(tile.get("note") or "")) if part)
    paper.linked(str(tile.get("url") or ""), start, label)


def draw(tiles: Sequence[Mapping[str, Any]], key: str, title: str, steps: Steps | None) -> SafeString:
    paper = Drawing(COLUMNS * SLOT + 4, SIDE * 1.5 * (ROWS - 1) + 2 * SIDE + 4, key)
    for tile in sorted(tiles, key=lambda one: (PLACES[one["code"]][1], PLACES[one["code"]][0])):
        write_tile(paper, tile, steps)
    return paper.svg(title, class_="cartogram")


def page_key(kind: str, title: str, unit: str) -> str:
    """An id that tells two maps of one page apart and stays the same from visit to visit."""
    return f"{kind}-{zlib.crc32(f'{title}/{unit}'.encode()):08x}"


def _told(item: Mapping[str, Any]) -> object:
    """The value of a territory for its table; one that is not published does not get there either."""
    return None if item.get("mark") == SUPPRESSED else item.get("text") or item.get("value")


def table_of(items: Sequence[Mapping[str, Any]], unit: str) -> dict[str, Any]:
    columns = [{"label": _("Territory")}, {"label": unit or _("Value"), "numeric": True}]
    rows = [
        [
            {"text": item.get("label"), "url": item.get("url")},
            {"text": _told(item), "mark": item.get("mark"), "note": item.get("note")},
        ]
        for item in items
    ]
    return {"caption": "", "columns": columns, "rows": rows, "note": ""}


def map_context(
    items: Sequence[Mapping[str, Any]], svg: SafeString, steps: Steps | None, key: str, words: Mapping[str, str]
) -> dict[str, Any]:
    """Context of `components/cartogram.html`; `words` holds title, unit, source, attribution."""
    table = table_of(items, words.get("unit", ""))
    classes = [class_of(item, steps) for item in items]
    return {
        "key": key,
        "svg": svg,
        "title": words.get("title", ""),
        "unit": words.get("unit", ""),
        "source": words.get("source", ""),
        "attribution": words.get("attribution", ""),
        "steps": steps.key() if steps else [],
        "has_suppressed": "suppressed" in classes,
        "has_empty": "step-none" in classes,
        "table": table,
        "csv": csv_link(table),
        "file_name": key,
    }


def context(tiles: list[Mapping[str, Any]], *, title: str = "", unit: str = "", source: str = "") -> dict[str, Any]:
    """Tiles of other codes than the eleven municipalities are left out: they have no place."""
    known = [tile for tile in tiles if tile.get("code") in PLACES]
    steps = steps_for(known)
    key = page_key("cartogram", title, unit)
    svg = draw(known, key, title or _("Municipalities of the Caucasian Mineral Waters"), steps)
    return map_context(known, svg, steps, key, {"title": title, "unit": unit, "source": source})
