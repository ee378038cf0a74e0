"""The client of the tests: a person signed in by force has, unless told otherwise, shown the second factor too."""

import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client


class PortalClient(Client):
    def force_login(self, user: Any, backend: str | None = None, *, second_factor: bool = True) -> None:
        super().force_login(user, backend or "allauth.account.auth_backends.AuthenticationBackend")
        if second_factor:
            record_second_factor(self)


def record_second_factor(client: Client) -> None:
    """What a provider that is trusted with the factor leaves in the session: no row of the person stands behind it."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "provider", "at": time.time()}]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()
