"""Territories in their outlines, where boundaries are loaded. No tiles from outside: only the shapes themselves."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmw_portal.charts.cartograms import map_context, page_key, short_name, words_of
from cmw_portal.charts.colour_steps import Steps, class_of, steps_for
from cmw_portal.charts.drawing import Drawing, trim
from cmw_portal.charts.figures import NARROW, WIDE
from cmw_portal.charts.text import text_width

EDGE, SIZE = 4, 13
AIR = 5  # what stays free around each label
CLOSE = 0.8  # points nearer than this to the one before are not seen and not drawn
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Projection:
    """Equirectangular with the middle parallel kept true: good to a fraction of a per cent over a hundred kilometres."""

    west: float
    north: float
    per_degree: float
    squeeze: float

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        return (
            EDGE + (lon - self.west) * self.squeeze * self.per_degree,
            EDGE + (self.north - lat) * self.per_degree,
        )


def rings_of(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """The rings of a GeoJSON Polygon or MultiPolygon; longitudes and latitudes in degrees."""
    coordinates = geometry.get("coordinates") or ()
    polygons = [coordinates] if geometry.get("type") == "Polygon" else coordinates
    for polygon in polygons:
        yield from polygon


def project(features: Sequence[Mapping[str, Any]], width: float) -> tuple[Projection, float]:
    """The projection that fits all features into the width, and the height they then take."""
    points = [point for feature in features for ring in rings_of(feature["geometry"]) for point in ring]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    per_degree = (width - 2 * EDGE) / ((east - west) * squeeze or 1)
    return Projection(west, north, per_degree, squeeze), (north - south) * per_degree + 2 * EDGE


def area_of(ring: Sequence[tuple[float, float]]) -> float:
    """Area of a closed ring on the paper; the shoelace formula."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


@dataclass(frozen=True)
class Shape:
    """A territory on the paper; `x`, `y` is the spot farthest from its borders."""

    feature: Mapping[str, Any]
    rings: list[list[tuple[float, float]]]
    area: float
    x: float
    y: float

    @property
    def path(self) -> str:
        return "".join("M" + "L".join(f"{trim(x)} {trim(y)}" for x, y in ring) + "z" for ring in self.rings)


def thin(ring: Sequence[tuple[float, float]], close: float = CLOSE) -> list[tuple[float, float]]:
    """A ring without the points that lie too close together to be seen."""
    kept = [ring[0]]
    for point in ring[1:]:
        if math.dist(point, kept[-1]) >= close:
            kept.append(point)
    return kept


