"""Deeds on which the safety of an account or of the portal hangs ask anew who one is. And links of letters name no other host."""

import re
import time

import pytest
from django.core import mail

from accounts.invitations import tasks
from accounts.models import ApiToken, PortalAssignment
from accounts.notices.unsubscribing import token
from tests import cast
from tests.client import PortalClient

pytestmark = pytest.mark.django_db
OWN = [
    "/accounts/tokens/new/",
    "/accounts/password/change/",
    "/accounts/2fa/app/",
    "/accounts/2fa/codes/",
    "/accounts/2fa/codes/file/",
    "/accounts/2fa/codes/renew/",
    "/accounts/2fa/passkeys/add/",
    "/accounts/2fa/passkeys/1/edit/",
    "/accounts/2fa/passkeys/1/remove/",
]
OF_OTHERS = [
    "/accounts/people/{pk}/give/official/",
    "/accounts/people/{pk}/roles/portal/1/",
    "/accounts/people/{pk}/close/",
    "/accounts/people/{pk}/factor/",
    "/accounts/people/{pk}/sessions/",
    "/accounts/invitations/new/",
    "/admin/accounts/user/add/",
    "/admin/accounts/user/{pk}/change/",
    "/admin/accounts/portalassignment/add/",
    "/admin/clusters/clusterassignment/add/",
    "/admin/clusters/organisationassignment/add/",
]
BY_POST = ["/accounts/data/file/", "/accounts/data/erasure/"]


@pytest.fixture
def long_ago() -> PortalClient:
    """An administrator with a factor, whose sign-in is eleven minutes old."""
    client = PortalClient()
    client.force_login(cast.administrator())
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": time.time() - 660} for record in records]
    session.save()
    return client


def confirmation(answer) -> bool:
    return answer.status_code == 302 and "reauthenticate/" in answer["Location"]


@pytest.mark.parametrize("path", OWN + OF_OTHERS)
def test_what_safety_hangs_on_asks_who_one_is(long_ago, path: str) -> None:
    path = path.format(pk=cast.visitor().pk)
    assert confirmation(long_ago.get(path))
    assert confirmation(long_ago.post(path, {"name": "x", "scopes": "read", "days": 30, "deed": "end", "reason": "x"}))
    assert (cast.visitor().is_active, ApiToken.objects.count(), PortalAssignment.objects.count()) == (True, 0, 1)


@pytest.mark.parametrize("path", BY_POST)
def test_taking_ones_data_along_and_erasure_ask_too(long_ago, path: str) -> None:
    assert confirmation(long_ago.post(path))


def test_what_was_sent_is_done_after_the_password(long_ago) -> None:
    asked = long_ago.post("/accounts/invitations/new/", {"email": "new@person.example", "role": "", "language": "ru"})
    back = long_ago.post(asked["Location"], {"password": cast.PASSWORD})
    while back.status_code == 302 and "invitations/new" in back["Location"]:
        back = long_ago.get(back["Location"])
    tasks.send_invitations()
    assert [letter.to for letter in mail.outbox] == [["new@person.example"]]


@pytest.mark.parametrize("path", ["/desk/", "/accounts/", "/accounts/tokens/", "/accounts/2fa/"])
def test_reading_does_not(long_ago, path: str) -> None:
    assert long_ago.get(path).status_code == 200


FORGED = {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_HOST": "localhost:9999", "HTTP_FORWARDED": "host=evil.example"}
EVIL = {"HTTP_HOST": "evil.example"}


def invite(email: str, **extra):
    client = PortalClient(raise_request_exception=False)
    client.force_login(cast.administrator())
    return client, client.post("/accounts/invitations/new/", {"email": email, "role": "", "language": "ru"}, **extra)


def test_the_letter_of_an_invitation_leads_to_the_portals_own_address(settings) -> None:
    assert invite("new@person.example", **EVIL)[1].status_code == 400
    assert invite("new@person.example", **FORGED)[1].status_code == 302
    assert tasks.send_invitations() == 1
    links = re.findall(r"https?://\S+", mail.outbox[0].body)
    assert links
    assert all(link.startswith(f"{settings.BASE_URL}/") for link in links)


def test_the_page_of_unsubscribing_does_not_take_up_a_forged_host() -> None:
    address = f"/accounts/notices/unsubscribe/{token(cast.visitor(), 'support')}/"
    client = PortalClient(raise_request_exception=False)
    assert client.get(address, **EVIL).status_code == 400
    assert client.post(address, **EVIL).status_code == 400
    page = client.get(address, **FORGED)
    done = client.post(address, **FORGED)
    assert (page.status_code, done.status_code in (200, 302)) == (200, True)
    assert "evil.example" not in page.content.decode() + done.content.decode() + str(done.headers)
