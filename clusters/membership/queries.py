"""Reads of this room: the queue of a cluster, its members with their state, what awaits a person."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Case, Count, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import Person
from accounts.awaiting import Awaiting
from accounts.invitations.models import Invitation
from accounts.models import LifecycleStep, User, today
from accounts.working_days import after_working_days, working_days_between
from clusters import access as registry
from clusters.membership import access
from clusters.membership.enums import UNDER_REVIEW
from clusters.membership.models import DuplicatePair, MembershipApplication, MembershipSuspension
from clusters.models import Cluster, Membership, Organisation, OrganisationAssignment
from clusters.queries import name_column

SHOWN = 20


def queue_of(cluster: Cluster) -> QuerySet[MembershipApplication]:
    """What the coordinator sees: first what is to be reviewed, the longest waiting first; then the rest."""
    rows = MembershipApplication.objects.filter(cluster=cluster, submitted_at__isnull=False)
    waits = Case(When(state__in=UNDER_REVIEW, then=0), default=1, output_field=IntegerField())
    return rows.select_related("organisation", "submitted_by").order_by(waits, "submitted_at", "pk")


def steps_of(application: MembershipApplication) -> QuerySet[LifecycleStep]:
    return LifecycleStep.objects.of(application)


def members_of(cluster: Cluster) -> QuerySet[Membership]:
    """Memberships that have not ended, with `suspended_until`, `is_suspended` (today) and `reporters`: one query."""
    current = MembershipSuspension.objects.on(today()).filter(membership=OuterRef("pk"))
    reporters = (
        OrganisationAssignment.objects.current()
        .filter(organisation=OuterRef("organisation"))
        .order_by()
        .values("organisation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = Membership.objects.filter(Q(valid_until=None) | Q(valid_until__gt=today()), cluster=cluster)
    return (
        rows.select_related("organisation__territory")
        .defer("organisation__territory__boundary")
        .annotate(
            is_suspended=Exists(current),
            suspended_until=Subquery(current.values("valid_until")[:1], output_field=DateField()),
            reporters=Subquery(reporters, output_field=IntegerField()),
        )
        .order_by(name_column("organisation__"), "pk")
    )


def suspended_on(cluster: Cluster, date: dt.date) -> set[int]:
    """Keys of the members whose membership rests on the date. They are members all the same."""
    rows = MembershipSuspension.objects.on(date).filter(membership__cluster=cluster)
    return set(rows.values_list("membership__organisation", flat=True))


def people_of(organisation: Organisation) -> QuerySet[OrganisationAssignment]:
    rows = OrganisationAssignment.objects.current().filter(organisation=organisation)
    return rows.select_related("user").order_by("user__family_name", "user__given_name", "pk")


def is_last_reporter(assignment: OrganisationAssignment) -> bool:
    return not people_of(assignment.organisation).exclude(user=assignment.user_id).exists()


def due_of(application: MembershipApplication) -> dt.date | None:
    """The last day of the review."""
    if application.submitted_at is None or application.state not in UNDER_REVIEW:
        return None
    return after_working_days(timezone.localdate(application.submitted_at), settings.REVIEW_WORKING_DAYS)


def waiting_words(application: MembershipApplication) -> str:
    """«3 working days since submission»; empty for one that awaits no review."""
    if application.submitted_at is None or application.state not in UNDER_REVIEW:
        return ""
    since = timezone.localdate(application.submitted_at)
    if (working := working_days_between(since, today())) is None:
        days = (today() - since).days
        return ngettext("%(days)s day since submission", "%(days)s days since submission", days) % {"days": days}
    words = ngettext("%(number)s working day since submission", "%(number)s working days since submission", working)
    return words % {"number": working}


def awaiting(user: Person) -> list[Awaiting]:
    """For the coordinator applications to review; for the organisation what was returned or offered; like names."""
    if not isinstance(user, User):
        return []
    return [*_to_review(user), *_to_answer(user), *_to_compare(user)]


def _to_review(user: User) -> Iterable[Awaiting]:
    clusters = registry.coordinated_clusters(user)
    rows = MembershipApplication.objects.filter(cluster__in=clusters, state__in=UNDER_REVIEW)
    rows = rows.exclude(submitted_by=user).select_related("organisation", "cluster")
    for row in rows.order_by("submitted_at", "pk")[:SHOWN]:
        title = _("Application for membership: %(name)s") % {"name": row.name}
        note = f"{row.cluster.name}, {waiting_words(row)}"
        yield Awaiting(title, row.get_absolute_url(), due_of(row), note, row.submitted_at)


def _to_answer(user: User) -> Iterable[Awaiting]:
    titles = {
        "returned": _("Application returned for correction: %(name)s"),
        "offered": _("A cluster offers membership: %(name)s"),
        "draft": _("Application not submitted yet: %(name)s"),
    }
    rows = access.own_applications(user).filter(state__in=titles).order_by("-updated_at", "pk")
    for row in rows[:SHOWN]:
        title = titles[row.state] % {"name": row.name}
        yield Awaiting(title, row.get_absolute_url(), None, row.cluster.name, row.updated_at)


def _to_compare(user: User) -> Iterable[Awaiting]:
    if not access.can_find_duplicates(user):
        return
    number = access.pairs_visible_to(user).filter(verdict="open").order_by().count()
    if number:
        title = ngettext(
            "%(number)s pair of like names to compare", "%(number)s pairs of like names to compare", number
        )
        yield Awaiting(title % {"number": number}, reverse("clusters:duplicate-list"))


def open_pairs_of(organisation: Organisation) -> QuerySet[DuplicatePair]:
    rows = DuplicatePair.objects.filter(verdict="open")
    return rows.filter(Q(first=organisation) | Q(second=organisation))


def clusters_of(organisation: Organisation) -> list[str]:
    """Names of the clusters it belongs to today."""
    rows = Membership.objects.current().filter(organisation=organisation).select_related("cluster")
    return [row.cluster.name for row in rows.order_by("cluster_id")]


def invitations_to(organisation: Organisation, user: Person) -> QuerySet[Invitation]:
    """Those the reader sent that await an answer; others' addresses are theirs."""
    rows = Invitation.objects.open().filter(purpose="clusters.reporter", context=organisation.public_id)
    return rows.filter(invited_by=user.pk)[:SHOWN]


def waiting_number(cluster: Cluster) -> int:
    return MembershipApplication.objects.filter(cluster=cluster, state__in=UNDER_REVIEW).count()
