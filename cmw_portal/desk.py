"""The desk: what awaits a person, what has changed, where to go. Asked of the rooms below; each answers for what it may show."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.access import Person
from accounts.awaiting import Awaiting
from accounts.models import AuditEvent, Notice, PortalAssignment, User, today
from accounts.notices.visibility import open_to
from accounts.people import queries as people
from accounts.personal_data import queries as personal_data
from clusters.access import coordinated_clusters, reported_organisations
from clusters.acts import queries as acts
from clusters.cooperation import queries as cooperation
from clusters.membership import queries as membership
from clusters.models import Cluster, Membership, Organisation
from clusters.support import queries as support
from cmw_portal.deadlines import deadline
from cmw_portal.desk_links import Hands, first_steps, shortcuts
from cmw_portal.typography import period_label
from competitiveness import access as report_access
from competitiveness.enums import ReportState
from competitiveness.models import Report, ReportRun

SHOWN, MORE, LATEST, OWN = 10, 90, 8, 10
RECENT = dt.timedelta(days=30)


@dataclass(frozen=True)
class Change:
    """Something that has happened; `is_new` when it was after the person's last visit."""

    title: str
    url: str
    at: dt.datetime
    note: str = ""
    is_new: bool = False


def draft_reports(user: Person) -> list[Awaiting]:
    """Drafts that the person may publish."""
    rows = report_access.reports_visible_to(user).filter(state=ReportState.DRAFT).light()
    return [
        Awaiting(
            title=_("Draft report: %(subject)s, %(period)s")
            % {"subject": report.subject.name, "period": period_label(report.period)},
            url=report.get_absolute_url(),
            note=_("read it and publish it"),
            since=report.computed_at,
        )
        for report in rows.select_related("cluster", "territory").order_by("computed_at", "pk")[: SHOWN + MORE]
    ]


# Each room says what awaits a person there.
ROOMS: list[Callable[[User], list[Awaiting]]] = [
    people.awaiting,
    personal_data.awaiting,
    membership.awaiting,
    cooperation.awaiting,
    acts.awaiting,
    support.awaiting,
    draft_reports,
]


def awaiting(user: User, rooms: Iterable[Callable[[User], list[Awaiting]]] | None = None) -> list[Awaiting]:
    """Of all rooms: what is due first comes first, then what waits longest."""
    found = [thing for room in (ROOMS if rooms is None else rooms) for thing in room(user)]
    never, later = dt.date.max, timezone.now()
    return sorted(found, key=lambda thing: (thing.due or never, thing.since or later, thing.title))


def desk(user: User) -> dict[str, Any]:
    """Everything the page shows. The number of queries does not depend on the number of rows."""
    hands = hands_of(user)
    waiting = [
        {"thing": thing, "deadline": deadline(thing.due, today())} for thing in awaiting(user)[: SHOWN + MORE + 1]
    ]
    since = last_visit(user)
    return {
        "awaiting": waiting[:SHOWN],
        "more": waiting[SHOWN : SHOWN + MORE],
        "is_cut": len(waiting) > SHOWN + MORE,
        "since": since,
        "changes": changes(user, hands, since),
        "runs": list(
            ReportRun.objects.filter(requested_by=user)
            .select_related("cluster", "territory", "report")
            .order_by("-pk")[:LATEST]
        ),
        "hands": hands,
        "first_steps": first_steps(user, hands),
        "shortcuts": shortcuts(user, hands),
    }


def hands_of(user: User) -> Hands:
    """What the person keeps: roles in the portal, clusters and organisations, at most so many of each."""
    clusters = list(coordinated_clusters(user)[: OWN + 1])
    organisations = list(reported_organisations(user).select_related("territory").order_by("name_ru")[: OWN + 1])
    roles = frozenset(PortalAssignment.objects.current().filter(user=user).values_list("role", flat=True))
    return Hands(roles, clusters[:OWN], organisations[:OWN], len(clusters) > OWN or len(organisations) > OWN)


def last_visit(user: User) -> dt.datetime | None:
    """When the person signed in before this time; None at the first visit."""
    signs = AuditEvent.objects.filter(actor=user, verb="accounts.sign_in").order_by("-recorded_at", "-pk")
    return next(iter(signs.values_list("recorded_at", flat=True)[1:2]), None)


def changes(user: User, hands: Hands, since: dt.datetime | None) -> list[Change]:
    """The latest of the last month, the newest first; what is newer than the last visit is marked."""
    after = timezone.now() - RECENT
    found = [*_told(user, after), *_published(after), *_joined(hands, after)]
    found.sort(key=lambda change: change.at, reverse=True)
    return [
        Change(row.title, row.url, row.at, row.note, is_new=since is not None and row.at > since)
        for row in found[:LATEST]
    ]


def _told(user: User, after: dt.datetime) -> list[Change]:
    """Notices tell of decisions on what is one's own; those of things no longer open are left out."""
    rows = list(Notice.objects.filter(recipient=user, created_at__gte=after).order_by("-pk")[:LATEST])
    seen = open_to(user, rows)
    return [Change(row.subject, row.link, row.created_at) for row in rows if row.pk in seen]


def _published(after: dt.datetime) -> list[Change]:
    rows = Report.objects.filter(state=ReportState.PUBLISHED, published_at__gte=after).light()
    return [
        Change(
            _("Report published: %(subject)s, %(period)s")
            % {"subject": capfirst(report.subject.name), "period": period_label(report.period)},
            report.get_absolute_url(),
            report.published_at,
        )
        for report in rows.select_related("cluster", "territory").order_by("-published_at", "-pk")[:LATEST]
        if report.published_at
    ]


def _joined(hands: Hands, after: dt.datetime) -> list[Change]:
    """New members of the clusters that the person coordinates or whose members the person reports for."""
    rows = _memberships(hands).filter(created_at__gte=after).select_related("organisation", "cluster")
    return [
        Change(
            _("New member: %(name)s") % {"name": row.organisation.name},
            row.organisation.get_absolute_url(),
            row.created_at,
            row.cluster.name,
        )
        for row in rows.order_by("-created_at", "-pk")[:LATEST]
    ]


def _memberships(hands: Hands) -> QuerySet[Membership]:
    current = Membership.objects.current()
    own: Sequence[Cluster] = hands.clusters
    with_us: Sequence[Organisation] = hands.organisations
    near = current.filter(organisation__in=with_us).values("cluster")
    return current.filter(cluster__in=own) | current.filter(cluster__in=near).exclude(organisation__in=with_us)
