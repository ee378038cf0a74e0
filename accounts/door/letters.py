"""A letter with a link that makes the browser a known one: the owner's way in while somebody guesses.

The link opens nothing by itself. The password and the second factor are asked as always; only the tries of strangers
count no longer for this browser.
"""

import secrets

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from accounts.door.devices import account_digest
from accounts.door.guesses import source_of
from accounts.door.limits import Limit, take
from accounts.models import User

SALT = "accounts.door.letter"
LIVES = 60 * 30
HOUR = 60 * 60
OF_ADDRESS, OF_SOURCE = 3, 20


def may_be_sent(request: HttpRequest, email: str) -> bool:
    """Three letters an hour to one address, twenty from one source; counted whether there is an account or not."""
    return take(*_limits(request, email)) is not None


def send(request: HttpRequest, email: str) -> None:
    """To the owner the link; to anybody else that there is no account. The page says the same of both."""
    email = User.objects.normalize_email(email)
    if not may_be_sent(request, email):
        return
    known = User.objects.filter(email=email, is_active=True).exists()
    token = signing.dumps({"email": email, "once": secrets.token_hex(16)}, salt=SALT)
    link = settings.BASE_URL + reverse("door-letter-open", args=[token])
    template = "account/email/door_letter" if known else "account/email/unknown_account"
    get_adapter().send_mail(template, email, {"link": link, "email": email, "request": request})


def address_in(token: str) -> str | None:
    """The address the letter was sent to, while the link is good; it is used up by `use`."""
    try:
        return signing.loads(token, salt=SALT, max_age=LIVES)["email"]
    except signing.BadSignature:
        return None


def use(token: str) -> str | None:
    """The address, for the first that comes with a good link; None for everybody else."""
    email = address_in(token)
    return email if email and take(Limit("letter used", (token,), 1, LIVES)) else None


def _limits(request: HttpRequest, email: str) -> list[Limit]:
    account = account_digest(User.objects.normalize_email(email))
    return [
        Limit("letters to address", (account,), OF_ADDRESS, HOUR),
        Limit("letters from source", (source_of(request),), OF_SOURCE, HOUR),
    ]
