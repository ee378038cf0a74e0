"""Who gets past the door, in which language and time zone."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, get_resolver
from django.utils import timezone, translation

from accounts.middleware import LanguageMiddleware, SignInRequiredMiddleware, UserLocaleMiddleware
from cmw_portal.public_pages import PUBLIC_PAGES
from tests import cast

pytestmark = pytest.mark.django_db


def door(name: str, *namespaces: str, user=None) -> HttpResponse | None:
    request = RequestFactory().get("/some/page/?a=1")
    request.user = user or AnonymousUser()
    request.resolver_match = ResolverMatch(print, (), {}, name or None, namespaces=list(namespaces))
    return SignInRequiredMiddleware(HttpResponse).process_view(request, print, (), {})


@pytest.mark.parametrize(
    ("name", "namespaces"),
    [("home", ()), ("cluster-list", ("clusters",)), ("account_login", ()), ("organisations-list", ("api",))],
)
def test_public_pages_and_the_interface_pass(name: str, namespaces: tuple[str, ...]) -> None:
    assert door(name, *namespaces) is None


@pytest.mark.parametrize(
    ("name", "namespaces"),
    [
        ("", ()),
        ("desk", ()),
        ("index", ("admin",)),
        ("home", ("clusters",)),
        ("profile", ("accounts",)),
        ("x", ("a", "api")),
    ],
)
def test_everything_else_asks_to_sign_in(name: str, namespaces: tuple[str, ...]) -> None:
    answer = door(name, *namespaces)
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/accounts/login/?next=/some/page/%3Fa%3D1")
    assert door(name, *namespaces, user=cast.visitor()) is None


def test_no_page_of_an_account_or_the_administration_is_public() -> None:
    # Letters lead strangers here: each asks for the secret of its letter.
    by_letter = {"accounts:invitation-open", "accounts:invitation-welcome", "accounts:unsubscribe"}
    assert {name for name in PUBLIC_PAGES if name.startswith(("accounts:", "admin:", "api:"))} == by_letter
    assert {"desk", "account_change_password", "account_reauthenticate"}.isdisjoint(PUBLIC_PAGES)


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/accounts/", "/accounts/tokens/", "/accounts/audit/", "/desk/"]
)
def test_stranger_is_sent_to_sign_in(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, f"/accounts/login/?next={path}")


def test_every_route_outside_the_list_refuses_a_stranger() -> None:
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)} - PUBLIC_PAGES
    assert {"desk", "account_change_password"} <= names
    for name in names:
        assert door(name).status_code == HTTPStatus.FOUND


def language_of(**request) -> str:
    cookies, headers = request.get("cookies", {}), request.get("headers", {})
    asked = RequestFactory().get("/", headers=headers)
    asked.COOKIES.update(cookies)
    answer = LanguageMiddleware(lambda _request: HttpResponse())(asked)
    assert answer["Vary"] == "Accept-Language, Cookie"
    return answer["Content-Language"]


@pytest.mark.parametrize(
    ("cookie", "browser", "language"),
    [
        ("", "", "ru"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "de-DE,de;q=0.9", "ru"),
        ("ru", "en", "ru"),
        ("en", "ru", "en"),
        ("xx", "en", "en"),
    ],
)
def test_language_of_a_stranger(cookie: str, browser: str, language: str) -> None:
    cookies = {"language": cookie} if cookie else {}
    assert language_of(cookies=cookies, headers={"Accept-Language": browser}) == language


def shown_to(user, cookies: dict[str, str]) -> tuple[str, str]:
    seen = []

    def view(request):
        seen.append((translation.get_language(), timezone.get_current_timezone_name()))
        return HttpResponse()

    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    request.user = user
    LanguageMiddleware(UserLocaleMiddleware(view))(request)
    return seen[0]


def test_signed_in_person_has_their_language_and_time_zone() -> None:
    user = cast.person("traveller", language="en", time_zone="Asia/Omsk")
    assert shown_to(user, {}) == ("en", "Asia/Omsk")
    assert shown_to(user, {"language": "ru"}) == ("ru", "Asia/Omsk")


def test_time_zone_of_one_reader_does_not_stay_for_the_next() -> None:
    shown_to(cast.person("traveller", time_zone="Asia/Omsk"), {})
    assert shown_to(AnonymousUser(), {}) == ("ru", "Europe/Moscow")


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(visitor_client: Client) -> None:
    assert "no-store" in visitor_client.get("/accounts/password/change/")["Cache-Control"]
    assert visitor_client.get("/")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/")
