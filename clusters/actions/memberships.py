"""Who enters a cluster and who leaves it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters import access
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
) -> Membership:
    """A new membership from `valid_from`. Raises ValidationError when it meets another of the same two."""
    _only_coordinator(by, cluster)
    # Two admissions at once queue here, so that the second sees the first.
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
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


@transaction.atomic
def end_membership(*, by: User | None, membership: Membership, valid_until: dt.date) -> Membership:
    """Close an open membership; `valid_until` is the first day without it. An ended one is not reopened."""
    _only_coordinator(by, membership.cluster)
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.valid_until is not None:
        raise ValidationError(
            {"valid_until": _("This membership has ended already. If the organisation returns, admit it anew.")}
        )
    row.valid_until = valid_until
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.end_membership", obj=row, before={"valid_until": None}, after=_facts(row))
    return row


def _facts(membership: Membership) -> dict[str, str | None]:
    return {
        "organisation": membership.organisation.public_id,
        "cluster": membership.cluster.slug,
        "valid_from": membership.valid_from.isoformat(),
        "valid_until": membership.valid_until.isoformat() if membership.valid_until else None,
    }
