"""Small multiples: the same little line chart for many, on one scale."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.lines import (
    Plane,
    last_drawn,
    ordered_labels,
    values_of,
    write_band,
    write_series,
    write_suppressed,
)
from cmw_portal.charts.model import Chart, Point, lowest_highest
from cmw_portal.charts.scales import Scale, tick_digits, ticks
from cmw_portal.charts.tables import csv_link
from cmw_portal.charts.text import text_width
from cmw_portal.typography import figure, period_label, short_period

WIDTH, HEIGHT, TOP, BOTTOM = 260, 150, 12, 26


def scales_of(charts: list[Chart]) -> dict[str, list[float]]:
    """Ticks by unit: charts of one unit share them, so that heights compare."""
    units: dict[str, list[float | None]] = {}
    for chart in charts:
        units.setdefault(chart.unit, []).extend(values_of(chart))
    return {unit: ticks(*lowest_highest(values), count=3) for unit, values in units.items()}


def plane_for(chart: Chart, marks: list[float], labels: tuple[str, ...]) -> Plane:
    digits = tick_digits(marks)
    left = max(text_width(figure(mark, digits), 13) for mark in marks) + 8
    lasts = [last for one in chart.series if (last := last_drawn(one, labels))]
    right = max((text_width(chart.number(last.value), 14, bold=True) for last in lasts), default=0) + 10
    scale = Scale(marks[0], marks[-1], HEIGHT - BOTTOM, TOP)
    return Plane(WIDTH, HEIGHT, left, WIDTH - right, TOP, HEIGHT - BOTTOM, labels, scale, tuple(marks))


def write_frame(paper: Drawing, plane: Plane) -> None:
    digits = tick_digits(list(plane.marks))
    for mark in plane.marks:
        y = plane.scale(mark)
        paper.line(plane.left, y, plane.right, y, "baseline" if mark == 0 else "grid")
    for mark in dict.fromkeys((plane.marks[0], plane.marks[-1])):
        paper.text(plane.left - 6, plane.scale(mark) + 4.5, figure(mark, digits), "tick", "end", 13)
    ends = dict.fromkeys((plane.labels[0], plane.labels[-1])) if plane.labels else {}
    for number, label in enumerate(ends):
        anchor, x = ("start", plane.left) if number == 0 and len(ends) > 1 else ("end", plane.right)
        paper.text(x, plane.bottom + 18, short_period(label), "tick", anchor, 13)


def draw(chart: Chart, marks: list[float]) -> SafeString:
    labels = ordered_labels(chart)
    plane = plane_for(chart, marks, labels)
    paper = Drawing(WIDTH, HEIGHT, f"{chart.id}-m")
    write_frame(paper, plane)
    for write in (write_suppressed, write_band, write_series):
        for one in chart.series:
            write(paper, plane, one)
    for one in chart.series:
        if last := last_drawn(one, labels):
            _x, y = plane.at(last)
            paper.lines(plane.right + 8, y, [chart.number(last.value)], f"value strong ink-{one.hue}", size=14)
    return paper.svg(chart.title or chart.id, chart.description)


def _cell(point: Point | None) -> Any:
    return {"text": point.value if point.drawn else None, "mark": point.mark} if point else None


def table_of(charts: list[Chart]) -> dict[str, Any]:
    """All the little charts in one table: a row each, a column a period."""
    labels = tuple(sorted({label for chart in charts for label in chart.labels}))
    columns: list[dict[str, Any]] = [{"label": _("Name")}]
    columns += [{"label": period_label(label), "numeric": True} for label in labels]
    rows: list[list[Any]] = []
    for chart in charts:
        for one in chart.series:
            points = {point.label: point for point in one.points}
            name = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
            rows.append(
                [f"{name}: {one.label}" if one.label else name, *(_cell(points.get(label)) for label in labels)]
            )
    return {"caption": "", "columns": columns, "rows": rows, "note": ""}


def context(charts: list[Chart]) -> dict[str, Any]:
    marks = scales_of(charts)
    table = table_of(charts)
    units = {chart.unit for chart in charts}
    return {
        "unit": units.pop() if len(units) == 1 else "",
        "items": [{"chart": chart, "svg": draw(chart, marks[chart.unit])} for chart in charts],
        "table": table,
        "csv": csv_link(table),
        "source": next((chart.source for chart in charts if chart.source), ""),
        "attribution": "",
        "file_name": charts[0].id if charts else "charts",
    }
