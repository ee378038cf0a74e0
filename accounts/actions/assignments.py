"""Roles given in the portal as a whole."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.access import can_assign_roles
from accounts.models import PortalAssignment, User, today
from accounts.notices import notify


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

    Raises PermissionDenied; ValidationError for a role of another context or a period that
    meets one already held.
    """
    if by is not None and not can_assign_roles(by):
        raise PermissionDenied
    # The person's row is the lock: two appointments at once must see each other.
    User.objects.select_for_update().get(pk=user.pk)
    assignment = PortalAssignment(
        user=user, role=role, valid_from=valid_from or today(), valid_until=valid_until, appointed_by=by
    )
    assignment.full_clean()
    assignment.save()
    audit.record(by=by, verb="accounts.assign_portal_role", obj=assignment, after=_facts(assignment))
    notify(
        recipient=user,
        kind="accounts.role_given",
        subject=gettext_lazy("You have been given a role in the portal"),
        body=gettext_lazy("What your roles allow is open to you from your next page on."),
        link="/desk/",
    )
    return assignment


@transaction.atomic
def end_portal_role(*, by: User | None, assignment: PortalAssignment, on: dt.date | None = None) -> PortalAssignment:
    """End the role on a date (today), the first day on which it is no longer held: it is gone at the next request.

    A role that has ended by then is left as it is. Raises PermissionDenied, and ValidationError before its beginning.
    """
    if by is not None and not can_assign_roles(by):
        raise PermissionDenied
    stored = PortalAssignment.objects.select_for_update().get(pk=assignment.pk)
    last = on or today()
    if stored.valid_until is not None and stored.valid_until <= last:
        return stored
    before = _facts(stored)
    stored.valid_until = last
    stored.full_clean()
    stored.save(update_fields=["valid_until", "updated_at"])
    assignment.valid_until = last
    audit.record(by=by, verb="accounts.end_portal_role", obj=stored, before=before, after=_facts(stored))
    notify(
        recipient=stored.user,
        kind="accounts.role_ended",
        subject=gettext_lazy("A role of yours in the portal ends"),
        body=gettext_lazy("If this is a mistake, write to the administrator of the portal."),
    )
    return stored


def _facts(assignment: PortalAssignment) -> dict[str, object]:
    return {
        "user": assignment.user_id,
        "role": assignment.role,
        "valid_from": assignment.valid_from,
        "valid_until": assignment.valid_until,
    }
