"""Reads of the sessions."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.sessions.models import SignInSession


def sessions_of(user: User) -> QuerySet[SignInSession]:
    """Those that are open, the one used last first."""
    return SignInSession.objects.alive().filter(user=user).order_by("-last_seen_at", "-pk")
