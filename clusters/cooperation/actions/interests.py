"""An organisation answers a notice; contacts are exchanged only when the other side accepts."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import audit
from accounts.models import User, today
from accounts.notices import notify
from clusters.actions import record_link
from clusters.cooperation import access
from clusters.cooperation.enums import InterestState, NoticeKind
from clusters.cooperation.lifecycle import INTEREST
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.enums import LinkKind, VolumeClass
from clusters.models import Link, Membership, Organisation


@transaction.atomic
def express_interest(
    *,
    by: User | None,
    notice: PartnerNotice,
    organisation: Organisation,
    message: str,
    contact_name: str,
    contact_email: str,
    contact_phone: str = "",
) -> Interest:
    """Write to the organisation that posted the notice. One open answer of an organisation to a notice."""
    if by is not None:
        access.require_representative(by, organisation)
    # Two answers at once queue here, so that the second sees the first.
    row = PartnerNotice.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=notice.pk)
    _check_open(row, organisation)
    interest = Interest(
        notice=row,
        organisation=organisation,
        message=message,
        contact_name=contact_name,
        contact_email=contact_email,
        contact_phone=contact_phone,
        sent_by=by,
        is_demo=row.is_demo or organisation.is_demo,
    )
    interest.full_clean(exclude={"sent_by"})  # empty where the portal itself sends
    interest.save()
    _tell(
        interest,
        row.organisation,
        lambda: _("%(name)s answers your notice") % {"name": organisation.short_name},
        lambda: _("Read the message and accept or decline. Contacts are exchanged only if you accept."),
    )
    after = {"notice": row.public_id, "organisation": organisation.public_id}
    audit.record(by=by, verb="clusters.express_interest", obj=interest, after=after)
    return interest


@transaction.atomic
def accept_interest(*, by: User | None, interest: Interest, reply: str = "") -> Interest:
    """Both sides now see each other's contact person."""
    return _answered(by, interest, "accept", reply)


@transaction.atomic
def decline_interest(*, by: User, interest: Interest, reply: str = "") -> Interest:
    """A polite no; the reply, if there is one, is read by the other side. Contacts stay closed."""
    return _answered(by, interest, "decline", reply)


@transaction.atomic
def take_back_interest(*, by: User, interest: Interest) -> Interest:
    """The sender thinks better of it before there is an answer."""
    INTEREST.take(by=by, obj=interest, verb="take_back")
    after = {"state": InterestState.WITHDRAWN.value}
    audit.record(by=by, verb="clusters.take_back_interest", obj=interest, after=after)
    return interest


@transaction.atomic
def link_from_interest(
    *, by: User, interest: Interest, kind: str, volume_class: str = VolumeClass.UNKNOWN, source: str = ""
) -> Link:
    """What has come of it: a link at work from today, with the direction that the notice gives."""
    row = Interest.objects.select_for_update(of=("self",)).select_related("notice__organisation").get(pk=interest.pk)
    if not (access.can_represent(by, row.organisation) or access.can_represent(by, row.notice.organisation)):
        raise PermissionDenied(_("Only reporters of the two organisations record what came of it."))
    if row.state != InterestState.ACCEPTED:
        raise ValidationError(_("A link is recorded from an accepted answer. Wait for the other side."), code="state")
    if row.link_id is not None:
        raise ValidationError(_("A link has been recorded from this answer already."), code="twice")
    supplier, recipient = sides(row)
    link = record_link(
        by=by,
        supplier=supplier,
        recipient=recipient,
        kind=kind,
        volume_class=volume_class,
        since=today(),
        source=source or _("partner search, notice %(id)s") % {"id": row.notice.public_id},
    )
    Interest.objects.filter(pk=row.pk).update(link=link)
    interest.link = link
    audit.record(by=by, verb="clusters.link_from_interest", obj=row, after={"link": link.public_id})
    return link


def sides(interest: Interest) -> tuple[Organisation, Organisation]:
    """Who gives and who receives: of an offer its author gives, of a request the one who answered."""
    author, other = interest.notice.organisation, interest.organisation
    return (author, other) if interest.notice.kind == NoticeKind.OFFER else (other, author)


KIND_OF_LINK = {
    "goods": LinkKind.SUPPLIES,
    "service": LinkKind.SERVES,
    "staff": LinkKind.SERVES,
    "research": LinkKind.RESEARCHES,
    "equipment": LinkKind.SHARES,
}
"""What a notice is about and the kind of link that comes of it; of a joint project people choose themselves."""


def _check_open(notice: PartnerNotice, organisation: Organisation) -> None:
    if not notice.is_open:
        raise ValidationError(_("This notice is no longer open. Look for another one in the list."), code="state")
    if organisation.pk == notice.organisation_id:
        raise ValidationError(
            {"organisation": _("Your own organisation posted this notice. Answer for another one.")}, code="own"
        )
    if notice.cluster_id and not _belongs(organisation, notice.cluster_id):
        raise ValidationError(
            {"organisation": _("This notice is for members of one cluster, and this organisation is not among them.")},
            code="cluster",
        )
    once = Interest.objects.filter(notice=notice, organisation=organisation).exclude(state=InterestState.WITHDRAWN)
    if once.exists():
        raise ValidationError(
            {"organisation": _("This organisation has answered the notice already. Look at that answer.")}, code="twice"
        )


def _belongs(organisation: Organisation, cluster: int) -> bool:
    return Membership.objects.current().filter(organisation=organisation, cluster=cluster).exists()


def _answered(by: User | None, interest: Interest, verb: str, reply: str) -> Interest:
    INTEREST.take(by=by, obj=interest, verb=verb)
    interest.reply, interest.answered_at = reply.strip(), timezone.now()
    interest.full_clean(exclude={"sent_by"})
    interest.save(update_fields=["reply", "answered_at", "updated_at"])
    accepted = verb == "accept"
    name = interest.notice.organisation.short_name

    def subject() -> str:
        words = _("%(name)s accepts your answer") if accepted else _("%(name)s declines your answer")
        return words % {"name": name}

    def body() -> str:
        return _("Contacts are open to both of you now.") if accepted else _("Contacts stay closed.")

    _tell(interest, interest.organisation, subject, body)
    after = {"state": str(interest.state)}
    audit.record(by=by, verb=f"clusters.{verb}_interest", obj=interest, after=after)
    return interest


def _tell(interest: Interest, side: Organisation, subject: Any, body: Any) -> None:
    for person in access.representatives_of(side):
        with override(person.language):
            words = {"subject": subject(), "body": body()}
        notify(
            recipient=person,
            kind="clusters.interest",
            link=interest.get_absolute_url(),
            about=interest,
            direct=True,
            **words,
        )
