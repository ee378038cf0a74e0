"""Offers, requests, answers and what came of them."""

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.access import Person
from accounts.models import LifecycleStep, today
from clusters.cooperation import access
from clusters.cooperation.enums import InterestState
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.models import Cluster, Link, Membership, Organisation
from clusters.queries import in_order_of_name
from clusters.search import match

FOUND = 20


def notices_for_list() -> QuerySet[PartnerNotice]:
    """Open notices with their organisation and place; the newest first."""
    return with_sides(PartnerNotice.objects.open_on(today()))


def notices_of(organisations: QuerySet[Organisation]) -> QuerySet[PartnerNotice]:
    """Everything these organisations have written, with `waiting`: answers not yet answered."""
    waiting = Count("interests", filter=Q(interests__state=InterestState.SENT))
    return with_sides(PartnerNotice.objects.filter(organisation__in=organisations)).annotate(waiting=waiting)


def with_sides(rows: QuerySet[PartnerNotice]) -> QuerySet[PartnerNotice]:
    rows = rows.select_related("organisation__territory", "territory", "cluster").defer(
        "territory__boundary", "organisation__territory__boundary", "organisation__search_text", "search_text"
    )
    return rows.order_by("-published_at", "-pk")


def interests_of_notice(user: Person, notice: PartnerNotice) -> QuerySet[Interest]:
    """Those of the notice that the person may read: all for its author, one's own for the others."""
    rows = access.interests_visible_to(user).filter(notice=notice).select_related("organisation", "notice")
    return rows.order_by("-created_at", "-pk")


def interests_of(user: Person) -> QuerySet[Interest]:
    """Sent by and to the organisations of the person."""
    rows = access.interests_visible_to(user).select_related("organisation", "notice__organisation")
    return rows.order_by("-created_at", "-pk")


def may_answer(user: Person, notice: PartnerNotice) -> QuerySet[Organisation]:
    """The person's organisations that have not answered the notice yet and may."""
    rows = access.represented_organisations(user).exclude(pk=notice.organisation_id)
    answered = Interest.objects.filter(notice=notice).exclude(state=InterestState.WITHDRAWN)
    rows = rows.exclude(pk__in=answered.values("organisation"))
    if notice.cluster_id:
        rows = rows.filter(pk__in=Membership.objects.current().filter(cluster=notice.cluster_id).values("organisation"))
    return in_order_of_name(rows)


def members_among(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Those that may post: members of a cluster today."""
    return in_order_of_name(organisations.filter(pk__in=Membership.objects.current().values("organisation")))


def found_for_link(text: str, organisation: Organisation) -> list[Organisation]:
    """At most twenty organisations whose words match, the organisation itself aside; with `linked`, whether one is at work."""
    if not text.strip():
        return []
    links = Link.objects.on(today()).filter(
        Q(supplier=organisation, recipient=OuterRef("pk")) | Q(recipient=organisation, supplier=OuterRef("pk"))
    )
    rows = Organisation.objects.filter(is_demo=organisation.is_demo, replaced_by=None).exclude(pk=organisation.pk)
    rows = match(rows, text).select_related("territory").defer("territory__boundary", "search_text")
    return list(in_order_of_name(rows).annotate(linked=Exists(links))[:FOUND])


def links_for_keeping(organisation: Organisation) -> QuerySet[Link]:
    """Every link of the organisation, those at work first."""
    rows = Link.objects.filter(Q(supplier=organisation) | Q(recipient=organisation))
    rows = rows.select_related("supplier", "recipient", "stated_by")
    return rows.order_by("until", "-since", "-pk")


def steps_of(obj: Link | PartnerNotice) -> QuerySet[LifecycleStep]:
    return LifecycleStep.objects.of(obj)


def outcomes(cluster: Cluster | None, first: dt.date, last: dt.date) -> dict[str, int]:
    """Partner search in numbers between two days, both included: of members of the cluster today, or of all.

    `published` notices, `answers` to them, `accepted` answers and `links` recorded from them. Two queries.
    """
    notices = PartnerNotice.objects.filter(published_at__date__range=(first, last))
    answers = Interest.objects.filter(created_at__date__range=(first, last))
    if cluster is not None:
        members = Membership.objects.current().filter(cluster=cluster).values("organisation")
        notices = notices.filter(organisation__in=members)
        answers = answers.filter(notice__organisation__in=members)
    counted = answers.aggregate(
        answers=Count("pk"),
        accepted=Count("pk", filter=Q(state=InterestState.ACCEPTED)),
        links=Count("link"),
    )
    return {"published": notices.count(), **counted}
