import pytest
from django.test import Client

from tests import cast


@pytest.fixture
def signed_in(db):
    """A client in whose session a person of the cast is signed in."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def visitor_client(signed_in) -> Client:
    return signed_in(cast.visitor())
