"""Reads of the invitations."""

from django.db.models import QuerySet

from accounts.invitations.models import Invitation
from accounts.models import User


def invitations_of(user: User) -> QuerySet[Invitation]:
    """Those the person has sent, the newest first; accepted and revoked ones are history of the audit trail."""
    return Invitation.objects.filter(invited_by=user, accepted_at=None, revoked_at=None).order_by("-pk")


def invitation_behind(digest: str) -> Invitation | None:
    """The invitation whose link has this digest, if it is in force; nothing tells why another is not."""
    if not digest:
        return None
    return Invitation.objects.open().filter(link_digest=digest, invited_by__is_active=True).first()


def has_account(invitation: Invitation) -> bool:
    return User.objects.filter(email=invitation.email).exists()
