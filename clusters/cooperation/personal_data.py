"""Offers, requests and answers in which a person is named, among what the portal knows of that person.

A notice belongs to its organisation; the person in it is the contact, known by the e-mail of the account.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import sources
from clusters.cooperation.enums import InterestState, NoticeState
from clusters.cooperation.models import Interest, PartnerNotice

NOTICE_COLUMNS = (
    ("title", _("Title")),
    ("organisation", _("Organisation")),
    ("state", _("State")),
    ("contact_name", _("Contact person")),
    ("contact_phone", _("Telephone")),
)
INTEREST_COLUMNS = (
    ("notice", _("To")),
    ("organisation", _("Organisation")),
    ("state", _("State")),
    ("message", _("Text")),
    ("contact_phone", _("Telephone")),
)


def _notices_of(user: User) -> QuerySet[PartnerNotice]:
    return PartnerNotice.objects.filter(contact_email__iexact=user.email)


def _interests_naming(user: User) -> QuerySet[Interest]:
    return Interest.objects.filter(contact_email__iexact=user.email)


def _contact(row: PartnerNotice | Interest) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("contact_name", "contact_email", "contact_phone")}


def _notices(user: User) -> list[dict[str, Any]]:
    return [
        {
            "public_id": row.public_id,
            "title": row.title,
            "organisation": row.organisation.name,
            "state": NoticeState(row.state).label,
            "text": row.text,
        }
        | _contact(row)
        for row in _notices_of(user).select_related("organisation").order_by("-pk")
    ]


def _interests(user: User) -> list[dict[str, Any]]:
    """Where a colleague is the contact of what the person sent, the colleague's data stay out."""
    rows = Interest.objects.filter(Q(sent_by=user) | Q(contact_email__iexact=user.email))
    return [
        {
            "public_id": row.public_id,
            "notice": row.notice.title,
            "organisation": row.organisation.name,
            "state": InterestState(row.state).label,
            "message": row.message,
        }
        | (_contact(row) if row.contact_email.lower() == user.email.lower() else {})
        for row in rows.select_related("notice", "organisation").order_by("-pk")
    ]


def _erase_notices(user: User) -> int:
    return _notices_of(user).update(**_nobody(user))


def _erase_interests(user: User) -> int:
    return _interests_naming(user).update(**_nobody(user))


def _nobody(user: User) -> dict[str, str]:
    return {
        "contact_name": _now("Erased person"),
        "contact_email": f"erased-{user.pk}@erased.invalid",
        "contact_phone": "",
    }


def register() -> None:
    kept = sources.Source("partner_notices", _("Offers and requests"), _notices, _erase_notices, NOTICE_COLUMNS)
    sources.register(kept)
    sent = sources.Source(
        "partner_interests", _("Interest shown to partners"), _interests, _erase_interests, INTEREST_COLUMNS
    )
    sources.register(sent)
