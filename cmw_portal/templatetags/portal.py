"""The component tags and filters; a template builtin, so that pages need not load it."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.safestring import SafeString

from cmw_portal import charts, typography
from cmw_portal.charts import bars, cartograms, contributions, dots, lines, maps, multiples, sparks, stacks
from exchange.filters import StrictFilterSet
from exchange.paging import MoreThan
from exchange.saved_filters import above_register

register = template.Library()

register.filter("figure", typography.figure)
register.filter("signed", typography.signed)
register.filter("percent", typography.percent)
register.filter("long_date", typography.long_date)
register.filter("moment", typography.moment)
register.filter("period_label", typography.period_label)


@register.filter
def shown(value: object, digits: int | None = None) -> object:
    """A cell or fact as it is printed: numbers as figures, nothing as «—», words untouched."""
    if isinstance(value, bool):
        return value
    if value is None or value == "":
        return typography.NOTHING
    return typography.figure(value, digits) if isinstance(value, int | float | Decimal) else value


class CaptureNode(template.Node):
    """Keeps what it renders, so that a block can be printed twice or only when it is not empty."""

    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> str:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return ""


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> CaptureNode:
    try:
        _tag, name = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("capture takes the name of the variable to fill") from error
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


# --- Tables -----------------------------------------------------------------------------------------------------------


def _cell(cell: object, column: Mapping[str, Any]) -> dict[str, Any]:
    parts = cell if isinstance(cell, Mapping) else {"text": cell}
    mark = parts.get("mark") or ""
    text = shown(parts.get("text"), column.get("digits"))
    return {
        "text": "" if mark == "suppressed" and text == typography.NOTHING else text,
        "url": parts.get("url") or "",
        "note": parts.get("note") or "",
        "mark": mark,
        "label": column.get("label", ""),
        "numeric": bool(column.get("numeric")),
    }


@register.filter
def table_rows(table: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The rows of a table with every part of every cell named."""
    columns = table.get("columns") or []
    return [[_cell(cell, column) for cell, column in zip(row, columns, strict=True)] for row in table.get("rows") or ()]


def _query(context: template.Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The current query with some parameters changed; an empty value takes a parameter out."""
    parameters = _query(context)
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def sorting(context: template.Context, key: str) -> dict[str, str]:
    """Where the head of a sortable column leads, and how the table stands now."""
    now = _query(context).get("sort", "")
    target = f"-{key}" if now == key else key
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    return {"url": query(context, sort=target, page=""), "state": state}


@register.filter
def columns_of(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    blank = {"label": "", "numeric": False, "sort": "", "digits": None}
    return [{**blank, **column} for column in table.get("columns") or ()]


@register.filter
def page_numbers(page: Page) -> list[object]:
    """Page numbers with gaps: 1 … 4 5 6 … 20."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def is_more_than(number: object) -> bool:
    """Is the number only known to be exceeded?"""
    return isinstance(number, MoreThan)


# --- Forms and filters ------------------------------------------------------------------------------------------------


def _choice_label(field: Any, value: str) -> str:
    for code, label in getattr(field.field, "choices", ()):
        if str(code) == value:
            return str(label)
    return value


@register.simple_tag(takes_context=True)
def active_filters(context: template.Context, form: Any) -> list[dict[str, str]]:
    """What the register is narrowed to, each with the address that lifts it."""
    parameters = _query(context)
    found = []
    for field in form:
        values = [value for value in parameters.getlist(field.html_name) if value]
        if values and field.html_name != "sort":
            words = ", ".join(_choice_label(field, value) for value in values)
            found.append(
                {"label": str(field.label), "value": words, "url": query(context, **{field.html_name: "", "page": ""})}
            )
    return found


@register.simple_tag(takes_context=True)
def saved_filters(context: template.Context, filterset: Any) -> dict[str, Any]:
    """Above a register, for who is signed in: the person's saved filters of it, and how to save the present one."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated or not isinstance(filterset, StrictFilterSet):
        return {}
    return above_register(request, filterset)


@register.filter
def is_kind(field: Any, kinds: str) -> bool:
    """Whether a bound field is drawn by one of these widgets, named by input type or class."""
    widget = field.field.widget
    names = {getattr(widget, "input_type", ""), type(widget).__name__.lower()}
    return bool(names & set(kinds.split()))


@register.filter
def control(field: Any) -> SafeString:
    """The widget of a field, without a placeholder that only repeats the label."""
    placeholder = field.field.widget.attrs.get("placeholder")
    repeats = placeholder is not None and str(placeholder).casefold() == str(field.label).casefold()
    return field.as_widget(attrs={"placeholder": ""} if repeats else None)


# --- Charts -----------------------------------------------------------------------------------------------------------


def _register_chart(name: str, draw: Callable[[charts.Chart, bool], SafeString]) -> None:
    @register.inclusion_tag("components/chart.html", name=name)
    def tag(chart: Mapping[str, Any]) -> dict[str, Any]:
        return charts.figure_context(charts.read_chart(chart), draw)


_register_chart("bar_chart", bars.draw)
_register_chart("line_chart", lines.draw)
_register_chart("dot_chart", dots.draw)
_register_chart("stacked_bar", stacks.draw)
_register_chart("contribution_chart", contributions.draw)


@register.inclusion_tag("components/small_multiples.html")
def small_multiples(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return multiples.context([charts.read_chart(chart) for chart in items])


@register.simple_tag
def spark(chart: Mapping[str, Any]) -> SafeString:
    return sparks.draw(charts.read_chart(chart))


@register.inclusion_tag("components/cartogram.html")
def cartogram(tiles: Iterable[Mapping[str, Any]], title: str = "", unit: str = "", source: str = "") -> dict[str, Any]:
    return cartograms.context(list(tiles), title=title, unit=unit, source=source)


@register.inclusion_tag("components/cartogram.html")
def territory_map(
    features: Iterable[Mapping[str, Any]], title: str = "", unit: str = "", attribution: str = ""
) -> dict[str, Any]:
    return maps.context(list(features), title=title, unit=unit, attribution=attribution)
