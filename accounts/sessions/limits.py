"""How long a session lasts: see "Sessions" in docs/operating.md."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from accounts.door.demands import is_demanded
from accounts.sessions.enums import Ending
from accounts.sessions.models import SignInSession


def overrun(session: SignInSession) -> Ending | None:
    """Which limit the session has passed, if any. The roles are asked about only where the stricter limits are."""
    now = timezone.now()
    age, idle = now - session.started_at, now - session.last_seen_at
    if age > dt.timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return Ending.TOO_LONG
    too_idle = idle > dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    too_old = age > dt.timedelta(hours=settings.SESSION_HOURS)
    if (too_idle or too_old) and is_demanded(session.user):
        return Ending.IDLE if too_idle else Ending.TOO_LONG
    return None
