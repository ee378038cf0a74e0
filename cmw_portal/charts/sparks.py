"""A line the size of a word."""

from django.utils.safestring import SafeString

from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.lines import last_drawn, ordered_labels, path, runs
from cmw_portal.charts.model import Chart, Point, lowest_highest
from cmw_portal.charts.scales import Scale
from cmw_portal.typography import NOTHING, period_label

WIDTH, HEIGHT, EDGE = 96, 24, 4


def words_of(chart: Chart, points: list[Point]) -> str:
    """What a listener hears: the first and the last value."""
    if not points:
        return f"{chart.title}: {NOTHING}".strip(": ")
    first, last = points[0], points[-1]
    ends = (
        f"{period_label(first.label)} — {chart.number(first.value)}",
        f"{period_label(last.label)} — {chart.number(last.value)}",
    )
    return f"{chart.title}: {'; '.join(dict.fromkeys(ends))}".strip(": ")


def draw(chart: Chart) -> SafeString:
    one = chart.series[0] if chart.series else None
    labels = ordered_labels(chart)
    points = sorted((p for p in one.points if p.drawn), key=lambda p: labels.index(p.label)) if one else []
    paper = Drawing(WIDTH, HEIGHT, f"{chart.id}-spark")
    if one and points:
        x = Scale(0, max(len(labels) - 1, 1), EDGE, WIDTH - EDGE)
        y = Scale(*lowest_highest([point.value for point in points]), HEIGHT - EDGE, EDGE)
        at = {point.label: (x(labels.index(point.label)), y(point.value or 0)) for point in points}
        for run in runs(one, labels):
            if len(run) > 1:
                paper.add("path", d=path([at[point.label] for point in run]), class_=f"line thin hue-{one.hue}")
        last = last_drawn(one, labels)
        if last:
            paper.marker(*at[last.label], one.hue, radius=3)
    return paper.svg(words_of(chart, points), class_="spark")
