"""Refusals of signed-in people: who tried what was not theirs. A cap for each person and minute keeps the trail from flooding."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import audit
from accounts.actions.sign_in import email_hmac
from accounts.models import ApiToken, User
from accounts.trail.sealing import Subject

STREAM, VERB = "refusals", "accounts.be_refused"
A_MINUTE = 20
# Words of an address that name an object. Others may be secrets: keys of letters stand in addresses too.
TELLING = frozenset({"public_id", "slug", "code", "pk"})
REFUSED = frozenset({403, 404})


class RefusalMiddleware:
    """Notes that a signed-in person was refused (403), or asked for what is not there or not theirs (404)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # An address that leads nowhere is a slip of the pen and no refusal.
        if response.status_code in REFUSED and request.resolver_match and isinstance(request.user, User):
            note_refusal(by=request.user, request=request, status=response.status_code)
        return response


def note_refusal(*, by: User, request: HttpRequest, status: int) -> None:
    match = request.resolver_match
    if match is None:
        return
    objects: list[Subject] = [("", str(word)[:80]) for name, word in match.kwargs.items() if name in TELLING]
    if status == 404 and not objects:
        return  # there was nothing to be had at this address by anybody
    if (number := _count(str(by.pk))) > A_MINUTE:
        return
    after: dict[str, Any] = {"status": status, "route": match.view_name, "method": request.method}
    if number == A_MINUTE:
        after["more"] = "further refusals of this minute are not written down"
    with transaction.atomic():
        audit.record(by=by, verb=VERB, after=after, stream=STREAM, concerning=objects)


def note_token_refused(token: ApiToken, *, reason: str) -> None:
    """A token that is known was turned away: it is perhaps in other hands than its owner's."""
    if _count(f"token.{token.public_id}") <= A_MINUTE:
        with transaction.atomic():
            after = {"reason": reason, "user": token.user_id}
            audit.record(by=token.user, verb="accounts.token_refused", obj=token, after=after, stream=STREAM)


def note_dead_token_used(digest: str) -> None:
    """A token that was in force once; a word that never was a token is a guess and tells nothing."""
    token = ApiToken.objects.filter(pk=digest).select_related("user").first()
    if token is not None:
        reason = "revoked" if token.revoked_at else "expired" if not token.is_live else "account closed"
        note_token_refused(token, reason=reason)


def note_limited_sign_in(*, email: str) -> None:
    """A guess that was not even looked at, since too many were made; the address is told by what stands for it."""
    told = email_hmac(email)
    if _count(f"sign-in.{told}") <= A_MINUTE:
        with transaction.atomic():
            audit.record(by=None, verb="accounts.sign_in_limited", after={"email_hmac": told}, stream=STREAM)


def _count(who: str) -> int:
    key = f"accounts.refusals.{who}.{timezone.now():%Y%m%d%H%M}"
    cache.add(key, 0, 90)
    try:
        return cache.incr(key)
    except ValueError:  # thrown out of the cache between the two lines
        return 1
