"""Offices of a council: the chair and the secretary are given by two persons, and ended by one, at once."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import appointing
from accounts.models import User, today
from councils.access import can_assign_to_council
from councils.models import Council, CouncilAssignment


@transaction.atomic
def assign_council_role(
    *,
    by: User | None,
    user: User,
    council: Council,
    role: str,
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
) -> CouncilAssignment:
    """Give an office; the chair's and the secretary's is held when a second person confirms it.

    Raises PermissionDenied; ValidationError for another role or a period that meets one already held.
    """
    _only_administrator(by)
    assignment = CouncilAssignment(
        user=user, role=role, council=council, valid_from=valid_from or today(), valid_until=valid_until
    )
    where: dict[str, object] = {"council": council.slug}
    appointing.appoint(by=by, assignment=assignment, verb="councils.assign_role", where=where)
    if assignment.confirmed_at is not None:
        appointing.tell_given(assignment)
    return assignment


@transaction.atomic
def end_council_role(*, by: User | None, assignment: CouncilAssignment, on: dt.date | None = None) -> CouncilAssignment:
    """End an office from a date (today) on; it is gone at the next request. Raises PermissionDenied, ValidationError."""
    _only_administrator(by)
    ended = appointing.end(by=by, assignment=assignment, on=on or today(), verb="councils.end_role")
    if ended and assignment.confirmed_at is not None:
        appointing.tell_ended(assignment)
    return assignment


def _only_administrator(by: User | None) -> None:
    if by is not None and not can_assign_to_council(by):
        raise PermissionDenied(_("Only an administrator of the portal gives offices of a council."))
