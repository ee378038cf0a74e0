"""The app, recovery codes, and what is written down of them."""

import threading
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import Http404
from django.test import Client

from accounts.door import actions
from accounts.door.access import factor_for_change, has_second_factor, why_not_remove
from accounts.door.forms import use_code_once
from accounts.models import AuditEvent, Notice
from accounts.sessions.enums import Ending
from accounts.sessions.models import SignInSession
from tests import cast
from tests.client import PortalClient

pytestmark = pytest.mark.django_db
APP, AUTHENTICATE, CODES = "/accounts/2fa/app/", "/accounts/2fa/authenticate/", "/accounts/2fa/codes/"


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_from_the_password_to_the_desk(enter, showing_code) -> None:
    client, answer = enter(cast.official().email)
    assert client.get(answer["Location"])["Location"] == "/accounts/2fa/demanded/?next=/desk/"
    page = client.get(APP)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "data:image/svg+xml;base64," in page.content.decode()
    before = client.session.session_key
    assert client.post(APP, {"code": showing_code(secret)})["Location"] == CODES
    assert client.session.session_key != before
    assert len(client.get(CODES).context["unused_codes"]) == 10
    assert client.get("/desk/").status_code == HTTPStatus.OK
    assert verbs() == ["accounts.sign_in", "accounts.add_factor"]
    assert secret not in str(list(AuditEvent.objects.values_list("after", flat=True)))
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert Notice.objects.get().direct is True


def test_the_code_of_the_set_up_does_not_sign_in(enter, showing_code) -> None:
    client, _answer = enter(cast.official().email)
    secret = client.get(APP).context["form"].secret
    code = showing_code(secret)
    client.post(APP, {"code": code})
    other, answer = enter(cast.official().email)
    assert answer["Location"] == AUTHENTICATE
    assert other.post(AUTHENTICATE, {"code": code}).status_code == HTTPStatus.OK
    assert not is_in(other)


