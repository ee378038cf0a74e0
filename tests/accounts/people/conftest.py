"""People who meet on the pages of accounts, and clients in whose sessions they are signed in."""

import re

import pytest
from django.core import mail

from accounts.invitations import actions as inviting
from accounts.invitations.tasks import send_invitations
from accounts.models import PortalAssignment
from tests import cast
from tests.client import PortalClient


@pytest.fixture
def signed_in(db):
    def sign_in(user) -> PortalClient:
        client = PortalClient()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def administrator(db):
    return cast.administrator()


@pytest.fixture
def second_administrator(db):
    return cast.with_portal_role("administrator", key="second_administrator")


@pytest.fixture
def desk_of(signed_in, administrator):
    return signed_in(administrator)


@pytest.fixture
def invited(administrator):
    """An invitation whose letter has been sent: the row and the path of its link."""

    def make(email: str = "new@person.example", role: str = "", by=administrator):
        invitation = inviting.invite_to_portal(by=by, email=email, role=role, language="ru")
        assert send_invitations() == 1
        invitation.refresh_from_db()
        return invitation, link_of(mail.outbox[-1])

    return make


def link_of(letter) -> str:
    return re.search(r"https?://[^/\s]+(/accounts/invitations/open/\S+/)", letter.body).group(1)


def role_of(user) -> list[str]:
    return list(PortalAssignment.objects.current().filter(user=user).values_list("role", flat=True))
