"""Charts of the portal: plain geometry in, SVG text out. What a chart dictionary holds is in docs/components.md."""

from cmw_portal.charts.figures import figure_context
from cmw_portal.charts.model import Chart, read_chart

__all__ = ["Chart", "figure_context", "read_chart"]
