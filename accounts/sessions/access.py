"""Whose a session is."""

from django.http import Http404

from accounts.access import Person
from accounts.sessions.models import SignInSession


def session_for_ending(user: Person, public_id: str) -> SignInSession:
    """One's own; somebody else's and none at all look alike: Http404."""
    found = SignInSession.objects.filter(public_id=public_id).first()
    if found is None or found.user_id != user.pk:
        raise Http404
    return found
