"""Reads of the registry that combine its models."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Substr
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import today
from clusters.enums import TerritoryLevel
from clusters.models import Cluster, Link, Membership, Organisation, Territory
from clusters.models.territories import TerritoryQuerySet
from clusters.search import match

REGION = "CMW"


@dataclass(frozen=True)
class Hit:
    """One thing a search has found; `kind` is a word of the portal, the rest is in the active language."""

    kind: str
    title: str
    summary: str
    url: str


def members_on(cluster: Cluster, date: dt.date) -> QuerySet[Organisation]:
    """Organisations that are members of the cluster on the date, each once."""
    return Organisation.objects.filter(pk__in=memberships_on(cluster, date).values("organisation"))


def memberships_on(cluster: Cluster, date: dt.date) -> QuerySet[Membership]:
    memberships = Membership.objects.on(date).filter(cluster=cluster).select_related("organisation__territory")
    return memberships.order_by(name_column("organisation__"), "pk")


def organisations_for_list() -> QuerySet[Organisation]:
    """Organisations with territory and `current_memberships` (with their clusters): three queries at any length."""
    current = Membership.objects.current().select_related("cluster").order_by("cluster_id")
    return (
        Organisation.objects.filter(replaced_by=None)
        .select_related("territory")
        .defer("territory__boundary", "search_text")
        .prefetch_related(Prefetch("memberships", current, to_attr="current_memberships"))
    )


def in_order_of_name(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """By the name that the reader sees."""
    return rows.order_by(name_column(), "pk")


def name_column(before: str = "") -> str:
    """`name_ru` or `name_en`, after the active language; `before` leads to it, as `organisation__`."""
    return f"{before}name_en" if (get_language() or "ru").startswith("en") else f"{before}name_ru"


def clusters_with_counts(date: dt.date | None = None) -> QuerySet[Cluster]:
    """Clusters with `members`: how many organisations belong on the date (today by default)."""
    on = date or today()
    in_force = Q(memberships__valid_from__lte=on) & (
        Q(memberships__valid_until=None) | Q(memberships__valid_until__gt=on)
    )
    members = Count("memberships__organisation", filter=in_force, distinct=True)
    return Cluster.objects.select_related("managing_organisation").annotate(members=members).order_by("pk")


def links_and_members(cluster: Cluster, date: dt.date) -> tuple[list[Link], set[int]]:
    """Links at work on the date with a member of the cluster at either end, and the keys of the members."""
    members = set(members_on(cluster, date).values_list("pk", flat=True))
    member_rows = members_on(cluster, date).values("pk")
    touching = Q(supplier__in=member_rows) | Q(recipient__in=member_rows)
    return list(Link.objects.on(date).filter(touching).order_by()), members


def links_of_organisation(organisation: Organisation, date: dt.date) -> QuerySet[Link]:
    links = Link.objects.on(date).filter(Q(supplier=organisation) | Q(recipient=organisation))
    return links.select_related("supplier", "recipient")


def territories_within(territory: Territory) -> list[int]:
    """Keys of the territory and all below it; below the region of the Mineral Waters are its municipalities."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for key, parent, level, in_cmw in Territory.objects.values_list("pk", "parent", "level", "in_cmw"):
        below[parent].append(key)
        if territory.code == REGION and level == TerritoryLevel.MUNICIPALITY and in_cmw:
            below[territory.pk].append(key)
    found = [territory.pk]
    for key in found:  # grows while it is read: a walk without recursion
        found.extend(below[key])
    return found


def territories_below(territory: Territory) -> QuerySet[Territory]:
    """What lies directly below; for the region of the Mineral Waters its municipalities."""
    rows = territories_for_list()
    return rows.of_region() if territory.code == REGION else rows.filter(parent=territory)


def lineage(territory: Territory) -> list[Territory]:
    """The territories above, from the federation down, the territory itself excluded. One query."""
    known = Territory.objects.without_outlines().in_bulk()
    above: list[Territory] = []
    parent = territory.parent_id
    while parent is not None and known[parent] not in above:
        above.insert(0, known[parent])
        parent = known[parent].parent_id
    return above


