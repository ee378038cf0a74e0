"""How the session was opened: what allauth has written down of the steps of signing in."""

import datetime as dt
import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts.models import User

FACTOR = "mfa"
# The provider's word for it; nothing of the person's own stands behind it that could be taken away.
BY_PROVIDER = "provider"
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def opened_with_second_factor(request: HttpRequest) -> bool:
    """Was a second factor shown in this session, and does the person still have one that is as old?

    A factor set up anew after a loss does not vouch for sessions that were opened before.
    """
    if opened_by_provider(request, request.user):
        return True
    shown = [record for record in _records(request) if record.get("method") == FACTOR]
    if not shown:
        return False
    last = dt.datetime.fromtimestamp(max(record["at"] for record in shown), dt.UTC)
    return Authenticator.objects.filter(user_id=request.user.pk, type__in=KINDS, created_at__lte=last).exists()


def opened_by_provider(request: HttpRequest, user: User) -> bool:
    """Has a provider that is trusted with it asked for the second factor?"""
    records = get_authentication_records(request, user)
    return any((record.get("method"), record.get("type")) == (FACTOR, BY_PROVIDER) for record in records)


def signed_in_within(request: HttpRequest, seconds: float) -> bool:
    """Has the person shown who they are, by any step, in the last so many seconds?"""
    return any(time.time() - record["at"] < seconds for record in _records(request))


def note_second_factor(request: HttpRequest, kind: str, **details: Any) -> None:
    record_authentication(request, request.user, FACTOR, type=kind, **details)


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return get_authentication_records(request, request.user)
