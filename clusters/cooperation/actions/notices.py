"""Offers and requests: written, published, closed, withdrawn, expired."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import audit
from accounts.models import User, today
from accounts.notices import notify
from clusters.access import require
from clusters.cooperation import access
from clusters.cooperation.enums import NoticeState
from clusters.cooperation.lifecycle import NOTICE
from clusters.cooperation.models import PartnerNotice
from clusters.models import Organisation

LONGEST = dt.timedelta(days=366)
NOTICE_FIELDS = (
    "kind",
    "subject",
    "title_ru",
    "title_en",
    "text_ru",
    "text_en",
    "okved",
    "wanted_kinds",
    "territory",
    "cluster",
    "last_day",
    "contact_name",
    "contact_email",
    "contact_phone",
)
_PERSONAL = {"contact_name", "contact_email", "contact_phone"}
_LONG = {"text_ru", "text_en"}


@transaction.atomic
def draft_notice(*, by: User | None, organisation: Organisation, values: Mapping[str, Any]) -> PartnerNotice:
    """A draft that only the organisation sees. `values` are fields of NOTICE_FIELDS; ValidationError by field."""
    if by is not None:
        access.require_representative(by, organisation)
        require(
            access.is_member(organisation),
            _("Only members of a cluster post offers and requests. Apply for membership first."),
        )
    notice = PartnerNotice(organisation=organisation, is_demo=organisation.is_demo, **_known(values))
    _check_last_day(notice.last_day)
    notice.full_clean()
    notice.save()
    after = {"organisation": organisation.public_id, "kind": notice.kind, "subject": notice.subject}
    audit.record(by=by, verb="clusters.draft_notice", obj=notice, after=after)
    return notice


@transaction.atomic
def edit_notice(*, by: User, notice: PartnerNotice, changes: Mapping[str, Any]) -> PartnerNotice:
    """Change a draft or a published notice; what was promised to those who answered before stays in the trail by field."""
    access.require_representative(by, notice.organisation)
    row = PartnerNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if row.state not in (NoticeState.DRAFT, NoticeState.PUBLISHED):
        raise ValidationError(_("This notice is no longer open, so it is not changed. Post a new one."), code="state")
    changed = {name: value for name, value in _known(changes).items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    if "last_day" in changed:
        _check_last_day(row.last_day)
    row.full_clean()
    row.save()
    audit.record(by=by, verb="clusters.edit_notice", obj=row, before=_told(before), after=_told(changed))
    return row


@transaction.atomic
def publish_notice(*, by: User | None, notice: PartnerNotice) -> PartnerNotice:
    """From now on everyone reads it, until the last day."""
    notice.published_at = timezone.now()
    PartnerNotice.objects.filter(pk=notice.pk, state=NoticeState.DRAFT).update(published_at=notice.published_at)
    return _taken(by, notice, "publish", "")


@transaction.atomic
def close_notice(*, by: User, notice: PartnerNotice) -> PartnerNotice:
    """The organisation has found what it looked for, or gives it up. Answers already sent may still be accepted."""
    return _taken(by, notice, "close", "")


@transaction.atomic
def withdraw_notice(*, by: User, notice: PartnerNotice, remark: str) -> PartnerNotice:
    """The coordinator takes it from the public list, with the reason that the organisation reads."""
    row = _taken(by, notice, "withdraw", remark)
    for person in access.representatives_of(row.organisation):
        with override(person.language):
            subject = _("Your notice has been withdrawn: %(title)s") % {"title": row.title}
            body = _("Reason: %(remark)s") % {"remark": remark.strip()}
        notify(
            recipient=person,
            kind="clusters.notice",
            subject=subject,
            body=body,
            link=row.get_absolute_url(),
            about=row,
            direct=True,
        )
    return row


def expire_notices(*, on: dt.date | None = None) -> int:
    """Close by the portal itself every published notice whose last day has passed; how many there were. Safe to repeat."""
    date = on or today()
    over = PartnerNotice.objects.filter(state=NoticeState.PUBLISHED, last_day__lt=date).order_by("pk")
    return sum(_expired(notice) for notice in over)


@transaction.atomic
def _expired(notice: PartnerNotice) -> bool:
    try:
        _taken(None, notice, "expire", "")
    except ValidationError:  # closed, withdrawn or prolonged since it was read
        return False
    return True


def _taken(by: User | None, notice: PartnerNotice, verb: str, remark: str) -> PartnerNotice:
    before = notice.state
    NOTICE.take(by=by, obj=notice, verb=verb, remark=remark)
    audit.record(
        by=by, verb=f"clusters.{verb}_notice", obj=notice, before={"state": before}, after={"state": str(notice.state)}
    )
    return notice


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(values) - set(NOTICE_FIELDS))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: not fields of a notice; they are {', '.join(NOTICE_FIELDS)}.")
    return dict(values)


def _check_last_day(day: dt.date | None) -> None:
    if day is None:
        raise ValidationError({"last_day": _("Give the last day on which the notice holds.")})
    if not today() <= day <= today() + LONGEST:
        raise ValidationError({"last_day": _("Choose a day between today and a year from now.")})


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """For the trail: whom to call is personal and long texts are not repeated; that they changed is said."""
    return {name: audit.MASKED if name in _PERSONAL | _LONG else value for name, value in values.items()}
