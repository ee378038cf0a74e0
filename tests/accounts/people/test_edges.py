"""What the doors of accounts refuse at their edges: closed accounts, strange addresses, tokens from elsewhere."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, override_settings

from accounts import actions
from accounts.invitations import actions as inviting
from accounts.invitations.access import can_keep_invitation
from accounts.people import access
from accounts.sessions.actions import begin_session, expire_session
from accounts.sessions.enums import Ending
from tests import cast

pytestmark = pytest.mark.django_db
PATH = "/api/v1/territories/"


def token_of(user, **fields) -> dict[str, str]:
    given = {"name": "t", "scopes": ["read"], "expires_in": dt.timedelta(days=1)}
    return {"Authorization": f"Bearer {actions.issue_token(by=user, user=user, **given | fields)[1]}"}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "status"),
    [(0, "", 403), (0, "203.0.113.7", 403), (1, "203.0.113.7", 200), (1, "203.0.113.7, 198.51.100.9", 403)],
    ids=["direct", "spoofed without a proxy", "told by the proxy", "spoofed before the proxy"],
)
def test_networks_of_a_token_cannot_be_spoofed(proxies: int, forwarded: str, status: int) -> None:
    headers = token_of(cast.visitor(), networks=["203.0.113.0/24"])
    if forwarded:
        headers["X-Forwarded-For"] = forwarded
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert Client().get(PATH, headers=headers).status_code == status


def test_a_closed_inviter_keeps_no_invitation(administrator, invited) -> None:
    invitation, _path = invited()
    assert can_keep_invitation(administrator, invitation)
    administrator.is_active = False
    assert not can_keep_invitation(administrator, invitation)
    assert not can_keep_invitation(AnonymousUser(), invitation)


def test_an_invitation_of_a_closed_inviter_is_not_in_force(administrator, invited) -> None:
    invitation, _path = invited("visitor@cast.example")
    administrator.is_active = False
    administrator.save()
    with pytest.raises(inviting.NotInForce):
        inviting.accept(user=cast.visitor(), invitation=invitation)


def test_roles_are_given_and_decided_by_administrators_alone(administrator) -> None:
    with pytest.raises(PermissionDenied):
        access.role_for_giving(cast.visitor(), "official")
    with pytest.raises(Http404):
        access.role_for_giving(administrator, "nobody")
    with pytest.raises(PermissionDenied):
        access.assignment_for_deciding(cast.visitor(), administrator, "portal", 1)
    for place in ("nowhere", "portal"):
        with pytest.raises(Http404):
            access.assignment_for_deciding(administrator, cast.visitor(), place, 0)


def test_former_addresses_are_forgotten_by_who_manages_people() -> None:
    with pytest.raises(PermissionDenied):
        actions.forget_former_addresses(by=cast.visitor(), user=cast.neighbour())
    assert actions.forget_former_addresses(by=None, user=cast.neighbour()) == 0


def test_a_session_expires_once() -> None:
    session = begin_session(user=cast.visitor(), address=None, user_agent="")
    for _time in range(2):
        expire_session(session=session, ending=Ending.BY_OWNER)
    session.refresh_from_db()
    assert session.ending == Ending.BY_OWNER
