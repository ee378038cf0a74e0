"""The secret of a link: 256 bits from the system's generator, kept as SHA-256 alone."""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def address_of(secret: str) -> str:
    """From BASE_URL and not the Host header: whoever invites must not choose where the letter leads."""
    return settings.BASE_URL + reverse("accounts:invitation-open", args=[secret])
