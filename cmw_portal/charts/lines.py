"""Lines over periods, with bands for intervals, gaps where there is no value, and names at their ends."""

import re
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from cmw_portal.charts.drawing import Drawing, trim
from cmw_portal.charts.figures import NARROW, WIDE
from cmw_portal.charts.model import PROVISIONAL, SUPPRESSED, Chart, Point, Series, lowest_highest
from cmw_portal.charts.rows import KEY_GAP
from cmw_portal.charts.scales import Scale, tick_digits, ticks
from cmw_portal.charts.text import keep_apart, text_width, wrap
from cmw_portal.typography import figure, short_period

AXIS, LINE, SIZE = 26, 17, 14


@dataclass(frozen=True)
class Plane:
    """The plot of a line chart: `x` by label, `y` by value."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    labels: tuple[str, ...]
    scale: Scale
    marks: tuple[float, ...]

    def x(self, label: str) -> float:
        if len(self.labels) == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * self.labels.index(label) / (len(self.labels) - 1)

    def at(self, point: Point) -> tuple[float, float]:
        return self.x(point.label), self.scale(point.value or 0)


def ordered_labels(chart: Chart) -> tuple[str, ...]:
    """Period codes in time order; other labels as they came."""
    labels = chart.labels
    return tuple(sorted(labels)) if all(re.match(r"\d{4}($|-)", label) for label in labels) else labels


def values_of(chart: Chart) -> list[float | None]:
    values = [number for point in chart.points if point.drawn for number in (point.value, point.low, point.high)]
    return [*values, chart.reference.value] if chart.reference else values


def last_drawn(one: Series, labels: tuple[str, ...]) -> Point | None:
    drawn = [point for point in one.points if point.drawn]
    return max(drawn, key=lambda point: labels.index(point.label), default=None)


def end_words(chart: Chart, one: Series, labels: tuple[str, ...]) -> str:
    point = last_drawn(one, labels)
    return f"{one.label} {chart.number(point.value)}".strip() if point else one.label


def plane_for(chart: Chart, narrow: bool) -> Plane:
    """The room of the plot: names stand right of the lines on a desk, above them on a phone."""
    labels = ordered_labels(chart)
    marks = ticks(*lowest_highest(values_of(chart)), count=4)
    digits = tick_digits(marks)
    width, height = (NARROW, 240) if narrow else (WIDE, 300)
    left = max(text_width(figure(mark, digits), 13) for mark in marks) + 10
    ends = [end_words(chart, one, labels) for one in chart.series]
    named_above = narrow and len(chart.series) > 1
    if named_above:
        right, top = 12.0, len(chart.series) * KEY_GAP + 14.0
    else:
        widest = max((text_width(words, SIZE, bold=True) for words in ends), default=0) + 12
        right, top = min(widest, width * 0.3), 14.0
    height += top
    bottom = height - AXIS
    scale = Scale(marks[0], marks[-1], bottom, top)
    return Plane(width, height, left, width - right, top, bottom, labels, scale, tuple(marks))


def runs(one: Series, labels: tuple[str, ...], *, banded: bool = False) -> list[list[Point]]:
    """Unbroken stretches of drawn points: a line does not bridge what is not known."""
    by_label = {point.label: point for point in one.points}
    found: list[list[Point]] = [[]]
    for label in labels:
        point = by_label.get(label)
        if point and point.drawn and (point.has_interval or not banded):
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{trim(x)} {trim(y)}" for x, y in points)


def write_axes(paper: Drawing, plane: Plane) -> None:
    digits = tick_digits(list(plane.marks))
    for mark in plane.marks:
        y = plane.scale(mark)
        paper.line(plane.left, y, plane.right, y, "baseline" if mark == 0 else "grid")
        paper.text(plane.left - 8, y + 4.5, figure(mark, digits), "tick", "end", 13)
    words = [short_period(label) for label in plane.labels]
    widest = max((text_width(one, 13) for one in words), default=0) + 14
    every = max(1, -(-int(widest * max(len(words) - 1, 1)) // max(int(plane.right - plane.left), 1)))
    for index in range(len(words) - 1, -1, -every):
        x = plane.x(plane.labels[index])
        half = text_width(words[index], 13) / 2
        paper.line(x, plane.bottom, x, plane.bottom + 4, "tick-line")
        paper.text(min(max(x, half), plane.width - half), plane.bottom + 19, words[index], "tick", "middle", 13)


def write_band(paper: Drawing, plane: Plane, one: Series) -> None:
    for run in runs(one, plane.labels, banded=True):
        upper = [(plane.x(point.label), plane.scale(point.high or 0)) for point in run]
        lower = [(plane.x(point.label), plane.scale(point.low or 0)) for point in reversed(run)]
        if len(run) > 1:
            paper.add("path", d=path(upper + lower) + "z", class_=f"band hue-{one.hue}")
        else:
            paper.line(*upper[0], *lower[0], f"interval hue-{one.hue}")


def level_near(one: Series, label: str, labels: tuple[str, ...]) -> float | None:
    """The mean of the nearest known values before and after a label: where its line would pass."""
    place = labels.index(label)
    drawn = sorted((labels.index(point.label), point.value or 0.0) for point in one.points if point.drawn)
    before = [value for index, value in drawn if index < place][-1:]
    after = [value for index, value in drawn if index > place][:1]
    near = before + after
    return sum(near) / len(near) if near else None


def write_suppressed(paper: Drawing, plane: Plane, one: Series) -> None:
    """A hatched block in the gap of the line, over a period whose value is not published."""
    step = (plane.right - plane.left) / max(len(plane.labels) - 1, 1)
    for point in one.points:
        if point.mark == SUPPRESSED:
            level = level_near(one, point.label, plane.labels)
            y = plane.bottom - 14 if level is None else plane.scale(level)
            width = min(step * 0.8, 34)
            paper.hatched(plane.x(point.label) - width / 2, min(y - 12, plane.bottom - 26), width, 24, one.hue)


def write_series(paper: Drawing, plane: Plane, one: Series) -> None:
    for run in runs(one, plane.labels):
        if len(run) > 1:
            paper.add("path", d=path([plane.at(point) for point in run]), class_=f"line hue-{one.hue}")
    dotted = len(plane.labels) <= 14
    last = last_drawn(one, plane.labels)
    for point in one.points:
        lonely = [point] in runs(one, plane.labels)
        if point.drawn and (dotted or lonely or point is last or point.mark == PROVISIONAL):
            start = len(paper.shapes)
            paper.marker(*plane.at(point), one.hue, hollow=point.mark == PROVISIONAL, radius=4)
            paper.linked(point.url, start, f"{short_period(point.label)}: {figure(point.value)}")


def write_names(paper: Drawing, chart: Chart, plane: Plane, narrow: bool) -> None:
    if narrow and len(chart.series) > 1:
        for number, one in enumerate(chart.series):
            y = 4 + number * KEY_GAP + KEY_GAP / 2
            paper.line(0, y, 24, y, f"line hue-{one.hue}")
            paper.marker(12, y, one.hue, radius=4)
            paper.lines(32, y, [end_words(chart, one, plane.labels)], f"label strong ink-{one.hue}", size=SIZE)
        return
    room = plane.width - plane.right - 12
    named = [(one, last) for one in chart.series if (last := last_drawn(one, plane.labels))]
    rows = [wrap(end_words(chart, one, plane.labels), room, SIZE, lines=3) for one, _last in named]
    gap = max((len(lines) for lines in rows), default=1) * LINE + 2
    wanted = [plane.at(last)[1] for _one, last in named]
    placed = keep_apart(wanted, gap, plane.top, plane.bottom)
    for (one, last), lines, y in zip(named, rows, placed, strict=True):
        x, point_y = plane.at(last)
        if abs(y - point_y) > 8 or plane.right - x > 8:
            paper.line(x + 6, point_y, plane.right + 8, y, f"leader hue-{one.hue}")
        paper.lines(plane.right + 12, y, lines, f"label strong ink-{one.hue}", size=SIZE)


def write_reference(paper: Drawing, chart: Chart, plane: Plane) -> None:
    if chart.reference is None:
        return
    y = plane.scale(chart.reference.value)
    paper.line(plane.left, y, plane.right, y, "reference")
    words = f"{chart.reference.label} {chart.number(chart.reference.value)}".strip()
    paper.text(plane.left + 6, y - 6, words, "reference-label halo", size=13)


def draw(chart: Chart, narrow: bool) -> SafeString:
    chart = replace(chart, series=tuple(one for one in chart.series if one.points))
    plane = plane_for(chart, narrow)
    paper = Drawing(plane.width, plane.height, f"{chart.id}-{'n' if narrow else 'w'}")
    for write in (write_suppressed, write_band):
        for one in chart.series:
            write(paper, plane, one)
    write_axes(paper, plane)
    write_reference(paper, chart, plane)
    for one in chart.series:
        write_series(paper, plane, one)
    write_names(paper, chart, plane, narrow)
    return paper.svg(chart.title, chart.description, "chart-narrow" if narrow else "chart-wide")
