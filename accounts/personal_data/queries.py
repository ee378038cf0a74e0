"""Everything the portal knows of one person, for that person."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import can_manage_users
from accounts.awaiting import Awaiting
from accounts.invitations.models import Invitation
from accounts.models import ApiToken, AuditEvent, Notice, User
from accounts.people.queries import roles_of
from accounts.personal_data.enums import ErasureState
from accounts.personal_data.models import ErasureRequest
from accounts.personal_data.sources import all_sources
from accounts.sessions.models import SignInSession
from accounts.verbs import verb_words

ACCOUNT = (
    "id",
    "email",
    "family_name",
    "given_name",
    "patronymic",
    "language",
    "time_zone",
    "date_joined",
    "last_login",
)


def copy_of(user: User) -> dict[str, Any]:
    """Plain values under names of sections, as they go into the file; nobody else's data among them."""
    found: dict[str, Any] = {
        "account": {name: getattr(user, name) for name in ACCOUNT},
        "roles": [
            {
                "role": held.assignment.role,
                "place": held.place,
                "valid_from": held.assignment.valid_from,
                "valid_until": held.assignment.valid_until,
                "confirmed_at": held.assignment.confirmed_at,
            }
            for held in roles_of(user)
        ],
        "sessions": _rows(
            SignInSession.objects.filter(user=user), "started_at last_seen_at address user_agent ended_at ending"
        ),
        "tokens": _rows(
            ApiToken.objects.filter(user=user),
            "name scopes networks created expiry last_used_at last_used_address revoked_at",
        ),
        "second_factors": _rows(Authenticator.objects.filter(user=user), "type created_at last_used_at"),
        "notices": _rows(Notice.objects.filter(recipient=user), "created_at kind subject body read_at sent_at"),
        "invitations_sent": _rows(Invitation.objects.filter(invited_by=user), "created_at purpose context accepted_at"),
        "deeds": [
            {**row, "in_words": verb_words(row["verb"])}
            for row in _rows(
                AuditEvent.objects.filter(actor=user).order_by("pk"),
                "recorded_at stream sequence verb object_type object_id",
            )
        ],
    }
    found |= {source.code: source.export(user) for source in all_sources()}
    return audit.plain(found)


def _rows(rows: Any, names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names.split()))


def open_request(user: User) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(user=user, state=ErasureState.FILED).first()


def requests_awaiting() -> list[ErasureRequest]:
    return list(ErasureRequest.objects.filter(state=ErasureState.FILED).select_related("user").order_by("filed_at"))


def awaiting(user: User) -> list[Awaiting]:
    """Requests for erasure that an administrator decides on, but not on his own."""
    if not can_manage_users(user):
        return []
    return [
        Awaiting(
            title=_("Decide on a request for erasure: %(name)s") % {"name": row.user.get_full_name()},
            url=reverse("accounts:erasure-detail", args=[row.public_id]),
            since=row.filed_at,
        )
        for row in requests_awaiting()
        if row.user_id != user.pk
    ]
