"""The table behind a chart, and the same table as a CSV that needs no further request."""

import csv
import io
import re
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from cmw_portal.charts.model import Chart, Point
from cmw_portal.typography import NBSP, period_label

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _cells(point: Point | None, with_interval: bool) -> list[Any]:
    if point is None:
        return [None, None, None] if with_interval else [None]
    value = point.value if point.drawn else None
    cells: list[Any] = [{"text": value, "mark": point.mark, "note": point.note}]
    if with_interval:
        cells += [point.low if point.drawn else None, point.high if point.drawn else None]
    return cells


def table_of(chart: Chart) -> dict[str, Any]:
    """One row a label, one column a series (three where intervals are drawn)."""
    intervals = [any(point.has_interval for point in one.points) for one in chart.series]
    columns: list[dict[str, Any]] = [{"label": _("Name")}]
    for one, with_interval in zip(chart.series, intervals, strict=True):
        name = one.label or chart.unit or _("Value")
        columns.append({"label": name, "numeric": True, "digits": chart.digits})
        if with_interval:
            columns += [
                {"label": _("%(name)s, from") % {"name": name}, "numeric": True, "digits": chart.digits},
                {"label": _("%(name)s, to") % {"name": name}, "numeric": True, "digits": chart.digits},
            ]
    found = [{point.label: point for point in one.points} for one in chart.series]
    rows = []
    for label in chart.labels:
        row: list[Any] = [period_label(label)]
        for points, with_interval in zip(found, intervals, strict=True):
            row += _cells(points.get(label), with_interval)
        rows.append(row)
    if chart.reference:
        blanks = [None] * (len(columns) - 2)
        rows.append([chart.reference.label, chart.reference.value, *blanks])
    return {"caption": chart.title, "columns": columns, "rows": rows, "note": chart.unit}


def _plain(cell: Any) -> str:
    value = cell.get("text") if isinstance(cell, dict) else cell
    if value is None:
        return str(cell.get("mark") or "") if isinstance(cell, dict) else ""
    if _is_number(value):
        return re.sub(r"\.0$", "", f"{value:.10g}")
    text = str(value).replace(NBSP, " ")
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_link(table: dict[str, Any]) -> str:
    """A data address that holds the table; words that a spreadsheet would compute are made harmless."""
    paper = io.StringIO()
    writer = csv.writer(paper)
    writer.writerow([_plain(column["label"]) for column in table["columns"]])
    writer.writerows([[_plain(cell) for cell in row] for row in table["rows"]])
    return "data:text/csv;charset=utf-8," + quote("\ufeff" + paper.getvalue())
