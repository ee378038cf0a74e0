import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.door import actions
from tests import cast

LOGIN = "/accounts/login/"


def code_of(secret: str, steps: int = 0) -> str:
    """The code the app shows now, or so many half minutes from now."""
    left = 30 - time.time() % 30
    if left < 8:  # a slow machine must not type it in the next half minute
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def secret_of() -> Callable:
    """Sets up the app for a person; its secret."""

    def set_up(user) -> str:
        secret = generate_totp_secret()
        actions.add_app(by=user, secret=secret)
        Authenticator.objects.update(created_at="2026-01-01T00:00:00Z")
        return secret

    return set_up


@pytest.fixture
def enter() -> Callable:
    """Gives the password in a browser nobody has used; the client and the answer."""

    def sign_in(email: str, password: str = cast.PASSWORD, client: Client | None = None, **extra):
        client = client or Client()
        return client, client.post(LOGIN, {"login": email, "password": password}, **extra)

    return sign_in


@pytest.fixture
def showing_code() -> Callable:
    return code_of
