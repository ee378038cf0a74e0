"""Pages of the territories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import today
from clusters import access, pages, panels, queries, tables
from clusters.filters import TerritoryFilter
from exchange.filters import filtered


@require_safe
def territory_list(request: HttpRequest) -> HttpResponse:
    territories = filtered(request, TerritoryFilter, queries.territories_for_list())
    page = pages.page_of(request, territories.qs)
    organisations = queries.organisations_by_territory()
    context = {
        "filter": territories,
        "page_obj": page,
        "total": page.paginator.count,
        "table": tables.territories_table(page, organisations),
        "map": pages.region_map(organisations),
        "export_url": pages.territories_export_url(),
    }
    return render(request, "clusters/territory_list.html", context)


@require_safe
def territory_detail(request: HttpRequest, code: str) -> HttpResponse:
    territory = access.territory_for_reading(request.user, code)
    within = queries.territories_within(territory)
    organisations = queries.in_order_of_name(queries.organisations_for_list().filter(territory__in=within))
    page = pages.page_of(request, organisations)
    numbers = queries.organisations_by_territory()
    below = queries.territories_below(territory)
    in_region = territory.in_cmw or territory.code == queries.REGION
    context = {
        "territory": territory,
        "facts": pages.territory_facts(territory, organisations.count()),
        "map": pages.region_map(numbers, territory) if in_region else None,
        "below": tables.territories_table(below, numbers),
        "clusters": tables.clusters_at_table(queries.members_by_cluster(within, today()), territory),
        "page_obj": page,
        "organisations": tables.organisations_of_place_table(page, several=len(within) > 1),
        "zones": tables.zones_table(territory.zones.current()),
        "panels": panels.rendered(panels.TERRITORY_PANELS, request, territory),
        "breadcrumbs": pages.crumbs_of_territory(territory),
    }
    return render(request, "clusters/territory_detail.html", context)
