"""Tokens at the door of the real interface."""

import datetime as dt

import pytest
from django.test import Client

from accounts import actions
from tests import cast

pytestmark = pytest.mark.django_db
PATH = "/api/v1/territories/"


def test_public_list_needs_no_token_and_a_wrong_one_is_refused() -> None:
    assert Client().get(PATH).status_code == 200
    refused = Client().get(PATH, headers={"Authorization": "Bearer " + "0" * 64})
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert refused["Content-Type"].startswith("application/problem+json")
    assert refused.json()["status"] == 401


def test_live_token_passes_until_it_is_revoked() -> None:
    user = cast.api_partner()
    token, secret = actions.issue_token(by=user, user=user, name="t", scopes=["read"], expires_in=dt.timedelta(days=1))
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client().get(PATH, headers=headers).status_code == 200
    actions.revoke_token(by=user, token=token)
    assert Client().get(PATH, headers=headers).status_code == 401
