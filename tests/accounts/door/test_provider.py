"""Signing in through an OpenID Connect provider that really runs, over HTTP on this machine."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from accounts.models import AuditEvent, User
from cmw_portal.environment import openid_provider, origin
from tests import cast

from .identity_provider import CLIENT, SECRET, IdentityProvider

pytestmark = pytest.mark.django_db
ENTER = "/accounts/oidc/login/"


@pytest.fixture
def provider(settings, monkeypatch):
    running = IdentityProvider()
    monkeypatch.setenv("OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("OIDC_CLIENT_SECRET", SECRET)
    settings.OIDC_ISSUER, settings.OIDC_NAME = running.issuer, "Вход региона"
    settings.SOCIALACCOUNT_PROVIDERS = openid_provider(running.issuer, "Вход региона")
    yield running
    running.close()


def walk(client: Client | None = None):
    """From the button to the provider and back; the client, the way back and the answer to it."""
    client = client or Client()
    way = client.post(ENTER)["Location"]
    back = requests.get(way, allow_redirects=False, timeout=5).headers["Location"]
    address = urlsplit(back)
    return client, address, client.get(f"{address.path}?{address.query}")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_without_settings_there_is_no_button_and_no_way() -> None:
    assert "oidc" not in Client().get("/accounts/login/").content.decode()
    assert Client().post(ENTER).status_code == 404
    assert Client().get("/accounts/oidc/login/callback/?code=1&state=2").status_code == 404


def test_the_first_time_by_the_verified_address_then_by_the_subject(provider, settings) -> None:
    user = cast.visitor()
    assert "Вход региона" in Client().get("/accounts/login/").content.decode()
    client, back, answer = walk()
    assert f"{back.scheme}://{back.netloc}" == settings.BASE_URL
    assert (is_in(client), answer["Location"]) == (True, "/desk/")
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (user, "42", {})
    provider.person = {"sub": "42", "email": "changed@elsewhere.example", "email_verified": False}
    client, _back, _answer = walk()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.get().extra_data == {}
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["accounts.connect_provider", "accounts.sign_in", "accounts.sign_in"]


def test_the_way_there_carries_state_and_proof(provider) -> None:
    query = parse_qs(urlsplit(Client().post(ENTER)["Location"]).query)
    assert (query["code_challenge_method"], query["response_type"]) == (["S256"], ["code"])
    assert len(query["state"][0]) >= 16
    assert Client().get(ENTER).status_code == 200  # a link from elsewhere only shows the button


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ({"email_verified": False}, "unverified"),
        ({"email_verified": "true"}, "unverified"),
        ({"email": "nobody@elsewhere.example"}, "no-account"),
        ({"email": None}, "no-account"),
    ],
)
def test_who_has_no_account_or_no_verified_address_is_refused(provider, person: dict, why: str) -> None:
    cast.visitor()
    provider.person |= person
    client, _back, answer = walk()
    assert (is_in(client), answer["Location"]) == (False, f"/accounts/oidc/refused/{why}/")
    assert client.get(answer["Location"]).status_code == 403
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_a_closed_account_is_refused(provider) -> None:
    cast.person("visitor", is_active=False)
    client, _back, answer = walk()
    assert (is_in(client), answer["Location"]) == (False, "/accounts/oidc/refused/no-account/")


@pytest.mark.parametrize(
    "spoil", [{"iss": "http://evil.example"}, {"aud": "another"}, {"exp": 1}, {"sub": "43"}, {"jti": "x", "exp": 2}]
)
def test_a_token_that_is_not_for_us_is_refused(provider, spoil: dict) -> None:
    cast.visitor()
    provider.spoil, provider.userinfo = spoil, {"sub": "42"}
    client, _back, answer = walk()
    assert (is_in(client), answer["Location"]) == (False, "/accounts/oidc/refused/other/")


def test_a_token_signed_with_another_key_is_refused(provider) -> None:
    cast.visitor()
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    client, _back, answer = walk()
    assert (is_in(client), answer["Location"]) == (False, "/accounts/oidc/refused/other/")


def test_a_state_of_somebody_else_is_refused(provider) -> None:
    cast.visitor()
    _client, back, _answer = walk()
    stranger = Client()
    answer = stranger.get(f"{back.path}?{back.query}")
    assert (is_in(stranger), answer["Location"]) == (False, "/accounts/oidc/refused/other/")


@pytest.mark.parametrize("query", ["error=access_denied", "error=server_error", ""])
def test_a_refusal_of_the_provider_is_told(provider, query: str) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.post(ENTER)["Location"]).query)["state"][0]
    answer = client.get(f"/accounts/oidc/login/callback/?state={state}&{query}")
    assert answer["Location"] == "/accounts/oidc/refused/other/"


def test_nobody_connects_or_registers_by_it(provider) -> None:
    cast.visitor()
    client = Client()
    way = client.post(f"{ENTER}?process=connect")["Location"]
    assert client.get(way).status_code in {302, 404} if way.startswith("/") else True
    assert (SocialAccount.objects.count(), User.objects.count()) == (0, 1)


def test_the_second_factor_of_the_portal_is_asked_all_the_same(provider, secret_of) -> None:
    secret_of(cast.visitor())
    provider.person["amr"] = ["pwd", "otp", "mfa"]
    client, _back, answer = walk()
    assert (is_in(client), answer["Location"]) == (False, "/accounts/2fa/authenticate/")


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({"amr": ["pwd", "otp"]}, True),
        ({"acr": "https://refeds.org/profile/mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({}, False),
    ],
)
def test_a_trusted_provider_vouches_for_the_factor(provider, settings, told: dict, counts: bool) -> None:
    settings.OIDC_TRUSTS_SECOND_FACTOR = True
    cast.with_portal_role("official", key="visitor")
    provider.person |= told
    client, _back, _answer = walk()
    assert (is_in(client), client.get("/desk/").status_code) == (True, 200 if counts else 302)


def test_half_a_provider_is_refused_with_the_remedy(monkeypatch) -> None:
    from django.core.exceptions import ImproperlyConfigured

    assert openid_provider("", "") == {}
    assert origin("https://id.example.ru/realms/region") == "https://id.example.ru"
    for issuer, name in (("https://id.example.ru", "x"), ("id.example.ru", "x")):
        with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_ID"):
            openid_provider(issuer, name)
