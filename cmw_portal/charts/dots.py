"""Dots with whiskers: values whose interval matters more than their distance from zero."""

from django.utils.safestring import SafeString

from cmw_portal.charts.bars import VALUE_SIZE, words_for
from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.figures import NARROW, WIDE
from cmw_portal.charts.model import PROVISIONAL, SUPPRESSED, Chart, lowest_highest
from cmw_portal.charts.rows import (
    Bar,
    Frame,
    Room,
    frame_for,
    key_height,
    lanes_of,
    reference_height,
    write_key,
    write_labels,
    write_reference,
)
from cmw_portal.charts.scales import Scale, tick_digits, ticks
from cmw_portal.charts.text import text_width
from cmw_portal.typography import figure

AXIS = 22


def marks_of(chart: Chart) -> list[float]:
    """The ticks of the value axis: round numbers around all values and intervals."""
    values = [number for point in chart.points if point.drawn for number in (point.value, point.low, point.high)]
    if chart.reference:
        values.append(chart.reference.value)
    return ticks(*lowest_highest(values), count=5)


def geometry(chart: Chart, narrow: bool) -> tuple[Frame, Scale, list[float]]:
    above = key_height(chart, NARROW if narrow else WIDE) + reference_height(chart)
    right = max((text_width(words_for(chart, point), VALUE_SIZE) for point in chart.points), default=0) + 16
    thickness = 20 if len(chart.series) < 2 else 18
    frame = frame_for(lanes_of(chart), narrow, Room(above=above, left=8, right=right, thickness=thickness))
    marks = marks_of(chart)
    return frame, Scale(marks[0], marks[-1], frame.left, frame.right - 4), marks


def write_axis(paper: Drawing, frame: Frame, scale: Scale, marks: list[float]) -> None:
    digits = tick_digits(marks)
    last = -1e9
    for mark in marks:
        x, words = scale(mark), figure(mark, digits)
        paper.line(x, frame.top, x, frame.bottom, "grid")
        half = text_width(words, 13) / 2
        if x - half > last + 6:
            paper.text(x, frame.bottom + 16, words, "tick", "middle", 13)
            last = x + half


def write_dot(paper: Drawing, chart: Chart, bar: Bar, scale: Scale, frame: Frame) -> None:
    start, point = len(paper.shapes), bar.point
    if point.mark == SUPPRESSED:
        paper.hatched(frame.left, bar.middle - 5, scale.end - scale.start, 10)
    if point.has_interval:
        low, high = scale(point.low or 0), scale(point.high or 0)
        paper.line(low, bar.middle, high, bar.middle, f"interval hue-{bar.series.hue}")
        for x in (low, high):
            paper.line(x, bar.middle - 4, x, bar.middle + 4, f"interval-end hue-{bar.series.hue}")
    if point.drawn:
        paper.marker(scale(point.value or 0), bar.middle, bar.series.hue, hollow=point.mark == PROVISIONAL, radius=5.5)
    class_ = "value" if point.drawn else "value-none"
    paper.lines(frame.width, bar.middle, [words_for(chart, point)], class_, "end", VALUE_SIZE)
    paper.linked(point.url, start)


def draw(chart: Chart, narrow: bool) -> SafeString:
    frame, scale, marks = geometry(chart, narrow)
    paper = Drawing(frame.width, frame.bottom + AXIS, f"{chart.id}-{'n' if narrow else 'w'}")
    write_key(paper, chart, frame.width, dots=True)
    write_axis(paper, frame, scale, marks)
    if chart.reference:
        write_reference(paper, chart, frame, scale(chart.reference.value), frame.top - reference_height(chart))
    write_labels(paper, frame)
    for row in frame.rows:
        for bar in row.bars:
            write_dot(paper, chart, bar, scale, frame)
    return paper.svg(chart.title, chart.description, "chart-narrow" if narrow else "chart-wide")
