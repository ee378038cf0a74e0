"""Pages of the territories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
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
        "tiles": pages.region_tiles(organisations),
        "export_url": pages.territories_export_url(),
    }
    return render(request, "clusters/territory_list.html", context)


@require_safe
def territory_detail(request: HttpRequest, code: str) -> HttpResponse:
    territory = access.territory_for_reading(request.user, code)
    within = queries.territories_within(territory)
    organisations = queries.organisations_for_list().filter(territory__in=within)
    page = pages.page_of(request, organisations)
    below = queries.territories_below(territory)
    context = {
        "territory": territory,
        "facts": pages.territory_facts(territory, page.paginator.count),
        "outline": pages.outline(territory),
        "below": tables.territories_table(below, queries.organisations_by_territory()),
        "clusters": tables.clusters_at_table(queries.members_by_cluster(within, today()), territory),
        "page_obj": page,
        "organisations": tables.organisations_table(page, _("Organisations of the registry"), sortable=False),
        "zones": tables.zones_table(territory.zones.current()),
        "panels": panels.rendered(panels.TERRITORY_PANELS, request, territory),
        "breadcrumbs": pages.crumbs_of_territory(territory),
    }
    return render(request, "clusters/territory_detail.html", context)
