"""Horizontal bars from a zero baseline, with whiskers where intervals are known."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.figures import NARROW, WIDE
from cmw_portal.charts.model import PROVISIONAL, SUPPRESSED, Chart, Point, lowest_highest, said
from cmw_portal.charts.rows import (
    Bar,
    Frame,
    Room,
    frame_for,
    key_height,
    lanes_of,
    reference_height,
    write_baseline,
    write_key,
    write_labels,
    write_reference,
)
from cmw_portal.charts.scales import Scale, domain_with_zero
from cmw_portal.charts.text import text_width

VALUE_SIZE = 14
STUB = 44  # the hatched piece that stands for a value that is not published


def words_for(chart: Chart, point: Point) -> str:
    if point.mark == SUPPRESSED:
        return _("suppressed")
    words = said(chart, point)
    return f"{words} ({_('provisional')})" if point.mark == PROVISIONAL and point.drawn else words


def value_room(chart: Chart) -> tuple[float, float]:
    """The widths that values need left (negative ones) and right of the plot."""
    left = right = 0.0
    for point in chart.points:
        width = text_width(words_for(chart, point), VALUE_SIZE) + 8
        if point.drawn and (point.value or 0) < 0:
            left = max(left, width)
        else:
            right = max(right, width)
    return left, right


def span_of(chart: Chart) -> tuple[float, float]:
    values = [number for point in chart.points if point.drawn for number in (point.value, point.low, point.high)]
    if chart.reference:
        values.append(chart.reference.value)
    return domain_with_zero(*lowest_highest(values))


def geometry(chart: Chart, narrow: bool) -> tuple[Frame, Scale]:
    """Where the bars of a chart stand: the frame, and the scale from values to x."""
    left, right = value_room(chart)
    above = key_height(chart, NARROW if narrow else WIDE) + reference_height(chart)
    thickness = 18 if len(chart.series) < 2 else 16
    frame = frame_for(lanes_of(chart), narrow, Room(above=above, left=left, right=right, thickness=thickness))
    return frame, Scale(*span_of(chart), frame.left, frame.right)


def write_bar(paper: Drawing, chart: Chart, bar: Bar, scale: Scale) -> None:
    """One bar with its whisker and value; hatched for suppressed, hollow for provisional."""
    zero, point, height = scale(0), bar.point, bar.thickness - 2
    start = len(paper.shapes)
    end = zero
    if point.mark == SUPPRESSED:
        paper.hatched(zero, bar.top + 1, STUB, height)
        end = zero + STUB
    elif point.drawn:
        end = scale(point.value or 0)
        kind = "bar provisional" if point.mark == PROVISIONAL else "bar"
        paper.rect(min(zero, end), bar.top + 1, abs(end - zero), height, class_=f"{kind} hue-{bar.series.hue}")
        if (pattern := paper.print_pattern(bar.series.hue)) and point.mark != PROVISIONAL:
            paper.rect(min(zero, end), bar.top + 1, abs(end - zero), height, fill=pattern, class_="print-only")
    if point.has_interval:
        end = write_whisker(paper, bar, scale, end)
    negative = point.drawn and (point.value or 0) < 0
    x, anchor = (end - 6, "end") if negative else (end + 6, "start")
    class_ = "value halo" if point.drawn else "value-none halo"
    paper.lines(x, bar.middle, [words_for(chart, point)], class_, anchor, VALUE_SIZE)
    paper.linked(point.url, start)


def write_whisker(paper: Drawing, bar: Bar, scale: Scale, end: float) -> float:
    """The interval over the end of a bar; returns how far out the bar now reaches."""
    low, high = scale(bar.point.low or 0), scale(bar.point.high or 0)
    paper.line(low, bar.middle, high, bar.middle, "whisker")
    for x in (low, high):
        paper.line(x, bar.middle - 4, x, bar.middle + 4, "whisker")
    return min(low, end) if (bar.point.value or 0) < 0 else max(high, end)


def draw(chart: Chart, narrow: bool) -> SafeString:
    frame, scale = geometry(chart, narrow)
    paper = Drawing(frame.width, frame.bottom + 4, f"{chart.id}-{'n' if narrow else 'w'}")
    write_key(paper, chart, frame.width)
    if chart.reference:
        write_reference(paper, chart, frame, scale(chart.reference.value), frame.top - reference_height(chart))
    write_labels(paper, frame)
    for row in frame.rows:
        for bar in row.bars:
            write_bar(paper, chart, bar, scale)
    write_baseline(paper, frame, scale(0))
    return paper.svg(chart.title, chart.description, "chart-narrow" if narrow else "chart-wide")
