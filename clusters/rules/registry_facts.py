"""Facts that the registry itself knows of a cluster and of an organisation on a date."""

import datetime as dt
from decimal import ROUND_DOWN, Decimal
from itertools import chain

from django.db.models import Q

from clusters.enums import LegalForm, OrganisationKind, Sector, SizeClass, TerritoryLevel
from clusters.models.clusters import Cluster, Link, Membership
from clusters.models.organisations import Organisation
from clusters.models.territories import Territory
from clusters.okved import okved_section
from clusters.rules.enums import Subject
from clusters.rules.facts import Known, provide
from clusters.rules.language import Value

NORTH_CAUCASUS = "NCFD"
_FINANCE = {OrganisationKind.BANK, OrganisationKind.ASSOCIATION}


def of_cluster(cluster: Cluster, on: dt.date) -> dict[str, Known]:
    """From memberships and links at work on the date. Three queries, however many members."""
    current = Membership.objects.on(on).filter(cluster=cluster)
    fields = ("organisation_id", "organisation__kind", "organisation__sector", "organisation__territory_id")
    members = {row[0]: row[1:] for row in current.order_by().values_list(*fields)}
    linked = _linked(current, on, set(members))
    kinds = [kind for kind, _sector, _territory in members.values()]
    sectors = [sector for _kind, sector, _territory in members.values()]
    found: dict[str, Value | None] = {
        "members": Decimal(len(members)),
        "businesses": Decimal(sectors.count(Sector.BUSINESS)),
        "member_sectors": Decimal(len(set(sectors))),
        "public_bodies": Decimal(sectors.count(Sector.GOVERNMENT)),
        "schools": Decimal(kinds.count(OrganisationKind.UNIVERSITY)),
        "financial_or_nonprofit": Decimal(
            sum(kind in _FINANCE or sector == Sector.NONPROFIT for kind, sector, _place in members.values())
        ),
        "without_link": Decimal(len(members) - len(linked)),
        "linked_share": share(len(linked), len(members)),
        "geostrategic_share": _geostrategic([territory for _kind, _sector, territory in members.values()]),
        "has_managing": cluster.managing_organisation_id is not None,
    }
    return _known("cluster", found)


def _linked(current, on: dt.date, members: set[int]) -> set[int]:
    """Members that have a link at work with another member."""
    keys = current.values("organisation")
    pairs = Link.objects.on(on).filter(supplier__in=keys, recipient__in=keys).order_by()
    return set(chain.from_iterable(pairs.values_list("supplier_id", "recipient_id"))) & members


def share(part: int, whole: int) -> Decimal | None:
    """Per cent to two places, cut off and not rounded up: 9.999 % is not yet ten. None of nothing."""
    if not whole:
        return None
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def _geostrategic(territories: list[int | None]) -> Decimal | None:
    """Known only when the place of every member is."""
    if not territories or None in territories:
        return None
    places = _places()
    inside = sum(NORTH_CAUCASUS in _codes_up(key, places) for key in territories)
    return share(inside, len(territories))


def of_organisation(organisation: Organisation, on: dt.date) -> dict[str, Known]:
    """From its profile, memberships and links on the date. Three queries, whatever there is."""
    codes = [code for code in [organisation.okved_main, *organisation.okved_additional] if code]
    memberships = Membership.objects.on(on).filter(organisation=organisation)
    slugs = set(memberships.order_by().values_list("cluster__slug", flat=True))
    found: dict[str, Value | None] = {
        "kind": organisation.kind,
        "size": None if organisation.size_class == SizeClass.UNKNOWN else organisation.size_class,
        "sector": organisation.sector,
        "legal_form": None if organisation.legal_form == LegalForm.UNKNOWN else organisation.legal_form,
        "sections": frozenset(map(okved_section, codes)) - {""} or None,
        "has_inn": bool(organisation.inn),
        "clusters": frozenset(slugs),
        "partners": Decimal(_partners(organisation, on)),
        **of_place(organisation.territory_id),
    }
    return _known("organisation", found)


def of_place(territory_id: int | None) -> dict[str, Value | None]:
    """In the region or not, and of which subject of the federation; a place not verified is not known."""
    if territory_id is None:
        return {"in_region": None, "subject": None}
    places = _places()
    own = places[territory_id]
    above = [found for found in places.values() if found.code in _codes_up(territory_id, places)]
    subject = next((found.code for found in above if found.level == TerritoryLevel.SUBJECT), None)
    is_place = own.level in {TerritoryLevel.MUNICIPALITY, TerritoryLevel.REGION}
    known = is_place and own.in_cmw != "unverified"
    return {"in_region": own.in_cmw != "" or own.level == TerritoryLevel.REGION if known else None, "subject": subject}


def _partners(organisation: Organisation, on: dt.date) -> int:
    links = Link.objects.on(on).filter(Q(supplier=organisation) | Q(recipient=organisation)).order_by()
    ends = set(chain.from_iterable(links.values_list("supplier_id", "recipient_id")))
    return len(ends - {organisation.pk})


def _places() -> dict[int, Territory]:
    return Territory.objects.only("code", "parent_id", "level", "in_cmw").order_by().in_bulk()


def _codes_up(key: int | None, places: dict[int, Territory]) -> list[str]:
    """Codes of the territory and of those above it."""
    codes: list[str] = []
    while key is not None and places[key].code not in codes:
        codes.append(places[key].code)
        key = places[key].parent_id
    return codes


def _known(prefix: str, found: dict[str, Value | None]) -> dict[str, Known]:
    return {f"{prefix}.{code}": Known(value) for code, value in found.items() if value is not None}


def register() -> None:
    provide(Subject.CLUSTER, of_cluster)
    provide(Subject.ORGANISATION, of_organisation)
