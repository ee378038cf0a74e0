"""Refusals of signed-in people: who tried what was not theirs. A cap for each person and minute keeps the trail from flooding."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import audit
from accounts.models import User
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
    if (number := _count(by)) > A_MINUTE:
        return
    after: dict[str, Any] = {"status": status, "route": match.view_name, "method": request.method}
    if number == A_MINUTE:
        after["more"] = "further refusals of this minute are not written down"
    with transaction.atomic():
        audit.record(by=by, verb=VERB, after=after, stream=STREAM, concerning=objects)


def _count(user: User) -> int:
    key = f"accounts.refusals.{user.pk}.{timezone.now():%Y%m%d%H%M}"
    cache.add(key, 0, 90)
    try:
        return cache.incr(key)
    except ValueError:  # thrown out of the cache between the two lines
        return 1
