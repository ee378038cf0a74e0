"""A chart as the page shows it: two drawings, one for a desk and one for a phone, and the table behind them."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from cmw_portal.charts.model import Chart
from cmw_portal.charts.tables import csv_link, table_of

WIDE, NARROW = 680, 360


def figure_context(chart: Chart, draw: Callable[[Chart, bool], SafeString]) -> dict[str, Any]:
    """Context of `components/chart.html`; `draw(chart, narrow)` makes one drawing."""
    has_values = any(point.value is not None or point.mark for point in chart.points)
    table = table_of(chart)
    return {
        "chart": chart,
        "has_values": has_values,
        "wide": draw(chart, False) if has_values else "",
        "narrow": draw(chart, True) if has_values else "",
        "table": table,
        "csv": chart.csv_url or csv_link(table),
        "source": chart.source,
        "attribution": "",
        "file_name": chart.id,
    }
