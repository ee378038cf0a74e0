"""Contributions: signed parts, each beginning where the one before ended, that add up to a total."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmw_portal.charts.bars import VALUE_SIZE, words_for
from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.model import PROVISIONAL, SUPPRESSED, Chart, Point, Series
from cmw_portal.charts.rows import Frame, Room, frame_for, write_baseline, write_labels
from cmw_portal.charts.scales import Scale
from cmw_portal.charts.text import text_width


@dataclass(frozen=True)
class Step:
    """A part from `begin` to `end`; sums (`whole`) stand on the baseline."""

    point: Point
    begin: float
    end: float
    whole: bool = False

    @property
    def words_at(self) -> float:
        return max(self.begin, self.end)


def steps_of(chart: Chart) -> list[Step]:
    """The stairs from the start (0 unless the chart has one) to the total."""
    steps, level = [], 0.0
    if chart.start:
        level = chart.start.value
        steps.append(Step(Point(chart.start.label, level), 0.0, level, whole=True))
    for point in chart.points:
        change = (point.value or 0.0) if point.drawn else 0.0
        steps.append(Step(point, level, level + change))
        level += change
    total = chart.total.value if chart.total else level
    steps.append(Step(Point(chart.total.label if chart.total else _("Total"), total), 0.0, total, whole=True))
    return steps


def base_of(chart: Chart, steps: list[Step]) -> tuple[float, float]:
    """The span drawn. Between two large sums the axis begins near the smaller, for it is the stairs that matter."""
    values = [value for step in steps for value in (step.begin, step.end) if not (step.whole and value == 0.0)]
    low, high = min(values), max(values)
    if not chart.start:
        low, high = min(low, 0.0), max(high, 0.0)
    elif low > 0:
        low -= (high - low) * 0.25
        low = max(low, 0.0)
    return (low, high) if high > low else (low, low + 1)


def words_of(chart: Chart, step: Step) -> str:
    if step.whole:
        return chart.number(step.point.value)
    if step.point.drawn:
        words = chart.change(step.point.value)
        return f"{words} ({_('provisional')})" if step.point.mark == PROVISIONAL else words
    return words_for(chart, step.point)


def geometry(chart: Chart, narrow: bool) -> tuple[Frame, Scale, list[Step]]:
    steps = steps_of(chart)
    column = Series("", 0, ())
    right = max(text_width(words_of(chart, step), VALUE_SIZE) for step in steps) + 8
    frame = frame_for([(step.point.label, [(column, step.point)]) for step in steps], narrow, Room(right=right))
    return frame, Scale(*base_of(chart, steps), frame.left, frame.right), steps


def write_step(paper: Drawing, chart: Chart, step: Step, top: float, height: float, scale: Scale) -> None:
    begin = max(scale(step.begin), scale.start)
    end = scale(step.end)
    x, width, middle = min(begin, end), abs(end - begin), top + height / 2
    start = len(paper.shapes)
    if step.point.mark == SUPPRESSED:
        width = 30
        paper.hatched(x, top, width, height)
    elif step.whole and scale.low > 0:
        # The axis does not begin at zero here, so a bar would lie: the sum is a point.
        x, width = end, 4
        paper.line(end, top - 2, end, top + height + 2, "whole-line")
    else:
        paper.rect(x, top, max(width, 1), height, class_=_kind(step))
        if not step.whole and step.end < step.begin and (pattern := paper.print_pattern(1)):
            paper.rect(x, top, max(width, 1), height, fill=pattern, class_="print-only")
    paper.lines(x + width + 6, middle, [words_of(chart, step)], "value halo", size=VALUE_SIZE)
    paper.linked(step.point.url, start)


def _kind(step: Step) -> str:
    if step.whole:
        return "bar whole"
    hollow = " provisional" if step.point.mark == PROVISIONAL else ""
    return f"bar hue-{1 if step.end < step.begin else 0}{hollow}"


def draw(chart: Chart, narrow: bool) -> SafeString:
    frame, scale, steps = geometry(chart, narrow)
    paper = Drawing(frame.width, frame.bottom + 4, f"{chart.id}-{'n' if narrow else 'w'}")
    for step, row, below in zip(steps, frame.rows, frame.rows[1:], strict=False):
        paper.line(scale(step.end), row.bottom, scale(step.end), below.top, "stair")
    write_labels(paper, frame)
    for row, step in zip(frame.rows, steps, strict=True):
        write_step(paper, chart, step, row.top + 1, row.bottom - row.top - 2, scale)
    if scale.low <= 0 <= scale.high and not narrow:
        write_baseline(paper, frame, scale(0))
    return paper.svg(chart.title, chart.description, "chart-narrow" if narrow else "chart-wide")
