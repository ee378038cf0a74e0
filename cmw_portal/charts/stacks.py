"""Stacked bars: the structure of a whole, one bar a row, one segment a series."""

from django.utils.safestring import SafeString

from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.figures import NARROW, WIDE
from cmw_portal.charts.model import PROVISIONAL, SUPPRESSED, Chart
from cmw_portal.charts.rows import (
    Frame,
    Room,
    Row,
    frame_for,
    key_height,
    lanes_of,
    write_baseline,
    write_key,
    write_labels,
)
from cmw_portal.charts.scales import Scale
from cmw_portal.charts.text import text_width

THICKNESS, SIZE = 30, 13


def totals(chart: Chart) -> list[float]:
    """The drawn sum of each label."""
    return [
        sum(point.value or 0 for point in chart.points if point.label == label and point.drawn)
        for label in chart.labels
    ]


def geometry(chart: Chart, narrow: bool) -> tuple[Frame, Scale]:
    above = key_height(chart, NARROW if narrow else WIDE)
    frame = frame_for(lanes_of(chart), narrow, Room(above=above, thickness=THICKNESS, shared=True))
    return frame, Scale(0, max([*totals(chart), 1e-12]), frame.left, frame.right)


def write_row(paper: Drawing, chart: Chart, row: Row, scale: Scale) -> None:
    """The segments of one bar, from the baseline on; a value is written where its segment holds it."""
    sum_before = 0.0
    for bar in row.bars:
        if bar.point.mark == SUPPRESSED or not bar.point.drawn:
            continue
        x, end = scale(sum_before), scale(sum_before + (bar.point.value or 0))
        sum_before += bar.point.value or 0
        width = max(end - x - 1, 0.5)
        start = len(paper.shapes)
        kind = "bar provisional" if bar.point.mark == PROVISIONAL else "bar"
        paper.rect(x, bar.top, width, bar.thickness, class_=f"{kind} hue-{bar.series.hue}")
        if (pattern := paper.print_pattern(bar.series.hue)) and kind == "bar":
            paper.rect(x, bar.top, width, bar.thickness, fill=pattern, class_="print-only")
        words = chart.number(bar.point.value)
        if text_width(words, SIZE) + 8 <= width:
            class_ = "value" if kind != "bar" else "on-bar"
            paper.lines(x + width / 2, bar.middle, [words], class_, "middle", SIZE)
        paper.linked(bar.point.url, start)
    if any(bar.point.mark == SUPPRESSED for bar in row.bars):
        x = scale(sum_before)
        paper.hatched(x, row.top, max(scale.end - x, 10), THICKNESS)


def draw(chart: Chart, narrow: bool) -> SafeString:
    frame, scale = geometry(chart, narrow)
    paper = Drawing(frame.width, frame.bottom + 4, f"{chart.id}-{'n' if narrow else 'w'}")
    write_key(paper, chart, frame.width)
    write_labels(paper, frame)
    for row in frame.rows:
        write_row(paper, chart, row, scale)
    write_baseline(paper, frame, scale(0))
    return paper.svg(chart.title, chart.description, "chart-narrow" if narrow else "chart-wide")
