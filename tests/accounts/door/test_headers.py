"""Headers of every answer, cookies in the shape of https, and hosts that are not ours. TRUST, rows 40 and 41."""

import re
import subprocess
import sys

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import cast
from tests.client import PortalClient

pytestmark = pytest.mark.django_db
POLICY = ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
FORGED = [
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "127.0.0.1.evil.example"},
    {"HTTP_HOST": "127.0.0.1@evil.example"},
]


def plain_paths() -> list[str]:
    """Every address without a parameter, whatever its namespace."""

    def walk(patterns, before: str):
        for pattern in patterns:
            here = before + str(pattern.pattern).lstrip("^").replace("\\Z", "").rstrip("$")
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            elif isinstance(pattern, URLPattern):
                yield here

    return sorted({f"/{path}" for path in walk(get_resolver().url_patterns, "") if not re.search(r"[<(\[\\?]", path)})


def lacking(answer) -> list[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    wrong = [part for part in POLICY if part not in policy]
    expected = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}
    return wrong + [name for name, value in expected.items() if answer.headers.get(name) != value]


@pytest.fixture
def clients() -> list[Client]:
    signed_in = PortalClient(raise_request_exception=False)
    signed_in.force_login(cast.administrator())
    return [Client(raise_request_exception=False), signed_in]


def test_every_address_has_its_headers_and_what_is_private_is_kept_by_no_cache(clients) -> None:
    paths = [
        *plain_paths(),
        "/no/such/page/",
        "/clusters/unknown/",
        "/api/v1/no/",
        "/api/v1/clusters/?wrong=1",
        "/admin/no/",
    ]
    assert len(paths) > 40
    faults = {}
    for client in clients:
        for path in paths:
            answer = client.get(path)
            wrong = lacking(answer)
            private = "no-store" in answer.headers.get("Cache-Control", "")
            if client is clients[1] and answer.status_code == 200 and not private and "jsi18n" not in path:
                wrong.append(f"cached: {answer.headers.get('Cache-Control')}")
            if wrong:
                faults[f"{path} {answer.status_code}"] = wrong
    assert faults == {}


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize(
    "path", ["/", "/accounts/password/reset/", "/accounts/login/", "/accounts/letter/", "/api/v1/clusters/"]
)
def test_a_host_that_is_not_ours_is_refused(path: str, forged: dict) -> None:
    client = Client(raise_request_exception=False)
    assert client.get(path, **forged).status_code == 400
    assert client.post(path, {"email": cast.visitor().email}, **forged).status_code == 400
    assert mail.outbox == []


@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/letter/"])
def test_letters_lead_to_the_portals_own_address_whatever_the_headers_say(path: str, settings) -> None:
    forged = {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_HOST": "localhost:9999",
        "HTTP_FORWARDED": "host=evil.example",
    }
    assert Client().post(path, {"email": cast.visitor().email}, **forged).status_code == 302
    links = re.findall(r"https?://\S+", mail.outbox[0].body)
    assert links
    assert all(link.startswith(f"{settings.BASE_URL}/") for link in links)


HTTPS = """
import django, json
from django.conf import settings
django.setup()
from django.test import Client
from django.http import HttpResponse
from accounts.door.devices import remember
from django.test import RequestFactory
answer = Client(SERVER_NAME="portal.example.ru").get("/healthz", secure=True)
device = HttpResponse(); remember(RequestFactory().get("/"), device, "a@b.ru")
cookie = device.cookies["__Host-device"]
print(json.dumps({
    "hsts": answer["Strict-Transport-Security"],
    "names": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
    "flags": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY],
    "device": [cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]],
    "insecure_passkeys": settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
}))
"""


def test_in_the_shape_of_https(tmp_path) -> None:
    import json
    import os

    told = subprocess.run(
        [sys.executable, "-c", HTTPS],
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "DJANGO_SETTINGS_MODULE": "cmw_portal.settings",
            "BASE_URL": "https://portal.example.ru",
            "SECRET_KEY": "k" * 60,
            "DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    shape = json.loads(told.stdout.splitlines()[-1])
    assert shape == {
        "hsts": "max-age=31536000; includeSubDomains; preload",
        "names": ["__Host-session", "__Host-csrf"],
        "flags": [True, True, True],
        "device": [True, True, "Lax", "/", ""],
        "insecure_passkeys": False,
    }
