"""Who may, as one literal matrix."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts import access, actions
from accounts.models import PortalAssignment, today
from tests import cast

pytestmark = pytest.mark.django_db
TOMORROW = dt.timedelta(days=1)

#                  manage people, assign roles, read audit, administer, pull data
MATRIX = {
    "administrator": (True, True, True, True, False),
    "official": (False, False, False, False, True),
    "api_partner": (False, False, False, False, True),
    "visitor": (False, False, False, False, False),
}


@pytest.mark.parametrize(("who", "expected"), MATRIX.items())
def test_portal_permissions(who: str, expected: tuple[bool, ...]) -> None:
    user = getattr(cast, who)()
    answers = (
        access.can_manage_users(user),
        access.can_assign_roles(user),
        access.can_read_audit(user),
        access.can_administer(user),
        access.has_portal_permission(user, "exchange.pull_data"),
    )
    assert answers == expected


def test_stranger_and_closed_account_may_nothing() -> None:
    user = cast.administrator()
    user.is_active = False
    for nobody in (AnonymousUser(), user):
        assert not access.has_portal_permission(nobody, "accounts.read_audit")
        assert not access.can_issue_token(nobody, cast.visitor())


def test_role_of_a_cluster_is_not_a_role_of_the_portal() -> None:
    assert not access.has_portal_permission(cast.administrator(), "clusters.admit_member")


def test_permission_on_a_date() -> None:
    user = cast.with_portal_role("official", valid_from=today())
    assert access.has_portal_permission(user, "exchange.pull_data")
    assert not access.has_portal_permission(user, "exchange.pull_data", on=today() - TOMORROW)


def test_ended_role_is_gone_at_the_next_question() -> None:
    user = cast.official()
    assert access.has_portal_permission(user, "exchange.pull_data")
    PortalAssignment.objects.update(valid_until=today())
    assert not access.has_portal_permission(user, "exchange.pull_data")


def test_tokens_are_ones_own_or_the_administrators() -> None:
    owner, neighbour = cast.visitor(), cast.neighbour()
    token, _secret = actions.issue_token(by=owner, user=owner, name="t", scopes=["read"], expires_in=TOMORROW)
    rows = {
        who: (access.can_issue_token(who, owner), access.can_revoke_token(who, token)) for who in (owner, neighbour)
    }
    assert rows == {owner: (True, True), neighbour: (False, False)}
    assert access.can_issue_token(cast.administrator(), owner)
    assert access.token_for_revocation(cast.administrator(), token.public_id) == token
    assert not access.can_revoke_token(AnonymousUser(), token)


@pytest.mark.parametrize("public_id", ["theirs", "0" * 12])
def test_foreign_and_unknown_token_look_the_same(public_id: str) -> None:
    owner = cast.visitor()
    token, _secret = actions.issue_token(by=owner, user=owner, name="t", scopes=["read"], expires_in=TOMORROW)
    with pytest.raises(Http404) as refusal:
        access.token_for_revocation(cast.neighbour(), token.public_id if public_id == "theirs" else public_id)
    assert refusal.value.args == ()


def test_closed_owner_gets_no_token() -> None:
    owner = cast.visitor()
    owner.is_active = False
    assert not access.can_issue_token(cast.administrator(), owner)
