"""Who may invite, and whose an invitation is."""

from django.http import Http404

from accounts.access import Person, has_portal_permission
from accounts.invitations.models import Invitation

INVITE = "accounts.invite_person"


def can_invite_to_portal(user: Person) -> bool:
    """To the portal as a whole; the rooms say for themselves who invites to a cluster or an organisation."""
    return has_portal_permission(user, INVITE)


def can_keep_invitation(user: Person, invitation: Invitation) -> bool:
    """Send it again or revoke it: who invited, or who invites to the portal as a whole."""
    if not (user.is_authenticated and user.is_active):
        return False
    return invitation.invited_by_id == user.pk or can_invite_to_portal(user)


def invitation_for_keeping(user: Person, public_id: str) -> Invitation:
    """A stranger cannot tell somebody's invitation from none: Http404 for both."""
    found = Invitation.objects.filter(public_id=public_id).select_related("invited_by").first()
    if found is None or not can_keep_invitation(user, found):
        raise Http404
    return found
