"""Who works with whom."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import audit
from accounts.models import User
from accounts.notices import notify
from clusters import access
from clusters.enums import LinkKind, LinkState, VolumeClass
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
    """A link at work from `since`. What one side says is stated until the other side confirms it, and is told of it.

    Raises ValidationError by field for one to itself and for a second open one of a kind.
    """
    _only_parties(by, supplier, recipient)
    # Two records of the same two at once queue here, so that the second sees the first.
    list(Organisation.objects.select_for_update().filter(pk__in=[supplier.pk, recipient.pk]).order_by("pk"))
    _proper(supplier, recipient, kind)
    ours = _sides_of(by, supplier, recipient)
    link = Link(
        supplier=supplier,
        recipient=recipient,
        kind=kind,
        volume_class=volume_class,
        since=since,
        source=source,
        state=LinkState.CONFIRMED if len(ours) == 2 else LinkState.STATED,
        stated_by=ours[0] if ours else None,
        is_demo=supplier.is_demo or recipient.is_demo,
    )
    link.full_clean()
    link.save()
    if by is not None:
        for side in (supplier, recipient):
            if side not in ours:
                _ask_to_confirm(link, side)
    after = {
        "supplier": supplier.public_id,
        "recipient": recipient.public_id,
        "kind": kind,
        "volume_class": volume_class,
        "state": link.state,
    }
    audit.record(by=by, verb="clusters.record_link", obj=link, after=after)
    return link


def _proper(supplier: Organisation, recipient: Organisation, kind: str) -> None:
    if supplier == recipient:
        raise ValidationError({"recipient": _("An organisation cannot be linked to itself. Choose another one.")})
    same = Q(supplier=supplier, recipient=recipient)
    if kind == LinkKind.SHARES:
        same |= Q(supplier=recipient, recipient=supplier)  # a facility is shared both ways
    if Link.objects.filter(same, kind=kind, until=None).exists():
        raise ValidationError(
            {"kind": _("These two organisations have a link of this kind already. End it first, then record it anew.")}
        )


def _sides_of(by: User | None, supplier: Organisation, recipient: Organisation) -> list[Organisation]:
    """Those of the two for which the person reports; a coordinator and the portal itself speak for neither."""
    if by is None:
        return []
    reported = set(
        access.reported_organisations(by).filter(pk__in=[supplier.pk, recipient.pk]).values_list("pk", flat=True)
    )
    return [side for side in (supplier, recipient) if side.pk in reported]


def _ask_to_confirm(link: Link, side: Organisation) -> None:
    other = link.recipient if side == link.supplier else link.supplier
    for person in access.reporters_of(side):
        with override(person.language):
            subject = _("Is it so? A link with %(name)s has been recorded") % {"name": other.short_name}
            body = _("Confirm or dispute it: until then the portal shows it as stated by one side.")
        notify(recipient=person, kind="clusters.link", subject=subject, body=body, link=link.get_absolute_url())


@transaction.atomic
def end_link(*, by: User | None, link: Link, until: dt.date) -> Link:
    """Close a link; `until` is the first day on which it is no longer at work."""
    _only_parties(by, link.supplier, link.recipient)
    row = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.until is not None:
        raise ValidationError({"until": _("This link has ended already. If it is at work again, record it anew.")})
    if row.since is not None and until <= row.since:
        raise ValidationError({"until": _("A link ends after it begins. Choose a later date.")})
    row.until = until
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.end_link", obj=row, before={"until": None}, after={"until": until.isoformat()})
    return row
