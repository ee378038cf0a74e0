import pytest

from tests import cast
from tests.client import PortalClient


@pytest.fixture
def signed_in(db):
    """A client in whose session a person of the cast is signed in."""

    def sign_in(user) -> PortalClient:
        client = PortalClient()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def visitor_client(signed_in) -> PortalClient:
    return signed_in(cast.visitor())
