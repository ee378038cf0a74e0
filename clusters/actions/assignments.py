"""Who coordinates a cluster and who reports for an organisation."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.actions import appointing
from accounts.models import User
from accounts.notices import notify
from clusters import access
from clusters.models import Cluster, ClusterAssignment, Organisation, OrganisationAssignment

Assignment = ClusterAssignment | OrganisationAssignment


def _only_administrator(by: User | None) -> None:
    if by is not None:
        access.require(
            access.can_assign_coordinator(by), _("Only the administrator of the portal appoints coordinators.")
        )


def _only_who_appoints_reporters(by: User | None, organisation: Organisation) -> None:
    if by is not None:
        access.require(
            access.can_assign_reporter(by, organisation),
            _("Only the coordinator of a cluster of this organisation or the administrator appoints its reporters."),
        )


@transaction.atomic
def assign_coordinator(
    *, by: User | None, user: User, cluster: Cluster, valid_from: dt.date, valid_until: dt.date | None = None
) -> ClusterAssignment:
    """Make the person coordinator of the cluster for a period and tell them."""
    _only_administrator(by)
    assignment = ClusterAssignment(
        user=user, role="coordinator", cluster=cluster, valid_from=valid_from, valid_until=valid_until
    )
    _keep(by, assignment, {"cluster": cluster.slug})
    with override(user.language):
        subject = _("You are now coordinator: %(name)s") % {"name": cluster.name}
        body = _("You may edit the cluster, admit its members and publish its reports.")
    notify(recipient=user, kind="clusters.assigned", subject=subject[:200], body=body, link=cluster.get_absolute_url())
    return assignment


@transaction.atomic
def assign_reporter(
    *, by: User | None, user: User, organisation: Organisation, valid_from: dt.date, valid_until: dt.date | None = None
) -> OrganisationAssignment:
    """Make the person a reporter of the organisation for a period and tell them."""
    _only_who_appoints_reporters(by, organisation)
    assignment = OrganisationAssignment(
        user=user, role="reporter", organisation=organisation, valid_from=valid_from, valid_until=valid_until
    )
    _keep(by, assignment, {"organisation": organisation.public_id})
    with override(user.language):
        subject = _("You now report for: %(name)s") % {"name": organisation.name}
        body = _("You may edit the page of the organisation, keep its links and file its figures.")
    notify(
        recipient=user, kind="clusters.assigned", subject=subject[:200], body=body, link=organisation.get_absolute_url()
    )
    return assignment


@transaction.atomic
def end_assignment(*, by: User | None, assignment: Assignment, valid_until: dt.date) -> Assignment:
    """Close an assignment; `valid_until` is the first day without it. On its first day it was held on no day."""
    if isinstance(assignment, ClusterAssignment):
        _only_administrator(by)
    else:
        _only_who_appoints_reporters(by, assignment.organisation)
    if not appointing.end(by=by, assignment=assignment, on=valid_until, verb="clusters.end_assignment"):
        raise ValidationError({"valid_until": _("This assignment has an end already. Make a new one if it goes on.")})
    appointing.tell_ended(assignment)
    return assignment


def _keep(by: User | None, assignment: Assignment, context: dict[str, object]) -> None:
    appointing.appoint(by=by, assignment=assignment, verb=f"clusters.assign_{assignment.role}", where=context)
