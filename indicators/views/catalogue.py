"""The catalogue and the page of an indicator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange.filters import filtered
from indicators import access, charts, pages, queries, tables
from indicators.filters import CatalogueFilter, SeriesFilter
from indicators.models import Indicator, Observation


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    found = filtered(request, CatalogueFilter, Indicator.objects.with_framework().defer("search_text"))
    page = pages.page_of(request, found.qs)
    context = {
        "filter": found,
        "total": page.paginator.count,
        "page_obj": page,
        "groups": tables.catalogue_groups(page, queries.published_counts()),
        "export_url": f"{reverse('home')}api/v1/indicators/export/",
        "numbers": queries.catalogue_numbers(),
        "may_import": access.can_import(request.user),
    }
    return render(request, "indicators/indicator_list.html", context)


@require_safe
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    indicator = access.indicator_for_reading(code)
    public = Observation.objects.public().filter(indicator=indicator)
    found = filtered(request, SeriesFilter, public)
    rows = queries.for_table(found.qs)
    page = pages.page_of(request, rows)
    context = {
        "indicator": indicator,
        "facts": pages.key_facts(indicator, page.paginator.count),
        "definition": tables.definition_table(pages.definition(indicator)),
        "pictures": charts.pictures(indicator, queries.for_charts(found.qs)),
        "filter": found,
        "total": page.paginator.count,
        "page_obj": page,
        "table": tables.figures_table(page),
        "moment": found.moment,
        "exports": pages.exports("observations", _shown(found, indicator)),
        "breadcrumbs": pages.crumbs(),
    }
    return render(request, "indicators/indicator_detail.html", context)


def _shown(found: SeriesFilter, indicator: Indicator) -> dict[str, str]:
    """The page's filters in the words of the REST interface, with the moment made whole."""
    query = {name: found.data[name] for name in ("territory", "activity") if found.data.get(name)}
    if found.moment:
        query["as_of"] = found.moment.isoformat()
    return {"indicator": indicator.code, **query}
