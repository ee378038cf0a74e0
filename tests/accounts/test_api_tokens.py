"""Bearer tokens: live ones let in, everything else gets 401 without a reason; scopes; last use."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from accounts import actions
from accounts.api_authentication import TokenAuthentication
from accounts.door import demands
from accounts.models import ApiToken, User
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret() -> str:
    return token_for(cast.api_partner(), "read")


def token_for(user: User, *scopes: str) -> str:
    week = dt.timedelta(days=7)
    return actions.issue_token(by=user, user=user, name="t", scopes=list(scopes), expires_in=week)[1]


def enter(header: str, method: str = "GET", path: str = "/api/v1/reports/") -> tuple[User, ApiToken] | None:
    extra = {"HTTP_AUTHORIZATION": header} if header else {}
    return TokenAuthentication().authenticate(Request(APIRequestFactory().generic(method, path, **extra)))


def test_live_token_is_its_owner(secret: str) -> None:
    user, token = enter(f"Bearer {secret}")
    assert (user, token) == (cast.api_partner(), ApiToken.objects.get())


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Token abc"])
def test_other_headers_are_left_to_others(header: str) -> None:
    assert enter(header) is None


def test_token_in_the_address_is_not_looked_at(secret: str) -> None:
    assert enter("", path=f"/api/v1/reports/?token={secret}&access_token={secret}") is None


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer unknown", "Bearer \xff\xfe", "Bearer " + "0" * 64])
def test_what_is_no_token_is_refused(header: str) -> None:
    with pytest.raises(AuthenticationFailed):
        enter(header)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: ApiToken.objects.update(expiry=timezone.now()),
        lambda: ApiToken.objects.update(revoked_at=timezone.now()),
        lambda: User.objects.update(is_active=False),
    ],
    ids=["expired", "revoked", "owner closed"],
)
def test_token_that_ended_is_refused_at_the_next_request_and_kept(secret: str, spoil) -> None:
    assert enter(f"Bearer {secret}") is not None
    spoil()
    with pytest.raises(AuthenticationFailed, match=r"неизвестен|unknown"):
        enter(f"Bearer {secret}")
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    ("scopes", "method", "passes"),
    [
        (["read"], "GET", True),
        (["read"], "HEAD", True),
        (["read"], "POST", False),
        (["write"], "GET", False),
        (["write"], "DELETE", True),
        (["read", "write"], "PATCH", True),
    ],
)
def test_scope_bounds_the_method(scopes: list[str], method: str, passes: bool) -> None:
    header = f"Bearer {token_for(cast.api_partner(), *scopes)}"
    if passes:
        assert enter(header, method) is not None
    else:
        with pytest.raises(PermissionDenied, match=r"«|“"):
            enter(header, method)


def test_last_use_is_written_once_in_five_minutes(secret: str, django_assert_num_queries) -> None:
    # Each time whose token it is, whether a factor is set up, and by each kind of roles whether it has to be.
    asked = 2 + len(demands._demands)
    with django_assert_num_queries(asked + 1):
        enter(f"Bearer {secret}")
    first = ApiToken.objects.get().last_used_at
    with django_assert_num_queries(asked):
        enter(f"Bearer {secret}")
    ApiToken.objects.update(last_used_at=first - dt.timedelta(minutes=6))
    enter(f"Bearer {secret}")
    assert ApiToken.objects.get().last_used_at >= first


def test_challenge_names_the_scheme() -> None:
    assert TokenAuthentication().authenticate_header(None) == "Bearer"
