"""Who works with whom."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters import access
from clusters.enums import VolumeClass
from clusters.models import Link, Organisation


def _only_parties(by: User | None, supplier: Organisation, recipient: Organisation) -> None:
    if by is not None:
        access.require(
            access.can_record_link(by, supplier, recipient),
            _("Only those who may edit one of the two organisations record a link between them."),
        )


@transaction.atomic
def record_link(
    *,
    by: User | None,
    supplier: Organisation,
    recipient: Organisation,
    kind: str,
    volume_class: str = VolumeClass.UNKNOWN,
    since: dt.date | None = None,
    source: str = "",
) -> Link:
    """A link at work from `since`. Raises ValidationError for one to itself and for a second open one of a kind."""
    _only_parties(by, supplier, recipient)
    link = Link(
        supplier=supplier,
        recipient=recipient,
        kind=kind,
        volume_class=volume_class,
        since=since,
        source=source,
        is_demo=supplier.is_demo or recipient.is_demo,
    )
    link.full_clean()
    link.save()
    after = {
        "supplier": supplier.public_id,
        "recipient": recipient.public_id,
        "kind": kind,
        "volume_class": volume_class,
    }
    audit.record(by=by, verb="clusters.record_link", obj=link, after=after)
    return link


@transaction.atomic
def end_link(*, by: User | None, link: Link, until: dt.date) -> Link:
    """Close a link; `until` is the first day on which it is no longer at work."""
    _only_parties(by, link.supplier, link.recipient)
    row = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.until is not None:
        raise ValidationError({"until": _("This link has ended already. If it is at work again, record it anew.")})
    row.until = until
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.end_link", obj=row, before={"until": None}, after={"until": until.isoformat()})
    return row
