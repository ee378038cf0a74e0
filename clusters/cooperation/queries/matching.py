"""Who could answer a notice, and which notices suit an organisation. The sum of points is made in the database, so that
only the best rows leave it; the reasons of those are then given by `matching.score`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from accounts.models import today
from clusters.cooperation.matching import (
    ADDITIONAL,
    CLUSTER,
    KIND,
    MAIN,
    NEAR_KM,
    NEAR_PLACE,
    NEW,
    SAME_PLACE,
    Candidate,
    Match,
    Wanted,
    distance_km,
    score,
    starts,
)
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.models import Link, Membership, Organisation, Territory

SHOWN = 10
READ = 200  # newest suitable notices that are scored for one organisation


@dataclass(frozen=True)
class Suited:
    """A row with the points and reasons for it."""

    row: Organisation | PartnerNotice
    match: Match


def organisations_for(notice: PartnerNotice, limit: int = SHOWN) -> list[Suited]:
    """Organisations that could answer the notice, the best first. Four queries at any size of the registry.

    Made-up organisations answer made-up notices only, and the other way round.
    """
    if not notice.okved and not notice.wanted_kinds:
        return []
    wanted = wanted_by(notice, places_near(notice.territory_id or notice.organisation.territory_id))
    linked, clusters = _linked_to(notice.organisation_id), _clusters_of(notice.organisation_id)
    companions = Membership.objects.current().filter(cluster__in=clusters).values("organisation")
    rows = Organisation.objects.filter(is_demo=notice.is_demo, replaced_by=None).exclude(pk=notice.organisation_id)
    if notice.cluster_id:
        members = Membership.objects.current().filter(cluster=notice.cluster_id)
        rows = rows.filter(pk__in=members.values("organisation"))
    rows = rows.annotate(codes=Cast("okved_additional", TextField()))
    rows = rows.filter(_any_reason(wanted)).annotate(
        same_cluster=Case(When(pk__in=companions, then=Value(CLUSTER)), default=0, output_field=IntegerField()),
        points=_points(wanted, linked),
    )
    best = rows.select_related("territory").defer("territory__boundary", "search_text")
    found = best.order_by((F("points") + F("same_cluster")).desc(), "name_ru", "pk")[:limit]
    return [Suited(row, score(wanted, _candidate(row, row.pk in linked))) for row in found]


def _candidate(row: Organisation, linked: bool) -> Candidate:
    return Candidate(
        row.okved_main,
        tuple(row.okved_additional),
        row.kind,
        row.territory_id,
        bool(row.same_cluster),  # type: ignore[attr-defined]
        linked,
    )


def _any_reason(wanted: Wanted) -> Q:
    """The widest net: the class of an activity or a kind."""
    found = Q(kind__in=wanted.kinds) if wanted.kinds else Q(pk__in=[])
    for start in {asked[:2] for asked in wanted.okved}:
        found |= Q(okved_main__startswith=start) | Q(codes__contains=f'"{start}')
    return found


def _points(wanted: Wanted, linked: set[int]) -> object:
    whens = []
    for points in sorted({*MAIN.values(), *ADDITIONAL.values()}, reverse=True):
        reached = Q(pk__in=[])
        for asked in wanted.okved:
            for place, level in enumerate(MAIN):
                for start in starts(asked)[place]:
                    if MAIN[level] >= points:
                        reached |= Q(okved_main__startswith=start)
                    if ADDITIONAL[level] >= points:
                        reached |= Q(codes__contains=f'"{start}')
        whens.append(When(reached, then=Value(points)))
    number = IntegerField()
    total: Combinable = Case(*whens, default=0, output_field=number)
    total += Case(When(kind__in=wanted.kinds, then=Value(KIND)), default=0, output_field=number)
    near = [When(territory=wanted.place, then=Value(SAME_PLACE))] if wanted.place else []
    if wanted.near:
        near.append(When(territory__in=wanted.near, then=Value(NEAR_PLACE)))
    if near:
        total += Case(*near, default=0, output_field=number)
    return total + Case(When(pk__in=linked, then=0), default=Value(NEW), output_field=number)


def notices_for(organisation: Organisation, limit: int = SHOWN) -> list[Suited]:
    """Open notices of others that suit the organisation, the best first; those it has answered are left out. Five queries."""
    clusters = _clusters_of(organisation.pk)
    rows = PartnerNotice.objects.open_on(today()).filter(is_demo=organisation.is_demo)
    rows = rows.exclude(organisation=organisation).filter(Q(cluster=None) | Q(cluster__in=clusters))
    answered = Interest.objects.filter(organisation=organisation)
    rows = rows.exclude(pk__in=answered.values("notice")).filter(_asks_for(organisation))
    companions = Membership.objects.current().filter(cluster__in=clusters).values("organisation")
    rows = rows.annotate(
        same_cluster=Case(When(organisation__in=companions, then=1), default=0, output_field=IntegerField())
    )
    rows = rows.select_related("organisation__territory").defer("organisation__territory__boundary")
    linked, places = _linked_to(organisation.pk), _places()
    suited = [
        Suited(row, score(wanted_by(row, _near(places, row.territory_id or row.organisation.territory_id)), candidate))
        for row in rows.order_by("-published_at", "-pk")[:READ]
        for candidate in [_seen_from(organisation, row, linked)]
    ]
    fitting = [one for one in suited if one.match.suits]
    return sorted(fitting, key=lambda one: -one.match.points)[:limit]


def _seen_from(organisation: Organisation, row: PartnerNotice, linked: set[int]) -> Candidate:
    return Candidate(
        organisation.okved_main,
        tuple(organisation.okved_additional),
        organisation.kind,
        organisation.territory_id,
        bool(row.same_cluster),  # type: ignore[attr-defined]
        row.organisation_id in linked,
    )


def _asks_for(organisation: Organisation) -> Q:
    rows = Q(kinds_text__contains=f'"{organisation.kind}"')
    for start in {code[:2] for code in (organisation.okved_main, *organisation.okved_additional) if code}:
        rows |= Q(codes_text__contains=f'"{start}')
    return Q(
        pk__in=PartnerNotice.objects.annotate(
            kinds_text=Cast("wanted_kinds", TextField()), codes_text=Cast("okved", TextField())
        )
        .filter(rows)
        .values("pk")
    )


def wanted_by(notice: PartnerNotice, near: frozenset[int]) -> Wanted:
    """The notice as `matching` reads it; without a place of its own it is where its organisation is."""
    place = notice.territory_id or notice.organisation.territory_id
    return Wanted(tuple(notice.okved), frozenset(notice.wanted_kinds), place, near)


Place = tuple[float, float]


def _places() -> dict[int, Place]:
    rows = Territory.objects.filter(level="municipality", centre_lat__isnull=False, centre_lon__isnull=False)
    found = rows.values_list("pk", "centre_lat", "centre_lon")
    return {key: (float(lat), float(lon)) for key, lat, lon in found if lat is not None and lon is not None}


def _near(places: dict[int, Place], place: int | None) -> frozenset[int]:
    here = places.get(place) if place else None
    if here is None:
        return frozenset()
    return frozenset(key for key, there in places.items() if key != place and distance_km(here, there) <= NEAR_KM)


def places_near(place: int | None) -> frozenset[int]:
    """Municipalities whose centres are at most 30 km away."""
    return _near(_places(), place)


def _linked_to(organisation: int) -> set[int]:
    """Keys of the organisations with which there is a link at work, whatever its kind."""
    links: QuerySet[Link] = Link.objects.on(today()).filter(Q(supplier=organisation) | Q(recipient=organisation))
    pairs: Iterable[tuple[int, int]] = links.order_by().values_list("supplier", "recipient")
    return {key for pair in pairs for key in pair} - {organisation}


def _clusters_of(organisation: int) -> list[int]:
    return list(
        Membership.objects.current().filter(organisation=organisation).order_by().values_list("cluster", flat=True)
    )
