"""A membership that rests for a time. The organisation stays a member on every day of it, and is marked."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import User, today
from clusters import access as registry
from clusters.membership.actions.telling import tell_members
from clusters.membership.models import MembershipSuspension
from clusters.models import Membership


def _only_coordinator(by: User, membership: Membership) -> None:
    registry.require(
        registry.can_coordinate(by, membership.cluster),
        _("Only the coordinator of this cluster suspends and resumes memberships."),
    )


@transaction.atomic
def suspend_membership(
    *, by: User, membership: Membership, reason: str, valid_from: dt.date, valid_until: dt.date | None = None
) -> MembershipSuspension:
    """From today or a later day; until a day or until it is resumed. Raises PermissionDenied, ValidationError."""
    _only_coordinator(by, membership)
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.valid_until is not None:
        raise ValidationError(_("This membership has ended: there is nothing to suspend."))
    if valid_from < today():
        raise ValidationError({"valid_from": _("A suspension is not dated back: choose today or a later day.")})
    if valid_from < row.valid_from:
        raise ValidationError({"valid_from": _("The membership has not begun by then: choose a later day.")})
    suspension = MembershipSuspension(
        membership=row, reason=reason.strip(), valid_from=valid_from, valid_until=valid_until
    )
    suspension.full_clean()
    suspension.save()
    tell_members(row, gettext_lazy("Membership suspended: %(name)s"), reason.strip(), by=by)
    after = {"valid_from": valid_from, "valid_until": valid_until}
    audit.record(by=by, verb="clusters.suspend_membership", obj=row, after=after)
    return suspension


@transaction.atomic
def resume_membership(*, by: User, membership: Membership) -> MembershipSuspension:
    """End the suspension of today; today is already a day without it."""
    _only_coordinator(by, membership)
    Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    suspension = membership.suspensions.current().first()
    if suspension is None:
        raise ValidationError(_("This membership is not suspended today. Reload the page."))
    suspension.valid_until = day = today()
    suspension.full_clean()
    suspension.save()
    tell_members(membership, gettext_lazy("Membership resumed: %(name)s"), "", by=by)
    audit.record(by=by, verb="clusters.resume_membership", obj=membership, after={"valid_until": day})
    return suspension
