"""Signing in and out, the forgotten password, and what a guesser learns: nothing."""

import re
from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client

from accounts.models import AuditEvent, User
from tests import cast

pytestmark = pytest.mark.django_db
LOGIN, LOGOUT, RESET = "/accounts/login/", "/accounts/logout/", "/accounts/password/reset/"


def try_to_sign_in(email: str, password: str, **extra):
    client = Client()
    return client, client.post(LOGIN, {"login": email, "password": password}, **extra)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def told(response) -> str:
    """The page's text without what differs from request to request."""
    text = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|value="[^"]*@[^"]*"', "", text)


def test_sign_in_by_email_in_any_case() -> None:
    user = cast.visitor()
    client, answer = try_to_sign_in(user.email.upper(), cast.PASSWORD)
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/desk/")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (verbs(), AuditEvent.objects.get().actor) == (["accounts.sign_in"], user)


def test_session_gets_a_new_key_at_sign_in() -> None:
    client = Client()
    client.force_login(cast.neighbour(), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(LOGOUT)
    client.get(LOGIN)
    before = client.session.session_key
    client.post(LOGIN, {"login": cast.visitor().email, "password": cast.PASSWORD})
    assert client.session.session_key != before


def test_unknown_address_and_wrong_password_read_the_same() -> None:
    known, unknown = (try_to_sign_in(email, "wrong")[1] for email in (cast.visitor().email, "nobody@cast.example"))
    assert (known.status_code, unknown.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert told(known) == told(unknown)
    assert verbs() == ["accounts.sign_in_failed"] * 2
    assert "cast.example" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


def test_closed_account_does_not_sign_in() -> None:
    user = cast.person("closed", is_active=False)
    client, answer = try_to_sign_in(user.email, cast.PASSWORD)
    assert "_auth_user_id" not in client.session
    assert answer["Location"] == "/accounts/inactive/"


def test_guessing_from_unknown_places_is_stopped_after_five_tries_on_one_account() -> None:
    email = cast.visitor().email
    answers = [
        try_to_sign_in(email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")[1].status_code for number in range(1, 13)
    ]
    assert answers == [HTTPStatus.OK] * 12
    assert verbs() == ["accounts.sign_in_failed"] * 5 + ["accounts.sign_in_limited"] * 7


def test_sign_out_by_post_alone(visitor_client: Client) -> None:
    assert visitor_client.get(LOGOUT).status_code == HTTPStatus.OK
    assert "_auth_user_id" in visitor_client.session
    assert visitor_client.post(LOGOUT)["Location"] == "/"
    assert "_auth_user_id" not in visitor_client.session
    assert verbs() == ["accounts.sign_out", "accounts.session_ended"]


def test_reset_letter_goes_to_the_known_and_the_page_tells_nothing() -> None:
    known, unknown = (Client().post(RESET, {"email": e}) for e in (cast.visitor().email, "nobody@cast.example"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    links = [letter.to for letter in mail.outbox if "/password/reset/key/" in letter.body]
    assert links == [["visitor@cast.example"]]
    assert [letter.subject for letter in mail.outbox] == ["Портал кластеров КМВ: новый пароль"] * 2
    assert "такой учётной записи нет" in mail.outbox[1].body


def test_forgotten_password_is_chosen_anew(settings) -> None:
    client = Client()
    client.post(RESET, {"email": cast.visitor().email}, headers={"X-Forwarded-Host": "evil.example"})
    link = re.search(r"http\S+/password/reset/key/\S+", mail.outbox[0].body).group()
    assert link.startswith(settings.BASE_URL + "/accounts/")
    assert mail.outbox[0].subject.startswith("Портал кластеров КМВ: ")
    form = client.get(link.removeprefix(settings.BASE_URL), follow=True)
    path = form.redirect_chain[-1][0]
    client.post(path, {"password1": "quite another one", "password2": "quite another one"})
    assert User.objects.get().check_password("quite another one")
    assert verbs() == ["accounts.reset_password"]
    again = Client().get(link.removeprefix(settings.BASE_URL), follow=True)
    assert b'name="password1"' not in again.content


def test_changed_password_ends_other_sessions(signed_in) -> None:
    here, elsewhere = signed_in(cast.visitor()), signed_in(cast.visitor())
    new = {"oldpassword": cast.PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    here.post("/accounts/password/change/", new)
    assert here.get("/accounts/").status_code == HTTPStatus.OK
    assert elsewhere.get("/accounts/").status_code == HTTPStatus.FOUND
    assert verbs() == ["accounts.end_sessions", "accounts.change_password"]


def test_short_password_is_refused(visitor_client: Client) -> None:
    new = {"oldpassword": cast.PASSWORD, "password1": "short", "password2": "short"}
    assert visitor_client.post("/accounts/password/change/", new).status_code == HTTPStatus.OK
    assert User.objects.get().check_password(cast.PASSWORD)


def test_nobody_registers() -> None:
    assert Client().get("/accounts/signup/")["Location"].startswith("/accounts/login/")
    Client().post("/accounts/signup/", {"email": "new@cast.example", "password1": "x" * 20, "password2": "x" * 20})
    assert User.objects.count() == 0


def test_closed_account_is_out_at_the_next_request(visitor_client: Client) -> None:
    assert visitor_client.get("/accounts/").status_code == HTTPStatus.OK
    User.objects.update(is_active=False)
    assert visitor_client.get("/accounts/").status_code == HTTPStatus.FOUND


def test_guessing_is_stopped_whatever_host_the_guesser_names() -> None:
    email = cast.visitor().email
    for number in range(1, 13):
        try_to_sign_in(email, "wrong", HTTP_HOST=f"127.0.0.1:{number}", REMOTE_ADDR=f"192.0.2.{number}")
    assert verbs() == ["accounts.sign_in_failed"] * 5 + ["accounts.sign_in_limited"] * 7


@pytest.mark.parametrize("target", ["http://localhost/", "https://elsewhere.example/", "//elsewhere.example/"])
def test_sign_in_leads_to_this_host_alone(target: str) -> None:
    answer = Client().post(f"{LOGIN}?next={target}", {"login": cast.visitor().email, "password": cast.PASSWORD})
    assert answer["Location"] == "/desk/"
