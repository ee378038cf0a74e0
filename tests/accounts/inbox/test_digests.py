"""The daily letter: once a day, on the person's clock, of what is still open; by one sender; nothing lost."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from threading import Barrier

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from accounts.models import Digest, Notice, NoticeHours, NoticeWish
from accounts.tasks import deliver_notices, send_digests
from tests import cast
from tests.accounts.inbox.conftest import moscow, told

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def gathered(reader, clock) -> Notice:
    """Told on the 23rd at noon; the sender has put it aside, and it is the 24th, 8:05."""
    clock(moscow(23, 12))
    notice = told(reader)
    assert deliver_notices() == 0
    clock(moscow(24, 8, 5))
    return notice


def test_what_is_not_direct_waits_for_the_hour_of_the_letter(reader, clock) -> None:
    clock(moscow(23, 12))
    told(reader)
    assert (deliver_notices(), send_digests(), states()) == (0, 0, ["gathered"])
    clock(moscow(24, 7, 59))
    assert send_digests() == 0
    clock(moscow(24, 8))
    assert (send_digests(), send_digests(), states()) == (1, 0, ["sent"])
    assert len(mail.outbox) == 1


def test_letter_tells_all_by_groups_in_the_readers_language(db, clock, settings) -> None:
    english = cast.person("english", language="en")
    clock(moscow(23, 12))
    told(english, kind="competitiveness.report_ready", subject="Report ready", link="/reports/x/")
    told(english, kind="support.decided", subject="Decided", body="It was granted.", link="")
    told(english, kind="support.opened", subject="Opened")
    deliver_notices()
    clock(moscow(24, 9))
    send_digests()
    (letter,) = mail.outbox
    assert letter.subject == "Daily letter: 3 notices"
    order = [
        "== Measures of support ==",
        "Decided",
        "It was granted.",
        "Opened",
        "== Figures and reports ==",
        "Report ready",
    ]
    places = [letter.body.index(words) for words in order]
    assert places == sorted(places)
    assert f"{settings.BASE_URL}/reports/x/" in letter.body
    digest = Digest.objects.get()
    assert letter.extra_headers["Message-ID"] == f"<digest-{digest.pk}@127.0.0.1>"
    assert str(digest) == f"2099-11-24 → {english.pk}"


def test_what_is_told_after_the_hour_waits_for_tomorrow(gathered, reader, clock) -> None:
    send_digests()
    told(reader)
    deliver_notices()
    clock(moscow(24, 23))
    assert (send_digests(), states()) == (0, ["sent", "gathered"])
    clock(moscow(25, 8))
    assert (send_digests(), states(), Digest.objects.count()) == (1, ["sent", "sent"], 2)


def test_late_row_does_not_make_a_second_letter_of_the_day(gathered, reader, clock) -> None:
    send_digests()
    late = told(reader)
    Notice.objects.filter(pk=late.pk).update(created_at=moscow(23, 13))
    deliver_notices()
    assert (send_digests(), states()) == (0, ["sent", "gathered"])
    clock(moscow(25, 8))
    assert send_digests() == 1


def test_letter_dropped_by_a_dead_sender_is_sent_by_another_under_the_same_name(gathered, monkeypatch) -> None:
    def die(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", die)
        with pytest.raises(KeyboardInterrupt):
            send_digests()
    assert (Digest.objects.get().state, send_digests()) == ("sending", 0)
    Digest.objects.update(claimed_at=timezone.now() - dt.timedelta(minutes=6))
    assert (send_digests(), states(), Digest.objects.get().attempts) == (1, ["sent"], 2)
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<digest-{Digest.objects.get().pk}@127.0.0.1>"


def test_sender_that_was_taken_for_dead_closes_nothing(gathered, monkeypatch) -> None:
    """While it slept another took the letter over: what it sent itself is the same letter by its Message-ID."""
    sent = mail.EmailMessage.send

    def slow(letter, *arguments):
        Digest.objects.update(attempts=2)
        return sent(letter)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", slow)
    assert (send_digests(), Digest.objects.get().state, states()) == (0, "sending", ["gathered"])


def test_failure_is_tried_again_later_and_given_up_at_last(gathered, monkeypatch, clock) -> None:
    def refuse(self, messages):
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    for attempt in range(1, 9):
        send_digests()
        assert Digest.objects.get().attempts == min(attempt, 6)
        Digest.objects.update(not_before=timezone.now())
    assert (Digest.objects.get().state, Digest.objects.get().error) == ("failed", "SMTPException")


def test_what_closed_since_is_not_told(gathered, reader, closed, clock) -> None:
    clock(moscow(23, 13))
    told(reader, about=reader, subject="Закрытое")
    deliver_notices()
    closed.add(str(reader.pk))
    clock(moscow(24, 8, 5))
    send_digests()
    assert "Закрытое" not in mail.outbox[0].body
    assert states() == ["sent", "kept"]


def test_letter_with_nothing_left_to_tell_is_not_sent(gathered, reader) -> None:
    NoticeWish.objects.create(user=reader, group="support", channel="portal")
    assert (send_digests(), states(), mail.outbox) == (0, ["kept"], [])
    assert Digest.objects.get().state == "kept"


def test_closed_account_gets_no_letter(gathered, reader) -> None:
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    assert (send_digests(), mail.outbox) == (0, [])
    assert Digest.objects.get().error == "the recipient's account is closed"


def test_people_in_other_zones_get_it_in_their_own_morning(db, clock) -> None:
    far = cast.person("far", time_zone="Asia/Kamchatka")
    NoticeHours.objects.create(user=far, digest_at=dt.time(7))
    clock(moscow(23, 12))
    told(far)
    deliver_notices()
    clock(moscow(23, 21, 59))
    assert send_digests() == 0
    clock(moscow(23, 22))
    assert (send_digests(), Digest.objects.get().day) == (1, dt.date(2099, 11, 24))


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_one_letter() -> None:
    reader = cast.visitor()
    told(reader)
    deliver_notices()
    Notice.objects.update(created_at=timezone.now() - dt.timedelta(days=2))
    start = Barrier(4)

    def run(_sender: int) -> int:
        start.wait()
        try:
            return send_digests()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 1]
    assert (Digest.objects.count(), states(), len(mail.outbox)) == (1, ["sent"], 1)
