"""Who enters a cluster and who leaves it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import has_portal_permission
from accounts.models import User, today
from clusters import access
from clusters.enums import MembershipEnd
from clusters.models import Cluster, Membership, Organisation


def _only_coordinator(by: User | None, cluster: Cluster) -> None:
    if by is not None:
        access.require(
            access.can_admit_member(by, cluster),
            _("Only the coordinator of this cluster or the administrator admits members and ends memberships."),
        )


@transaction.atomic
def admit_member(
    *,
    by: User | None,
    organisation: Organisation,
    cluster: Cluster,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
    applied_on: dt.date | None = None,
) -> Membership:
    """A new membership from `valid_from`; `applied_on` is the day of the application it follows, if there is one.

    A coordinator reads the figures of the periods of membership, and so does not date it back: not before `applied_on`,
    or today. Raises ValidationError for that and when it meets another of the same two.
    """
    _only_coordinator(by, cluster)
    _refuse_dating_back(by, valid_from, applied_on or today())
    # Two admissions at once queue here, so that the second sees the first.
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.replaced_by_id is not None:
        raise ValidationError(
            {"organisation": _("This row has been replaced by another one. Admit that organisation.")}
        )
    membership = Membership(
        organisation=locked,
        cluster=cluster,
        valid_from=valid_from,
        valid_until=valid_until,
        is_demo=locked.is_demo,
    )
    membership.full_clean()
    membership.save()
    audit.record(by=by, verb="clusters.admit_member", obj=membership, after=_facts(membership))
    return membership


def _refuse_dating_back(by: User | None, valid_from: dt.date, earliest: dt.date) -> None:
    if by is None or has_portal_permission(by, access.EDIT_REGISTRY) or valid_from >= earliest:
        return
    raise ValidationError(
        {
            "valid_from": _("A membership is not dated back: it begins on %(day)s or later.")
            % {"day": earliest.strftime("%d.%m.%Y")}
        },
        code="dated_back",
    )


@transaction.atomic
def end_membership(
    *,
    by: User | None,
    membership: Membership,
    valid_until: dt.date,
    ended_as: MembershipEnd = MembershipEnd.LEFT,
    reason: str = "",
) -> Membership:
    """Close an open membership; `valid_until` is the first day without it. An ended one is not reopened.

    An exclusion needs its reason.
    """
    _only_coordinator(by, membership.cluster)
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.valid_until is not None:
        raise ValidationError(
            {"valid_until": _("This membership has ended already. If the organisation returns, admit it anew.")}
        )
    if ended_as == MembershipEnd.EXCLUDED and not reason.strip():
        raise ValidationError({"reason": _("Give the reason: the organisation will read it.")}, code="required")
    row.valid_until, row.ended_as, row.end_reason = valid_until, ended_as, reason.strip()
    row.full_clean()
    row.save()
    audit.record(
        by=by,
        verb="clusters.end_membership",
        obj=row,
        before={"valid_until": None},
        after=_facts(row) | {"ended_as": str(ended_as)},
    )
    return row


def _facts(membership: Membership) -> dict[str, str | None]:
    return {
        "organisation": membership.organisation.public_id,
        "cluster": membership.cluster.slug,
        "valid_from": membership.valid_from.isoformat(),
        "valid_until": membership.valid_until.isoformat() if membership.valid_until else None,
    }
