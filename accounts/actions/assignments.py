"""Roles given in the portal as a whole."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import can_assign_roles
from accounts.actions import appointing
from accounts.models import PortalAssignment, User, today


@transaction.atomic
def assign_portal_role(
    *,
    by: User | None,
    user: User,
    role: str,
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
) -> PortalAssignment:
    """Give a role from a date (today) until a date (exclusive; open). The person is told.

    A role of two persons is only proposed by a person and held when another confirms it; the system needs no second.
    Raises PermissionDenied; ValidationError for a role of another context or a period that meets one already held.
    """
    if by is not None and not can_assign_roles(by):
        raise PermissionDenied
    assignment = PortalAssignment(user=user, role=role, valid_from=valid_from or today(), valid_until=valid_until)
    appointing.appoint(by=by, assignment=assignment, verb="accounts.assign_portal_role")
    if assignment.confirmed_at is not None:
        appointing.tell_given(assignment)
    return assignment


@transaction.atomic
def end_portal_role(*, by: User | None, assignment: PortalAssignment, on: dt.date | None = None) -> PortalAssignment:
    """End the role on a date (today), the first day on which it is no longer held: it is gone at the next request.

    A role that has ended by then is left as it is. One person dismisses, at once. Raises PermissionDenied, and
    ValidationError before its beginning and for the last administrator.
    """
    if by is not None and not can_assign_roles(by):
        raise PermissionDenied
    last = on or today()
    if assignment.role == "administrator" and assignment.confirmed_at is not None:
        keep_an_administrator(without=assignment.user, on=last)
    ended = appointing.end(by=by, assignment=assignment, on=last, verb="accounts.end_portal_role")
    if ended and assignment.confirmed_at is not None:
        appointing.tell_ended(assignment)
    return assignment


def keep_an_administrator(*, without: User, on: dt.date) -> None:
    """Raises ValidationError where nobody else would administer the portal on that day.

    The rows of all administrators are locked: two who dismiss each other at once must see each other.
    """
    rows = PortalAssignment.objects.select_for_update(of=("self",)).filter(role="administrator").order_by("pk")
    held = list(rows.select_related("user"))
    if any(row.user_id == without.pk and row.holds_on(today()) for row in held) and not any(
        row.user_id != without.pk and row.user.is_active and row.holds_on(on) for row in held
    ):
        raise ValidationError(
            _("This is the last administrator. Appoint another one first: without any, nobody could appoint anybody.")
        )
