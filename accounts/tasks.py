"""Sends what the outbox holds.

Delivery is at least once: a sender that dies after the mail server took the letter, and before the row says so, leaves
a claim that another sender takes over after five minutes. The letter's Message-ID is made from the row, so the
second copy is recognised as the same letter by the reader's mail program. At most once would lose notices instead.
"""

import datetime as dt
import logging
from smtplib import SMTPException
from urllib.parse import urlsplit

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.enums import NoticeState
from accounts.models import Notice
from accounts.models.notice import MAX_ATTEMPTS

logger = logging.getLogger(__name__)
BATCH = 200
FIRST_PAUSE = dt.timedelta(minutes=1)


@shared_task
def deliver_notices() -> int:
    """Send every notice that is due, each by exactly one sender; the number sent."""
    due = Notice.objects.due().order_by("not_before").values_list("pk", flat=True)[:BATCH]
    return sum(_deliver(pk) for pk in list(due) if Notice.objects.claim(pk))


def _deliver(pk: int) -> bool:
    notice = Notice.objects.select_related("recipient").get(pk=pk)
    if not notice.recipient.is_active:
        _close(notice, state=NoticeState.FAILED, error="the recipient's account is closed")
        return False
    try:
        letter(notice).send()
    except (OSError, SMTPException) as error:
        logger.warning("notice %s, attempt %s: %s", pk, notice.attempts, type(error).__name__)
        # The pause doubles: 1, 2, 4, 8, 16 minutes.
        pause = FIRST_PAUSE * 2 ** (notice.attempts - 1)
        state = NoticeState.QUEUED if notice.attempts < MAX_ATTEMPTS else NoticeState.FAILED
        _close(notice, state=state, error=type(error).__name__, not_before=timezone.now() + pause)
        return False
    _close(notice, state=NoticeState.SENT, sent_at=timezone.now(), error="")
    return True


def letter(notice: Notice) -> EmailMessage:
    """The notice as a letter in the recipient's language."""
    with translation.override(notice.recipient.language):
        address = f"{settings.BASE_URL}{notice.link}" if notice.link else ""
        body = render_to_string("accounts/mail/notice.txt", {"notice": notice, "address": address})
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<notice-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(notice.subject, body, to=[notice.recipient.email], headers=headers)


def _close(notice: Notice, **values: object) -> None:
    # Only the claim of this attempt may be closed: a later sender has a higher number.
    Notice.objects.filter(pk=notice.pk, state=NoticeState.SENDING, attempts=notice.attempts).update(**values)
