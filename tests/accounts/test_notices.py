"""The outbox: written in the recipient's language, sent by one sender, tried again, given up, never lost."""

import datetime as dt
from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import Notice, User
from accounts.notices import notify
from accounts.tasks import deliver_notices
from tests import cast

pytestmark = pytest.mark.django_db


def told(user: User, **changes) -> Notice:
    facts = {"kind": "test.told", "subject": "Тема", "body": "Текст", "link": "/reports/", "direct": True, **changes}
    return notify(recipient=user, **facts)


@pytest.fixture
def broken_mail(monkeypatch):
    def refuse(self, messages):
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def due_now() -> None:
    Notice.objects.update(not_before=timezone.now())


def test_notice_is_put_into_the_recipients_language() -> None:
    english = told(cast.person("english", language="en"), subject=gettext_lazy("Yes"))
    russian = told(cast.visitor(), subject=gettext_lazy("Yes"))
    assert (english.subject, russian.subject) == ("Yes", "Да")


def test_subject_is_one_line() -> None:
    assert told(cast.visitor(), subject="Тема\r\nBcc: all@example.org").subject == "Тема Bcc: all@example.org"


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example", "reports/"])
def test_link_stays_in_the_portal(link: str) -> None:
    with pytest.raises(ValueError, match="leads out of the portal"):
        told(cast.visitor(), link=link)


def test_due_notice_is_sent_once(settings) -> None:
    notice = told(cast.visitor())
    assert (deliver_notices(), deliver_notices()) == (1, 0)
    (letter,) = mail.outbox
    notice.refresh_from_db()
    assert (letter.to, letter.subject) == (["visitor@cast.example"], "Тема")
    assert f"{settings.BASE_URL}/reports/" in letter.body
    assert letter.body.startswith("Власов Виктор,\n\nТекст\n")
    assert letter.extra_headers["Message-ID"] == f"<notice-{notice.pk}@127.0.0.1>"
    assert (notice.state, notice.attempts, notice.sent_at is not None) == ("sent", 1, True)
    assert str(notice) == f"test.told → {notice.recipient_id}"


def test_frame_of_the_letter_is_in_the_recipients_language() -> None:
    told(cast.person("english", language="en"), link="")
    deliver_notices()
    assert "nobody reads replies to it" in mail.outbox[0].body


def test_failure_is_tried_again_later_and_given_up_at_last(broken_mail) -> None:
    notice = told(cast.visitor())
    assert (deliver_notices(), deliver_notices()) == (0, 0)
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == ("queued", 1, "SMTPException")
    assert notice.not_before > timezone.now() + dt.timedelta(seconds=50)
    for _attempt in range(7):
        due_now()
        deliver_notices()
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.sent_at) == ("failed", 6, None)


def test_notice_of_a_dead_sender_is_sent_by_another() -> None:
    notice = told(cast.visitor())
    assert Notice.objects.claim(notice.pk)
    assert not Notice.objects.claim(notice.pk)
    assert deliver_notices() == 0
    Notice.objects.update(claimed_at=timezone.now() - dt.timedelta(minutes=6))
    assert deliver_notices() == 1
    assert Notice.objects.get().attempts == 2


def test_closed_account_is_not_written_to() -> None:
    told(cast.person("closed", is_active=False))
    assert deliver_notices() == 0
    assert mail.outbox == []
    assert (Notice.objects.get().state, Notice.objects.get().error) == ("failed", "the recipient's account is closed")
