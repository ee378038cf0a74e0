"""Territories in their outlines, where boundaries are loaded. No tiles from outside: only the shapes themselves."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmw_portal.charts.cartograms import map_context, short_name, words_of
from cmw_portal.charts.colour_steps import Steps, class_of, steps_for
from cmw_portal.charts.drawing import Drawing, trim
from cmw_portal.charts.text import text_width

WIDTH, EDGE, SIZE = 680, 4, 13
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


def project(features: Sequence[Mapping[str, Any]]) -> tuple[Projection, float]:
    """The projection that fits all features into the width, and the height they then take."""
    points = [point for feature in features for ring in rings_of(feature["geometry"]) for point in ring]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    per_degree = (WIDTH - 2 * EDGE) / ((east - west) * squeeze or 1)
    return Projection(west, north, per_degree, squeeze), (north - south) * per_degree + 2 * EDGE


def area_and_centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Area (always positive) and centre of gravity of a closed ring on the paper; the shoelace formula."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if area == 0:
        return 0.0, ring[0][0], ring[0][1]
    return abs(area) / 2, x / (3 * area), y / (3 * area)


@dataclass
class Shape:
    feature: Mapping[str, Any]
    path: str
    area: float
    x: float
    y: float


def shape_of(feature: Mapping[str, Any], projection: Projection) -> Shape:
    rings = [[projection(point[0], point[1]) for point in ring] for ring in rings_of(feature["geometry"])]
    path = "".join("M" + "L".join(f"{trim(x)} {trim(y)}" for x, y in ring) + "z" for ring in rings)
    area, x, y = max(area_and_centre(ring) for ring in rings)
    return Shape(feature, path, area, x, y)


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def place_labels(shapes: Sequence[Shape], height: float) -> list[tuple[float, float]]:
    """A spot for each label, at its centre or as near as the labels placed before allow; the largest go first."""
    taken: list[tuple[float, float, float, float]] = []
    spots: dict[int, tuple[float, float]] = {}
    for index in sorted(range(len(shapes)), key=lambda number: -shapes[number].area):
        shape = shapes[index]
        half = max(text_width(words, SIZE) for words in label_of(shape)) / 2 + 3
        for distance, angle in ((0, 0), *((d, a) for d in range(16, 140, 12) for a in range(0, 360, 30))):
            x = shape.x + distance * math.cos(math.radians(angle))
            y = shape.y + distance * math.sin(math.radians(angle)) * 0.8
            x, y = min(max(x, half), WIDTH - half), min(max(y, 18), height - 18)
            box = (x - half, y - 17, x + half, y + 17)
            if not any(overlap(box, other) for other in taken):
                break
        taken.append(box)
        spots[index] = (x, y)
    return [spots[index] for index in range(len(shapes))]


def label_of(shape: Shape) -> list[str]:
    return [short_name(shape.feature).replace("-", "", 1), words_of(shape.feature)]


def write_shape(paper: Drawing, shape: Shape, steps: Steps | None) -> None:
    start, class_ = len(paper.shapes), class_of(shape.feature, steps)
    paper.add("path", d=shape.path, class_=f"land {'step-none' if class_ == 'suppressed' else class_}")
    if class_ == "suppressed":
        paper.add("path", d=shape.path, class_="suppressed", fill=paper.hatch)
    label = ": ".join((str(shape.feature.get("label") or ""), words_of(shape.feature)))
    paper.linked(str(shape.feature.get("url") or ""), start, label)


def draw(features: Sequence[Mapping[str, Any]], key: str, title: str, steps: Steps | None) -> SafeString:
    projection, height = project(features)
    shapes = sorted((shape_of(feature, projection) for feature in features), key=lambda shape: -shape.area)
    paper = Drawing(WIDTH, height, key)
    for shape in shapes:
        write_shape(paper, shape, steps)
    for shape, (x, y) in zip(shapes, place_labels(shapes, height), strict=True):
        if math.hypot(x - shape.x, y - shape.y) > 14:
            paper.line(shape.x, shape.y, x, y, "map-leader")
            paper.add("circle", cx=shape.x, cy=shape.y, r=2.5, class_="map-point")
        name, value = label_of(shape)
        paper.lines(x, y - 8, [name], "map-name halo", "middle", SIZE)
        paper.lines(x, y + 8, [value], "map-value halo", "middle", SIZE)
    return paper.svg(title)


def context(
    features: list[Mapping[str, Any]], *, title: str = "", unit: str = "", attribution: str = ""
) -> dict[str, Any]:
    """Features without a geometry stay in the table and off the map."""
    drawn = [feature for feature in features if feature.get("geometry")]
    steps = steps_for(features)
    name = title or _("Municipalities of the Caucasian Mineral Waters")
    svg = draw(drawn, "territory-map", name, steps) if drawn else SafeString("")
    return map_context(
        features, svg, steps, "territory-map", {"title": title, "unit": unit, "attribution": attribution}
    )
