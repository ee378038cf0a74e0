"""Indicators that the registry itself answers: how many members, of what size and sector, tied by how many links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from clusters.enums import SizeClass
from clusters.models import Cluster, Link, Membership
from indicators.periods import Period

SMALL = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM)


@dataclass(frozen=True)
class Member:
    """What an aggregate needs to know of a member."""

    kind: str
    sector: str
    size_class: str
    is_demo: bool


@dataclass
class Roster:
    """Members of a cluster on the last day of a period, and the links at work between them on that day."""

    members: dict[int, Member] = field(default_factory=dict)
    #: Unordered pairs of members.
    pairs: set[frozenset[int]] = field(default_factory=set)


def rosters(clusters: Sequence[Cluster], periods: Sequence[Period]) -> dict[tuple[str, str], Roster]:
    """By (slug, period code). Two queries."""
    found = {(cluster.slug, period.code): Roster() for cluster in clusters for period in periods}
    rows = Membership.objects.filter(cluster__in=clusters).select_related("organisation", "cluster")
    for row in rows:
        organisation = row.organisation
        member = Member(organisation.kind, organisation.sector, organisation.size_class, organisation.is_demo)
        for period in periods:
            if row.valid_from <= period.end and (row.valid_until is None or row.valid_until > period.end):
                found[row.cluster.slug, period.code].members[organisation.pk] = member
    _tie(found, periods)
    return found


def _tie(found: dict[tuple[str, str], Roster], periods: Sequence[Period]) -> None:
    everyone = {pk for roster in found.values() for pk in roster.members}
    links = Link.objects.filter(Q(supplier__in=everyone) & Q(recipient__in=everyone)).order_by()
    rows = list(links.values_list("supplier_id", "recipient_id", "since", "until"))
    for (_slug, code), roster in found.items():
        day = next(period.end for period in periods if period.code == code)
        for supplier, recipient, since, until in rows:
            at_work = (since is None or since <= day) and (until is None or until > day)
            if at_work and supplier in roster.members and recipient in roster.members:
                roster.pairs.add(frozenset((supplier, recipient)))


def members(roster: Roster) -> Decimal:
    """A01."""
    return Decimal(len(roster.members))


def small_share(roster: Roster) -> Decimal | None:
    """A07, per cent of the members whose size is known."""
    known = [member for member in roster.members.values() if member.size_class != SizeClass.UNKNOWN]
    small = sum(member.size_class in SMALL for member in known)
    return Decimal(100 * small) / len(known) if known else None


def tied_share(roster: Roster) -> Decimal | None:
    """F02, per cent of the members with a link to another member."""
    tied = {pk for pair in roster.pairs for pk in pair}
    return Decimal(100 * len(tied)) / len(roster.members) if roster.members else None


def density(roster: Roster) -> Decimal | None:
    """F03: 2L / (N(N−1)), where L counts the pairs of members that are linked at all."""
    number = len(roster.members)
    return Decimal(2 * len(roster.pairs)) / (number * (number - 1)) if number > 1 else None


def diversity(roster: Roster) -> Decimal:
    """G08: how many sectors have a member."""
    return Decimal(len({member.sector for member in roster.members.values()}))


REGISTRY_MEASURES: dict[str, Callable[[Roster], Decimal | None]] = {
    "A01": members,
    "A07": small_share,
    "F02": tied_share,
    "F03": density,
    "G08": diversity,
}
