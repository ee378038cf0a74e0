"""At once, put off, put aside, kept: what the sender does with a notice."""

import datetime as dt
from email.header import decode_header

import pytest
from django.core import mail

from accounts.models import Notice, NoticeHours, NoticeWish
from accounts.notices import notify
from accounts.tasks import deliver_notices
from tests.accounts.inbox.conftest import moscow, told

pytestmark = pytest.mark.django_db


def state() -> str:
    return Notice.objects.get().state


def test_direct_notice_goes_at_once_with_a_way_out_of_letters(reader, settings) -> None:
    told(reader, direct=True)
    assert (deliver_notices(), state()) == (1, "sent")
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"].startswith(f"<{settings.BASE_URL}/accounts/notices/unsubscribe/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in mail.outbox[0].body


def test_letter_about_the_account_has_no_way_out_and_goes_at_night(reader, clock) -> None:
    NoticeHours.objects.create(user=reader, quiet_from=dt.time(22), quiet_until=dt.time(7))
    clock(moscow(24, 3))
    told(reader, kind="accounts.role_given")
    assert deliver_notices() == 1
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "unsubscribe" not in mail.outbox[0].body


def test_letter_waits_for_the_end_of_quiet_hours_and_waiting_is_no_attempt(reader, clock) -> None:
    NoticeHours.objects.create(user=reader, quiet_from=dt.time(22), quiet_until=dt.time(7))
    clock(moscow(24, 3))
    told(reader, direct=True)
    assert (deliver_notices(), deliver_notices(), state()) == (0, 0, "queued")
    assert (Notice.objects.get().attempts, Notice.objects.get().not_before) == (0, moscow(24, 7))
    clock(moscow(24, 7))
    assert (deliver_notices(), Notice.objects.get().attempts) == (1, 1)


def test_group_kept_in_the_portal_is_not_sent(reader) -> None:
    NoticeWish.objects.create(user=reader, group="support", channel="portal")
    told(reader, direct=True)
    assert (deliver_notices(), state(), mail.outbox) == (0, "kept", [])


def test_wish_changed_after_the_deed_counts(reader) -> None:
    told(reader)
    wish = NoticeWish.objects.create(user=reader, group="support", channel="at_once")
    assert str(wish) == f"{reader.pk} support: at_once"
    assert (deliver_notices(), state()) == (1, "sent")


def test_what_closed_between_deed_and_letter_is_not_sent(reader, closed) -> None:
    told(reader, direct=True, about=reader)
    closed.add(str(reader.pk))
    assert (deliver_notices(), state(), mail.outbox) == (0, "kept", [])
    assert Notice.objects.get().error == "no longer open to the recipient"


def test_object_nobody_vouches_for_is_refused_when_told(reader, closed) -> None:
    with pytest.raises(
        LookupError, match=r"who may see accounts\.notice: call accounts\.notices\.visibility\.register"
    ):
        notify(recipient=reader, kind="x", subject="s", body="b", about=told(reader))


def test_line_breaks_make_no_header(reader) -> None:
    told(reader, direct=True, subject="Тема\r\nBcc: all@example.org\nX: y", body="Строка\r\n.\r\nBcc: all@example.org")
    deliver_notices()
    (letter,) = mail.outbox
    message = letter.message()
    assert message["Bcc"] is None
    assert message["X"] is None
    assert letter.recipients() == ["visitor@cast.example"]
    (subject, charset) = decode_header(message["Subject"])[0]
    assert subject.decode(charset) == "Тема Bcc: all@example.org X: y"


def test_way_out_is_one_line_of_plain_letters(reader) -> None:
    told(reader, direct=True)
    deliver_notices()
    header = mail.outbox[0].message()["List-Unsubscribe"]
    assert header.isascii()
    assert "\n" not in header
    assert "=?" not in header


def test_letters_lead_to_the_portals_own_name_whatever_was_asked_for(client, reader, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.force_login(reader)
    client.get("/accounts/notices/", headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    told(reader, direct=True)
    deliver_notices()
    assert "evil.example" not in str(mail.outbox[0].message())
    assert settings.BASE_URL in mail.outbox[0].body
