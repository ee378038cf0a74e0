"""Limits on guessing a password or a code, so drawn that who guesses never shuts the owner out.

Whoever comes with a browser the account has come in with guesses on that browser's own account. All others together
have ten tries at one account in a quarter of an hour: five from places where the person has signed in before, five
from everywhere else. When those are used up, the owner has a letter sent that makes the browser a known one.
"""

import datetime as dt
import ipaddress

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.door.devices import account_digest, device_of
from accounts.door.limits import Limit, Taken, digest, give_back, take
from accounts.door.models import KnownSource
from accounts.models import User
from accounts.networks import client_address

QUARTER = 15 * 60
OF_ALL_STRANGERS, OF_KNOWN_SOURCE, OF_UNKNOWN_SOURCES, OF_DEVICE = 10, 5, 5, 10
OF_ONE_SOURCE = 30  # at whatever accounts
SOURCE_KEPT = dt.timedelta(days=180)


def take_guess(request: HttpRequest, email: str, kind: str = "password") -> Taken | None:
    """One try at the account, whether it exists or not. None: no more tries now; the password must not be looked at."""
    return take(*_limits(request, email, kind))


give_back_guess = give_back


def source_of(request: HttpRequest) -> str:
    """Digest of the address; of an IPv6 address the half that the provider gives to one customer."""
    address = client_address(request) or ""
    if ":" in address:
        address = str(ipaddress.ip_network(f"{address}/64", strict=False))
    return digest("source", address)


@transaction.atomic
def remember_source(*, user: User, request: HttpRequest) -> None:
    """The person has signed in from here."""
    now = timezone.now()
    KnownSource.objects.update_or_create(user=user, source=source_of(request), defaults={"last_used_at": now})


def forget_sources() -> int:
    removed, _by_model = KnownSource.objects.filter(last_used_at__lt=timezone.now() - SOURCE_KEPT).delete()
    return removed


def _limits(request: HttpRequest, email: str, kind: str) -> list[Limit]:
    email = User.objects.normalize_email(email)
    account, source = account_digest(email), source_of(request)
    known = KnownSource.objects.filter(user__email=email, source=source).exists()
    if device := device_of(request, email):
        return [Limit(f"{kind} by device", (account, device), OF_DEVICE, QUARTER)]
    sources = (
        Limit(f"{kind} from source", (account, source), OF_KNOWN_SOURCE, QUARTER)
        if known
        else Limit(f"{kind} from anywhere", (account,), OF_UNKNOWN_SOURCES, QUARTER)
    )
    return [
        Limit(f"{kind} of strangers", (account,), OF_ALL_STRANGERS, QUARTER),
        sources,
        Limit(f"{kind} at any account", (source,), OF_ONE_SOURCE, QUARTER),
    ]