def organisations_by_territory() -> dict[str, int]:
    """Number of organisations of the registry in each territory and all below it, by code. Two queries."""
    counted = Organisation.objects.exclude(territory=None).values("territory").annotate(number=Count("pk")).order_by()
    numbers = {row["territory"]: row["number"] for row in counted}
    territories = Territory.objects.without_outlines().in_bulk()
    totals = dict.fromkeys((territory.code for territory in territories.values()), 0)
    for territory in territories.values():
        number = numbers.get(territory.pk, 0)
        for code in _codes_upward(territory, territories):
            totals[code] += number
    return totals


def _codes_upward(territory: Territory, territories: Mapping[int, Territory]) -> Iterator[str]:
    """The territory's own code, the region's where it belongs there, and those above it."""
    if territory.level == TerritoryLevel.MUNICIPALITY and territory.in_cmw:
        yield from (found.code for found in territories.values() if found.code == REGION)
    seen: set[int] = set()
    current: Territory | None = territory
    while current is not None and current.pk not in seen:
        yield current.code
        seen.add(current.pk)
        current = territories.get(current.parent_id) if current.parent_id else None


def territories_for_list() -> TerritoryQuerySet:
    """From the federation down to the municipalities, by name within a level."""
    depth = Case(*(When(level=level, then=place) for place, level in enumerate(TerritoryLevel.values)))
    return Territory.objects.without_outlines().order_by(depth, territory_name_order())


def territory_name_order(before: str = "") -> Combinable:
    """The name as it stands alone, with a capital: otherwise the towns would come after all other territories."""
    name = name_column(before)
    capital = Concat(Value("Г"), Substr(name, 2), output_field=CharField())
    return Case(When(**{f"{name}__startswith": "г", "then": capital}), default=F(name), output_field=CharField())


def territories_by_name(request: object = None) -> TerritoryQuerySet:
    """For lists to choose from."""
    return Territory.objects.without_outlines().order_by(territory_name_order(), "pk")


def territories_above() -> QuerySet:
    """Keys of those to which another belongs."""
    return Territory.objects.exclude(parent=None).order_by().values("parent")


def members_by_cluster(territories: list[int], date: dt.date) -> list[tuple[Cluster, int]]:
    """Every cluster with the number of its members on the date in these territories."""
    here = Membership.objects.on(date).filter(organisation__territory__in=territories)
    counted = here.values("cluster").annotate(number=Count("organisation", distinct=True)).order_by()
    numbers = {row["cluster"]: row["number"] for row in counted}
    return [(cluster, numbers.get(cluster.pk, 0)) for cluster in Cluster.objects.all()]


def known_in_field(cluster: Cluster) -> QuerySet[Organisation]:
    """Organisations that a source places in the cluster's field. It says nothing of membership."""
    return in_order_of_name(cluster.known_organisations.select_related("territory"))


def search(text: str, limit: int = 20) -> list[Hit]:
    """Clusters, territories and organisations whose stored words match, at most `limit` of each kind."""
    hits = [
        Hit("cluster", found.name, found.mission, found.get_absolute_url())
        for found in match(Cluster.objects.all(), text)[:limit]
    ]
    for territory in match(Territory.objects.without_outlines(), text)[:limit]:
        hits.append(
            Hit("territory", capfirst(territory.name), territory.get_level_display(), territory.get_absolute_url())
        )
    for organisation in match(Organisation.objects.filter(replaced_by=None).select_related("territory"), text).order_by(
        "is_demo", "name_ru"
    )[:limit]:
        hits.append(Hit("organisation", organisation.name, _summary(organisation), organisation.get_absolute_url()))
    return hits


def _summary(organisation: Organisation) -> str:
    parts = [organisation.get_kind_display()]
    if organisation.territory:
        parts.append(organisation.territory.name)
    if organisation.inn:
        parts.append(_("INN %(inn)s") % {"inn": organisation.inn})
    if organisation.is_demo:
        parts.append(_("demonstration data"))
    return " · ".join(parts)


def organisation_by_word(word: str) -> Organisation | None:
    """The organisation that a person names by its INN, its public id or the address of its page; a replaced row is none."""
    last = word.strip().rstrip("/").rsplit("/", 1)[-1].lower()
    rows = Organisation.objects.filter(replaced_by=None)
    return rows.filter(public_id=last).first() or rows.filter(inn=last).exclude(inn="").first()
