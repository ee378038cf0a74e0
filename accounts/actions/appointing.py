"""What giving and ending a role has in common, whatever its context; who may give it is asked by the room's own action."""

import datetime as dt
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.access import can_assign_roles
from accounts.models import AssignmentBase, User, today
from accounts.notices import notify
from accounts.roles import ROLES

A = TypeVar("A", bound=AssignmentBase)


def appoint(*, by: User | None, assignment: A, verb: str, where: dict[str, object] | None = None) -> A:
    """Store a new role inside the caller's transaction; one of two persons, given by a person, awaits the second.

    Raises ValidationError for a role of another context or a period that meets one already held.
    """
    # The person's row is the lock: two appointments at once must see each other.
    User.objects.select_for_update().get(pk=assignment.user_id)
    assignment.appointed_by = by
    if by is not None and assignment.role in ROLES and ROLES[assignment.role].two_persons:
        assignment.confirmed_at = None
    assignment.full_clean()
    assignment.save()
    audit.record(by=by, verb=verb, obj=assignment, after=facts(assignment) | (where or {}))
    return assignment


def end(*, by: User | None, assignment: A, on: dt.date, verb: str) -> bool:
    """End a role inside the caller's transaction: `on` is the first day without it; False where it has ended by then.

    On the day it began the period becomes empty, so that it is gone at the next request. Raises ValidationError
    before its beginning.
    """
    stored = type(assignment)._default_manager.select_for_update(of=("self",)).get(pk=assignment.pk)
    if stored.valid_until is not None and stored.valid_until <= on:
        return False
    before = facts(stored)
    stored.valid_until = on
    stored.full_clean()
    stored.save(update_fields=["valid_until", "updated_at"])
    assignment.valid_until = on
    audit.record(by=by, verb=verb, obj=stored, before=before, after=facts(stored))
    return True


@transaction.atomic
def confirm_role(*, by: User, assignment: A) -> A:
    """The second person agrees: the role is held from today, or from its first day where that is later.

    Raises PermissionDenied for who proposed it, who receives it and who may give no roles; ValidationError where it
    awaits nothing any more.
    """
    stored = _awaiting(by, assignment)
    if by.pk in {stored.appointed_by_id, stored.user_id}:
        raise PermissionDenied(
            _("A role is confirmed neither by the person who proposed it nor by the one who receives it.")
        )
    stored.confirmed_by, stored.confirmed_at = by, timezone.now()
    stored.valid_from = max(stored.valid_from, today())
    stored.full_clean()
    stored.save(update_fields=["confirmed_by", "confirmed_at", "valid_from", "updated_at"])
    audit.record(by=by, verb="accounts.confirm_role", obj=stored, after=facts(stored))
    tell_given(stored)
    return stored


@transaction.atomic
def refuse_role(*, by: User, assignment: A) -> A:
    """The proposal comes to nothing: by the second person, or taken back by the first. It was held on no day."""
    stored = _awaiting(by, assignment)
    before = facts(stored)
    stored.valid_until = stored.valid_from
    stored.save(update_fields=["valid_until", "updated_at"])
    audit.record(by=by, verb="accounts.refuse_role", obj=stored, before=before, after=facts(stored))
    return stored


def _awaiting(by: User, assignment: A) -> A:
    if not can_assign_roles(by):
        raise PermissionDenied(_("Only an administrator of the portal decides on roles."))
    rows: QuerySet[A] = type(assignment)._default_manager.select_for_update(of=("self",))  # type: ignore[assignment]
    stored = rows.get(pk=assignment.pk)
    if not stored.awaits_confirmation:
        raise ValidationError(_("This proposal awaits no decision any more. Reload the page to see what became of it."))
    return stored


def tell_given(assignment: AssignmentBase) -> None:
    """Only of a role that is held: a proposal may come to nothing."""
    notify(
        recipient=assignment.user,
        kind="accounts.role_given",
        subject=gettext_lazy("You have been given a role in the portal"),
        body=gettext_lazy("What your roles allow is open to you from your next page on."),
        link="/desk/",
        direct=True,
    )


def tell_ended(assignment: AssignmentBase) -> None:
    notify(
        recipient=assignment.user,
        kind="accounts.role_ended",
        subject=gettext_lazy("A role of yours in the portal ends"),
        body=gettext_lazy("If this is a mistake, write to the administrator of the portal."),
        direct=True,
    )


def facts(assignment: AssignmentBase) -> dict[str, object]:
    return {
        "user": assignment.user_id,
        "role": assignment.role,
        "valid_from": assignment.valid_from,
        "valid_until": assignment.valid_until,
    }
