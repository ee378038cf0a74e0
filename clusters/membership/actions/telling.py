"""What the two sides of an application are told of its steps, each in his own language."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from accounts.notices import notify
from clusters.membership.models import MembershipApplication
from clusters.models import ClusterAssignment, Membership, OrganisationAssignment

TO_CLUSTER = {
    "submit": gettext_lazy("%(name)s applies for membership"),
    "resubmit": gettext_lazy("%(name)s has submitted its application again"),
    "withdraw": gettext_lazy("%(name)s has withdrawn its application"),
    "accept": gettext_lazy("%(name)s has accepted membership"),
    "decline": gettext_lazy("%(name)s has declined membership"),
}
TO_ORGANISATION = {
    "take": gettext_lazy("The application of %(name)s is in review"),
    "send_back": gettext_lazy("The application of %(name)s is returned for correction"),
    "admit": gettext_lazy("%(name)s is admitted to the cluster"),
    "refuse": gettext_lazy("The application of %(name)s is refused"),
    "offer": gettext_lazy("A cluster offers membership to %(name)s"),
    "recall": gettext_lazy("The offer of membership to %(name)s is taken back"),
    "remind": gettext_lazy("The application of %(name)s awaits your correction"),
}


def tell(application: MembershipApplication, verb: str, *, by: User, remark: str = "") -> None:
    """The other side; a draft that is withdrawn was known to nobody."""
    if application.submitted_at is None:
        return
    subject = TO_CLUSTER.get(verb) or TO_ORGANISATION.get(verb)
    if subject is None:
        return
    people = reviewers(application) if verb in TO_CLUSTER else applicants(application)
    for person in people:
        if person.pk == by.pk:
            continue
        with override(person.language):
            lines = [_("Cluster: %(name)s.") % {"name": application.cluster.name}]
            if remark:
                lines.append(_("Remark: %(remark)s") % {"remark": remark})
            title = str(subject) % {"name": application.name}
        notify(
            recipient=person,
            kind=f"clusters.application_{verb}",
            subject=title[:200],
            body="\n".join(lines),
            link=application.get_absolute_url(),
            about=application,
            direct=True,
        )


def tell_members(membership: Membership, subject: Promise, reason: str, *, by: User | None) -> None:
    """The reporters of the organisation; `subject` takes its name."""
    for person in _reporters(membership.organisation_id):
        if by is not None and person.pk == by.pk:
            continue
        with override(person.language):
            title = str(subject) % {"name": membership.organisation.name}
            lines = [_("Cluster: %(name)s.") % {"name": membership.cluster.name}]
            lines += [_("Reason: %(reason)s") % {"reason": reason}] if reason else []
        notify(
            recipient=person,
            kind="clusters.membership_changed",
            subject=title[:200],
            body="\n".join(lines),
            link=membership.organisation.get_absolute_url(),
            direct=True,
        )


def _reporters(organisation: int | None) -> QuerySet[User]:
    held = OrganisationAssignment.objects.current().filter(organisation=organisation).values("user")
    return User.objects.filter(pk__in=held, is_active=True)


def reviewers(application: MembershipApplication) -> Iterable[User]:
    held = ClusterAssignment.objects.current().filter(cluster=application.cluster).values("user")
    return User.objects.filter(pk__in=held, is_active=True)


def applicants(application: MembershipApplication) -> Iterable[User]:
    people = _reporters(application.organisation_id)
    if application.proposed_name and application.submitted_by_id:
        people |= User.objects.filter(pk=application.submitted_by_id, is_active=True)
    return people
