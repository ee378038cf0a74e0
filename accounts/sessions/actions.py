"""Sessions begin by themselves and end by these verbs; an ended one is refused at its next request."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import can_manage_users
from accounts.models import User
from accounts.sessions.enums import Ending
from accounts.sessions.models import SignInSession, SignInSessionQuerySet

STREAM = "sign-in"
# A session used a hundred times a minute is written down once.
SEEN_STEP = dt.timedelta(minutes=1)
LONGEST_WORD = 300


def begin_session(*, user: User, address: str | None, user_agent: str) -> SignInSession:
    """Write down where the person signs in; that they did is in the trail already."""
    return SignInSession.objects.create(user=user, address=address, user_agent=user_agent[:LONGEST_WORD])


def note_seen(*, session: SignInSession, address: str | None) -> None:
    now = timezone.now()
    if session.last_seen_at <= now - SEEN_STEP:
        SignInSession.objects.alive().filter(pk=session.pk).update(last_seen_at=now, address=address)


@transaction.atomic
def expire_session(*, session: SignInSession, ending: Ending) -> None:
    """By its limits or by signing out: nobody's deed on somebody else."""
    if _end(SignInSession.objects.filter(pk=session.pk), ending):
        after = {"user": session.user_id, "why": ending}
        audit.record(by=None, verb="accounts.session_ended", obj=session, after=after, stream=STREAM)


@transaction.atomic
def end_session(*, by: User, session: SignInSession) -> SignInSession:
    """End one session of one's own; a second time changes nothing. Raises PermissionDenied for somebody else's."""
    if by.pk != session.user_id:
        raise PermissionDenied(_("Only the person whose session it is ends it here."))
    if _end(SignInSession.objects.filter(pk=session.pk), Ending.BY_OWNER):
        audit.record(by=by, verb="accounts.end_session", obj=session, after={"user": by.pk})
    session.refresh_from_db()
    return session


@transaction.atomic
def end_sessions(
    *, by: User | None, user: User, ending: Ending = Ending.BY_OWNER, but: SignInSession | None = None
) -> int:
    """End every session of the person, or every other one; the number ended. Raises PermissionDenied."""
    if by is not None and by.pk != user.pk and not can_manage_users(by):
        raise PermissionDenied(_("Only an administrator ends the sessions of somebody else."))
    rows = SignInSession.objects.filter(user=user)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    ended = _end(rows, ending)
    if ended:
        audit.record(by=by, verb="accounts.end_sessions", obj=user, after={"ended": ended, "why": ending})
    return ended


def _end(rows: SignInSessionQuerySet, ending: Ending) -> int:
    return rows.alive().update(ended_at=timezone.now(), ending=ending)
