"""The way out of letters: by the page of the last line, or by one click of the mail program; never by opening a link."""

from http import HTTPStatus

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.enums import Channel
from accounts.inbox import actions
from accounts.models import AuditEvent, NoticeWish
from accounts.notices import unsubscribing
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Client:
    """A mail program: no session, no cookie, and checks of forged forms switched on."""
    return Client(enforce_csrf_checks=True)


def address(user, scope: str = "support") -> str:
    return f"/accounts/notices/unsubscribe/{unsubscribing.token(user, scope)}/"


def wishes(user) -> dict[str, str]:
    return dict(NoticeWish.objects.filter(user=user).values_list("group", "channel"))


def test_opening_the_link_stops_nothing(stranger, reader) -> None:
    page = stranger.get(address(reader))
    assert page.status_code == HTTPStatus.OK
    assert "Больше не присылать" in page.content.decode()
    assert "Власов" not in page.content.decode()
    assert (wishes(reader), stranger.head(address(reader)).status_code) == ({}, HTTPStatus.OK)


def test_one_click_of_the_mail_program_stops_the_group(stranger, reader) -> None:
    for _time in range(2):
        answer = stranger.post(address(reader), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == HTTPStatus.OK
    assert wishes(reader) == {"support": "portal"}
    event = AuditEvent.objects.get(verb="accounts.unsubscribe")
    assert (event.actor, event.object_id, event.after["scope"]) == (None, str(reader.pk), "support")


def test_daily_letter_stops_every_group_that_came_in_it(stranger, reader) -> None:
    NoticeWish.objects.create(user=reader, group="acts", channel="at_once")
    stranger.post(address(reader, "daily"))
    kept = wishes(reader)
    assert kept.pop("acts") == "at_once"
    assert set(kept.values()) == {"portal"}
    assert "account" not in kept
    stranger.post(address(reader, "daily"))
    assert AuditEvent.objects.filter(verb="accounts.unsubscribe").count() == 1


@pytest.mark.parametrize("scope", ["account", "nonsense", ""])
def test_word_for_what_cannot_be_stopped_is_no_word(stranger, reader, scope: str) -> None:
    assert stranger.post(address(reader, scope)).status_code == HTTPStatus.NOT_FOUND
    assert wishes(reader) == {}


@pytest.mark.parametrize("make", [lambda word: word[:-1], lambda word: "x" + word, lambda _word: "nonsense"])
def test_forged_word_stops_nothing(stranger, reader, make) -> None:
    word = make(unsubscribing.token(reader, "support"))
    assert stranger.post(f"/accounts/notices/unsubscribe/{word}/").status_code == HTTPStatus.NOT_FOUND
    assert wishes(reader) == {}


def test_word_signed_for_something_else_is_no_word(stranger) -> None:
    other = signing.dumps("just text", salt=unsubscribing.SALT)
    assert stranger.post(f"/accounts/notices/unsubscribe/{other}/").status_code == HTTPStatus.NOT_FOUND


def test_closed_account_is_answered_alike_and_left_alone(stranger) -> None:
    gone = cast.person("gone", is_active=False)
    assert stranger.post(address(gone)).status_code == HTTPStatus.OK
    assert wishes(gone) == {}


def test_letters_about_the_account_cannot_be_chosen_away(reader) -> None:
    import datetime as dt

    with pytest.raises(ValidationError, match="всегда приходят сразу"):
        actions.choose(by=reader, wishes={"account": Channel.PORTAL}, digest_at=dt.time(8))
