"""Parts that the registry's pages share: paging, breadcrumbs, key facts."""

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters import queries, tables
from clusters.enums import LegalForm, PartOfRegion
from clusters.models import Cluster, Organisation, Territory
from clusters.okved import SECTION_NAMES
from exchange.paging import BoundedPaginator

PAGE_SIZE = 25
Fact = dict[str, Any]


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """The page named in the address; the nearest one where there is no such page."""
    return BoundedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def organisations_export_url() -> str:
    return f"{reverse('home')}api/v1/organisations/export/"


def territories_export_url() -> str:
    return f"{reverse('home')}api/v1/territories/export/"


def crumbs_of_cluster(cluster: Cluster) -> list[dict[str, str]]:
    return [
        {"label": _("Clusters"), "url": reverse("clusters:cluster-list")},
        {"label": cluster.name, "url": cluster.get_absolute_url()},
    ]


def crumbs_of_organisation(organisation: Organisation) -> list[dict[str, str]]:
    return [
        {"label": _("Organisations"), "url": reverse("clusters:organisation-list")},
        {"label": organisation.short_name, "url": organisation.get_absolute_url()},
    ]


def crumbs_of_territory(territory: Territory) -> list[dict[str, str]]:
    above = [{"label": capfirst(found.name), "url": found.get_absolute_url()} for found in queries.lineage(territory)]
    return [{"label": _("Territories"), "url": reverse("clusters:territory-list")}, *above]


def cluster_facts(cluster: Cluster, members: QuerySet[Organisation]) -> list[Fact]:
    address = f"{reverse('clusters:organisation-list')}?cluster={cluster.slug}"
    municipalities = members.exclude(territory=None).order_by().values("territory").distinct().count()
    facts: list[Fact] = [
        {"label": _("Members today"), "value": members.count(), "url": address},
        {"label": _("Municipalities with members"), "value": municipalities},
        {"label": _("Kinds of members"), "value": members.order_by().values("kind").distinct().count()},
    ]
    managing = cluster.managing_organisation
    if managing:
        note = _("demonstration data") if managing.is_demo else ""
        facts.append(
            {
                "label": _("Managing organisation"),
                "value": managing.short_name,
                "url": managing.get_absolute_url(),
                "note": note,
            }
        )
    return facts


def organisation_facts(organisation: Organisation) -> list[Fact]:
    territory = organisation.territory
    facts: list[Fact] = [
        {"label": _("Kind"), "value": organisation.get_kind_display()},
        {"label": _("Sector"), "value": organisation.get_sector_display()},
        {"label": _("Size"), "value": tables.size_word(organisation)},
    ]
    if territory:
        facts.append(
            {"label": _("Municipality"), "value": capfirst(territory.name), "url": territory.get_absolute_url()}
        )
    return facts


def registration(organisation: Organisation) -> dict[str, Any]:
    """What the state registers know of it and how it is reached, as a table; lines not filled in say so."""
    section = organisation.section
    rows = [
        [_("Legal form"), _known_form(organisation)],
        [_("INN"), organisation.inn],
        [_("OGRN"), organisation.ogrn],
        [_("KPP"), organisation.kpp],
        [
            _("Main activity (OKVED2)"),
            {"text": organisation.okved_main, "note": f"{section} · {SECTION_NAMES[section]}" if section else ""},
        ],
        [_("Other activities (OKVED2)"), ", ".join(organisation.okved_additional)],
        [_("Point on the map"), point(organisation.latitude, organisation.longitude)],
        [_("Website"), {"text": organisation.website, "url": organisation.website}],
        [_("E-mail"), {"text": organisation.email, "url": organisation.email and f"mailto:{organisation.email}"}],
        [_("Telephone"), organisation.phone],
    ]
    return {"columns": [{"label": _("Entry")}, {"label": _("Value")}], "rows": rows}


def _known_form(organisation: Organisation) -> str:
    return "" if organisation.legal_form == LegalForm.UNKNOWN else organisation.get_legal_form_display()


def point(latitude: Any, longitude: Any) -> str:
    """`44.04100° N, 43.06600° E`; empty where it is not known."""
    if latitude is None or longitude is None:
        return ""
    north = _("%(degrees)s° N") if latitude >= 0 else _("%(degrees)s° S")
    east = _("%(degrees)s° E") if longitude >= 0 else _("%(degrees)s° W")
    return f"{north % {'degrees': abs(latitude)}}, {east % {'degrees': abs(longitude)}}"


def territory_facts(territory: Territory, organisations: int) -> list[Fact]:
    address = f"{reverse('clusters:organisation-list')}?territory={territory.code}"
    return [
        {
            "label": _("Population by the register of territories"),
            "value": territory.population,
            "note": tables.population_note(territory),
        },
        {"label": _("Area, km²"), "value": territory.area_km2},
        {"label": _("OKTMO"), "value": territory.oktmo, "note": territory.oktmo_note},
        {"label": _("Organisations in the registry"), "value": organisations, "url": address},
    ]


def region_map(organisations: dict[str, int], here: Territory | None = None) -> dict[str, Any]:
    """The municipalities with the number of organisations in each: as tiles, and in outlines once all are loaded."""
    territories = list(Territory.objects.of_region())
    places = [_place(territory, organisations.get(territory.code, 0), here) for territory in territories]
    attributions = sorted({territory.boundary_attribution for territory in territories} - {""})
    return {
        "places": places,
        "outlined": bool(places) and all(place["geometry"] for place in places),
        "attribution": "; ".join(attributions),
    }


def _place(territory: Territory, number: int, here: Territory | None) -> dict[str, Any]:
    text = str(number)
    if here is not None and territory.pk == here.pk:
        text = _("%(number)s, here") % {"number": number}
    return {
        "code": territory.code,
        "label": capfirst(territory.name),
        "url": territory.get_absolute_url(),
        "value": number,
        "text": text,
        "note": territory.get_in_cmw_display() if territory.in_cmw != PartOfRegion.FULL else "",
        "geometry": territory.boundary,
    }