def test_a_code_opens_once(enter, secret_of, showing_code) -> None:
    code = showing_code(secret_of(cast.official()))
    first, second = (enter(cast.official().email)[0] for _number in range(2))
    assert first.post(AUTHENTICATE, {"code": code})["Location"] == "/desk/"
    assert second.post(AUTHENTICATE, {"code": code}).status_code == HTTPStatus.OK
    assert (is_in(first), is_in(second)) == (True, False)
    assert first.get("/desk/").status_code == HTTPStatus.OK
    assert [verb for verb in verbs() if "factor" in verb] == [
        "accounts.add_factor",
        "accounts.use_factor",
        "accounts.factor_failed",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_code_in_parallel_is_taken_once() -> None:
    user, taken = cast.official(), []
    gate = threading.Barrier(8)

    def run() -> None:
        gate.wait()
        taken.append(use_code_once(user, "123 456"))
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 7 + [True]


@pytest.mark.parametrize("steps", [-2, -1, 1])
def test_codes_of_other_half_minutes_are_refused(enter, secret_of, showing_code, steps: int) -> None:
    secret = secret_of(cast.official())
    client, _answer = enter(cast.official().email)
    assert client.post(AUTHENTICATE, {"code": showing_code(secret, steps)}).status_code == HTTPStatus.OK
    assert not is_in(client)


def test_wrong_codes_are_limited_for_the_account_and_not_for_the_owners_browser(enter, secret_of, showing_code) -> None:
    secret, email = secret_of(cast.official()), cast.official().email
    owner, _answer = enter(email)
    owner.post(AUTHENTICATE, {"code": showing_code(secret)})
    owner.post("/accounts/logout/")
    for number in range(12):
        thief, _answer = enter(email, REMOTE_ADDR=f"192.0.2.{number}")
        thief.post(AUTHENTICATE, {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}")
    assert verbs().count("accounts.factor_failed") == 5
    enter(email, client=owner)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert owner.post(AUTHENTICATE, {"code": codes[0]})["Location"] == "/desk/"


def test_a_recovery_code_opens_once(enter, secret_of) -> None:
    secret_of(cast.official())
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[3]
    first, second = (enter(cast.official().email)[0] for _number in range(2))
    assert first.post(AUTHENTICATE, {"code": code})["Location"] == "/desk/"
    assert second.post(AUTHENTICATE, {"code": code}).status_code == HTTPStatus.OK
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_new_password_by_letter_does_not_spare_the_factor(enter, secret_of, showing_code) -> None:
    import re

    from django.core import mail

    user = cast.official()
    secret = secret_of(user)
    client = Client()
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    path = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": "quite another one", "password2": "quite another one"})
    assert not is_in(client)
    assert enter(user.email, "quite another one", client)[1]["Location"] == AUTHENTICATE
    assert not is_in(client)
    assert client.get("/desk/").status_code == HTTPStatus.FOUND
    assert client.post(AUTHENTICATE, {"code": showing_code(secret)})["Location"] == "/desk/"


def test_the_last_factor_stays_while_a_role_demands_it(secret_of) -> None:
    user = cast.official()
    secret_of(user)
    app = Authenticator.objects.get(type="totp")
    assert "последний" in why_not_remove(app)
    with pytest.raises(ValidationError):
        actions.remove_factor(by=user, authenticator=app)
    client = PortalClient()
    client.force_login(user)
    client.post("/accounts/2fa/app/remove/", follow=True)
    assert has_second_factor(user)
    actions.add_passkey(by=user, name="ключ", credential={})
    actions.remove_factor(by=user, authenticator=app)
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "webauthn"]
    assert verbs()[-1] == "accounts.remove_factor"


def test_who_needs_none_may_remove_the_last_and_the_codes_go_too(secret_of) -> None:
    user = cast.visitor()
    secret_of(user)
    actions.remove_factor(by=user, authenticator=Authenticator.objects.get(type="totp"))
    assert Authenticator.objects.count() == 0


def test_somebody_elses_factor_is_not_touched(secret_of) -> None:
    secret_of(cast.visitor())
    app = Authenticator.objects.get(type="totp")
    with pytest.raises(PermissionDenied):
        actions.remove_factor(by=cast.neighbour(), authenticator=app)
    for pk in (app.pk, 0):
        with pytest.raises(Http404):
            factor_for_change(cast.neighbour(), pk, "totp")
    assert factor_for_change(cast.visitor(), app.pk, "totp") == app


def test_a_second_app_is_refused(secret_of) -> None:
    secret_of(cast.visitor())
    with pytest.raises(ValidationError, match="уже"):
        actions.add_app(by=cast.visitor(), secret="A" * 32)


def test_recovery_codes_made_anew_replace_the_old(secret_of) -> None:
    user = cast.visitor()
    with pytest.raises(ValidationError):
        actions.renew_recovery_codes(by=user)
    secret_of(user)
    old = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    new = actions.renew_recovery_codes(by=user).wrap().get_unused_codes()
    assert (len(new), set(new) & set(old)) == (10, set())
    assert verbs()[-1] == "accounts.renew_recovery_codes"


def test_a_lost_factor_is_reset_by_an_administrator(secret_of, enter, showing_code) -> None:
    user, admin = cast.official(), cast.administrator()
    secret = secret_of(user)
    client, _answer = enter(user.email)
    client.post(AUTHENTICATE, {"code": showing_code(secret)})
    assert client.get("/desk/").status_code == HTTPStatus.OK
    assert actions.reset_second_factor(by=admin, user=user, reason="телефон утерян") == 2
    assert client.get("/desk/")["Location"] == "/accounts/login/?next=/desk/"
    assert SignInSession.objects.get(user=user).ending == Ending.FACTOR
    event, letter = (
        AuditEvent.objects.get(verb="accounts.reset_second_factor"),
        Notice.objects.filter(recipient=user).latest("pk"),
    )
    assert (event.actor, event.after) == (admin, {"removed": 2, "notice": letter.pk})
    assert ("телефон утерян" in letter.body, letter.direct) == (True, True)


def test_a_session_of_before_the_loss_does_not_profit_from_the_new_factor(secret_of, enter, showing_code) -> None:
    user = cast.official()
    secret = secret_of(user)
    old, _answer = enter(user.email)
    old.post(AUTHENTICATE, {"code": showing_code(secret)})
    actions.reset_second_factor(by=None, user=user, reason="утерян")
    actions.add_app(by=user, secret="B" * 32)
    # Even if its row had been left alive.
    SignInSession.objects.update(ended_at=None, ending="")
    assert old.get("/desk/")["Location"].startswith("/accounts/2fa/demanded/")


def test_a_reset_needs_the_right_and_a_reason() -> None:
    user, admin = cast.official(), cast.administrator()
    for by in (user, cast.neighbour()):
        with pytest.raises(PermissionDenied):
            actions.reset_second_factor(by=by, user=user, reason="причина")
    with pytest.raises(PermissionDenied):
        actions.reset_second_factor(by=admin, user=admin, reason="причина")
    with pytest.raises(ValidationError):
        actions.reset_second_factor(by=admin, user=user, reason="  ")


def test_the_console_resets_too(secret_of, capsys) -> None:
    user = cast.official()
    secret_of(user)
    call_command("reset_second_factor", user.email, "--reason", "утерян")
    assert "2" in capsys.readouterr().out
    assert not has_second_factor(user)
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@cast.example", "--reason", "x")
    with pytest.raises(CommandError):
        call_command("reset_second_factor", user.email, "--reason", " ")


def test_pages_of_the_factor_are_shown_and_another_persons_key_is_not(secret_of) -> None:
    user = cast.visitor()
    secret_of(user)
    actions.add_passkey(by=user, name="ключ на связке", credential={})
    key = Authenticator.objects.get(type="webauthn")
    client, stranger = PortalClient(), PortalClient()
    client.force_login(user)
    stranger.force_login(cast.neighbour())
    assert "ключ на связке" in client.get("/accounts/2fa/").content.decode()
    assert client.get(f"/accounts/2fa/passkeys/{key.pk}/remove/").status_code == HTTPStatus.OK
    for pk in (key.pk, 0):
        assert stranger.post(f"/accounts/2fa/passkeys/{pk}/remove/").status_code == HTTPStatus.NOT_FOUND
        assert stranger.post(f"/accounts/2fa/passkeys/{pk}/edit/", {"name": "x"}).status_code == HTTPStatus.NOT_FOUND
    client.post(f"/accounts/2fa/passkeys/{key.pk}/edit/", {"name": "телефон"})
    assert "телефон" in client.get("/accounts/2fa/").content.decode()
    file = client.get("/accounts/2fa/codes/file/")
    assert (file["Content-Disposition"], "no-store" in file["Cache-Control"]) == (
        'attachment; filename="recovery-codes.txt"',
        True,
    )
    client.post("/accounts/2fa/codes/renew/")
    client.post(f"/accounts/2fa/passkeys/{key.pk}/remove/")
    assert verbs()[-3:] == ["accounts.rename_factor", "accounts.renew_recovery_codes", "accounts.remove_factor"]


def test_a_made_up_passkey_does_not_sign_in() -> None:
    client = Client()
    told = client.get("/accounts/2fa/passkeys/login/", headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert told["request_options"]["publicKey"]["userVerification"] == "required"
    client.post("/accounts/2fa/passkeys/login/", {"credential": '{"id": "x"}'})
    assert not is_in(client)
