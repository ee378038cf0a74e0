"""The door in a real browser: the second factor is set up, then asked for; a passkey opens by itself."""

import os
import secrets
import subprocess
import sys
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.conftest import ROOT, SERVICE_VARIABLES

WORDS = {"ru": ("требует второго фактора", "Запасные коды"), "en": ("demands a second factor", "Recovery codes")}


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def official(portal, tmp_path):
    """An administrator who is no demonstration, made on the console as the first one of a real portal is."""

    def make(language: str) -> tuple[str, str]:
        email, password = f"{secrets.token_hex(4)}@person.example", "a sound password of hers"
        (tmp_path / "password").write_text(password)
        kept = {name: value for name, value in os.environ.items() if name not in SERVICE_VARIABLES}
        command = ["create_administrator", email, "--family-name", "Ильина", "--given-name", "Инна"]
        subprocess.run(
            [
                sys.executable,
                "manage.py",
                *command,
                "--language",
                language,
                "--password-file",
                str(tmp_path / "password"),
            ],
            cwd=ROOT,
            env=kept | {"DATA_DIR": str(portal.data_dir), "DJANGO_SETTINGS_MODULE": "cmw_portal.settings"},
            check=True,
            capture_output=True,
        )
        return email, password

    return make


def give_password(page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("main form button[type=submit]").first.click()


def sign_out(page) -> None:
    page.goto("/accounts/logout/")
    page.click("main form button[type=submit]")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_who_must_have_a_factor_sets_it_up_and_is_asked_for_it(visit, official, language: str) -> None:
    email, password = official(language)
    page = visit(language)
    give_password(page, email, password)
    page.wait_for_url("**/accounts/2fa/demanded/**")
    assert WORDS[language][0] in page.inner_text("h1")
    page.goto("/clusters/")
    assert "/2fa/demanded/" in page.url
    page.locator("main a[href$='/2fa/app/']").click()
    secret = page.inner_text("code.secret")
    page.fill("input[name=code]", code_of(secret))
    page.click("main form button[type=submit]")
    page.wait_for_url("**/accounts/2fa/codes/")
    assert WORDS[language][1] in page.inner_text("h1")
    recovery = page.locator("ul.codes code").first.inner_text()
    page.locator("main a[href='/desk/']").click()
    page.wait_for_url("**/desk/")
    sign_out(page)
    give_password(page, email, password)
    page.wait_for_url("**/accounts/2fa/authenticate/**")
    page.fill("input[name=code]", recovery)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/desk/")


def test_a_passkey_is_added_and_opens_the_portal_by_itself(browser, portal, official) -> None:
    email, password = official("ru")
    context = browser.new_context(base_url=portal.address.replace("127.0.0.1", "localhost"), locale="ru-RU")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    give_password(page, email, password)
    page.wait_for_url("**/accounts/2fa/demanded/**")
    page.locator("main a[href$='/passkeys/add/']").click()
    page.fill("input[name=name]", "ноутбук")
    page.click("[data-passkey-button]")
    page.wait_for_url("**/accounts/2fa/codes/")
    page.goto("/accounts/2fa/")
    assert "ноутбук" in page.inner_text("main")
    sign_out(page)
    page.goto("/accounts/login/")
    page.click("[data-passkey-button]")
    page.wait_for_url("**/desk/")
    context.close()