def inside(x: float, y: float, rings: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Even-odd rule: a hole in a territory is not in it."""
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


def roomiest(rings: Sequence[Sequence[tuple[float, float]]], cells: int = 14) -> tuple[float, float]:
    """The point of a coarse grid inside the rings that is farthest from their corners: where a label has room."""
    xs, ys = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    coarse = [thin(ring, max(width, height) / 30) for ring in rings]
    corners = [corner for ring in coarse for corner in ring]
    best, found = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    for column in range(1, cells):
        for row in range(1, cells):
            x, y = min(xs) + width * column / cells, min(ys) + height * row / cells
            if not inside(x, y, coarse):
                continue
            # Labels are wide: distance along the line counts for half.
            room = min(math.hypot((x - cx) / 2, y - cy) for cx, cy in corners)
            if room > best:
                best, found = room, (x, y)
    return found


def shape_of(feature: Mapping[str, Any], projection: Projection) -> Shape:
    rings = [thin([projection(point[0], point[1]) for point in ring]) for ring in rings_of(feature["geometry"])]
    return Shape(feature, rings, max(area_of(ring) for ring in rings), *roomiest(rings))


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def place_labels(shapes: Sequence[Shape], width: float, height: float, narrow: bool) -> list[tuple[float, float]]:
    """A spot for each label, at its own or as near as the labels placed before allow; the smallest go first."""
    taken: list[tuple[float, float, float, float]] = []
    spots: dict[int, tuple[float, float]] = {}
    tall = 10 if narrow else 17
    for index in sorted(range(len(shapes)), key=lambda number: shapes[number].area):
        half = max(text_width(words, SIZE) for words in label_of(shapes[index], narrow)) / 2 - 2
        for x, y in candidates(shapes[index]):
            x, y = min(max(x, half), width - half), min(max(y, tall), height - tall)
            box = (x - half - AIR, y - tall - AIR / 2, x + half + AIR, y + tall + AIR / 2)
            if not any(overlap(box, other) for other in taken):
                break
        taken.append(box)
        spots[index] = (x, y)
    return [spots[index] for index in range(len(shapes))]


def candidates(shape: Shape) -> Iterator[tuple[float, float]]:
    """Spots for a label in growing circles around its own."""
    yield shape.x, shape.y
    for distance in range(8, 120, 8):
        for angle in range(90, 450, 20):
            turn = math.radians(angle)
            yield shape.x + distance * math.cos(turn) * 1.5, shape.y + distance * math.sin(turn) * 0.8


def label_of(shape: Shape, narrow: bool) -> list[str]:
    """Name and value; on a phone the name alone, for values would lie over each other."""
    name = short_name(shape.feature).replace("-", "", 1)
    return [name] if narrow else [name, words_of(shape.feature)]


def write_shape(paper: Drawing, shape: Shape, steps: Steps | None) -> None:
    start, class_ = len(paper.shapes), class_of(shape.feature, steps)
    paper.add("path", d=shape.path, class_=f"land {'step-none' if class_ == 'suppressed' else class_}")
    if class_ == "suppressed":
        paper.add("path", d=shape.path, class_="suppressed", fill=paper.hatch)
    label = ": ".join((str(shape.feature.get("label") or ""), words_of(shape.feature)))
    paper.linked(str(shape.feature.get("url") or ""), start, label)


def write_label(paper: Drawing, shape: Shape, x: float, y: float, narrow: bool) -> None:
    if math.hypot(x - shape.x, y - shape.y) > 14:
        paper.line(shape.x, shape.y, x, y, "map-leader")
        paper.add("circle", cx=shape.x, cy=shape.y, r=2.5, class_="map-point")
    lines = label_of(shape, narrow)
    paper.lines(x, y if narrow else y - 8, lines[:1], "map-name halo", "middle", SIZE)
    if not narrow:
        paper.lines(x, y + 8, lines[1:], "map-value halo", "middle", SIZE)


def draw(features: Sequence[Mapping[str, Any]], narrow: bool, key: str, title: str, steps: Steps | None) -> SafeString:
    width = NARROW if narrow else WIDE
    projection, height = project(features, width)
    shapes = sorted((shape_of(feature, projection) for feature in features), key=lambda shape: -shape.area)
    paper = Drawing(width, height, f"{key}-{'n' if narrow else 'w'}")
    for shape in shapes:
        write_shape(paper, shape, steps)
    for shape, (x, y) in zip(shapes, place_labels(shapes, width, height, narrow), strict=True):
        write_label(paper, shape, x, y, narrow)
    return paper.svg(title, class_="chart-narrow" if narrow else "chart-wide")


def context(
    features: list[Mapping[str, Any]], *, title: str = "", unit: str = "", attribution: str = ""
) -> dict[str, Any]:
    """Features without a geometry stay in the table and off the map."""
    drawn = [feature for feature in features if feature.get("geometry")]
    steps = steps_for(features)
    name = title or _("Municipalities of the Caucasian Mineral Waters")
    key = page_key("territory-map", title, unit)
    svg = SafeString("")
    if drawn:
        svg = format_html("{}{}", draw(drawn, False, key, name, steps), draw(drawn, True, key, name, steps))
    return map_context(
        features, svg, steps, "territory-map", {"title": title, "unit": unit, "attribution": attribution}
    )
