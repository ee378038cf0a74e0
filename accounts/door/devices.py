"""Browsers that a person has come in with before. Each has guesses of its own, which no stranger can use up."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.door.limits import digest

SALT = "accounts.door.device"
KEPT = 60 * 60 * 24 * 180
MOST_PEOPLE = 5


def account_digest(email: str) -> str:
    return digest("account", email.strip().lower())


def device_of(request: HttpRequest, email: str) -> str | None:
    """The name of this browser among those the account has come in with; None for a browser it has not."""
    return dict(_known(request)).get(account_digest(email))


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Sign into a cookie that the person has come in with this browser. A browser remembers its last five people."""
    account = account_digest(email)
    known = [pair for pair in _known(request) if pair[0] != account]
    name = device_of(request, email) or secrets.token_hex(16)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([*known, (account, name)][-MOST_PEOPLE:], salt=SALT),
        max_age=KEPT,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        pairs = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return []
    return [(account, name) for account, name in pairs]
