"""Sends what the outbox holds.

Delivery is at least once: a sender that dies after the mail server took the letter, and before the row says so, leaves
a claim that another sender takes over after five minutes. The letter's Message-ID is made from the row, so the
second copy is recognised as the same letter by the reader's mail program. At most once would lose notices instead.
"""

import datetime as dt
import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from accounts.enums import Channel, NoticeState
from accounts.models import Digest, Notice, User
from accounts.models.notice import MAX_ATTEMPTS, Letter
from accounts.notices import channels, letters, visibility
from accounts.notices.groups import group_of

logger = logging.getLogger("accounts.notices")
BATCH = 200
FIRST_PAUSE = dt.timedelta(minutes=1)
CLOSED_ACCOUNT = "the recipient's account is closed"
CLOSED_OBJECT = "no longer open to the recipient"


def deliver_due_notices() -> int:
    """Send every notice that is due, each by exactly one sender, or put it aside for the daily letter; the number sent."""
    due = Notice.objects.due().order_by("not_before").values_list("pk", flat=True)[:BATCH]
    return sum(_deliver_notice(pk) for pk in list(due) if Notice.objects.claim(pk))


def _deliver_notice(pk: int) -> bool:
    notice = Notice.objects.select_related("recipient").get(pk=pk)
    if not notice.recipient.is_active:
        Notice.objects.close(notice, state=NoticeState.FAILED, error=CLOSED_ACCOUNT)
        return False
    if not visibility.is_open(notice.recipient, notice):
        Notice.objects.close(notice, state=NoticeState.KEPT, error=CLOSED_OBJECT)
        return False
    channel = channels.channel_of(notice, channels.wishes_of(notice.recipient))
    if channel != Channel.AT_ONCE:
        state = NoticeState.GATHERED if channel == Channel.DIGEST else NoticeState.KEPT
        Notice.objects.close(notice, state=state)
        return False
    if _put_off(notice):
        return False
    sent = _send(letters.of_notice(notice), notice)
    return sent and Notice.objects.close(notice, state=NoticeState.SENT, sent_at=timezone.now(), error="")


def _put_off(notice: Notice) -> bool:
    """Leave the notice until the person's quiet hours are over; this was no attempt. Safety knows no quiet hours."""
    if group_of(notice.kind).fixed:
        return False
    user = notice.recipient
    end = channels.quiet_until(user, channels.hours_of(user), timezone.now())
    if end is None:
        return False
    Notice.objects.close(notice, state=NoticeState.QUEUED, not_before=end, attempts=F("attempts") - 1)
    return True


def send_due_digests() -> int:
    """Make the daily letters whose hour has come and send those that are due; the number sent."""
    for pk, oldest in Notice.objects.gathered().order_by().values_list("recipient").annotate(Min("created_at")):
        _gather(pk, oldest)
    due = Digest.objects.due().order_by("not_before").values_list("pk", flat=True)[:BATCH]
    return sum(_deliver_digest(pk) for pk in list(due) if Digest.objects.claim(pk))


@transaction.atomic
def _gather(recipient: int, oldest: dt.datetime) -> None:
    """Put what was written before the hour of the letter into one letter of that day: whoever comes second finds it made."""
    user = User.objects.get(pk=recipient)
    moment = channels.last_digest_moment(user, channels.hours_of(user), timezone.now())
    if oldest >= moment:
        return
    digest, made = Digest.objects.get_or_create(recipient=user, day=moment.date())
    if made:
        Notice.objects.gathered().filter(recipient=user, created_at__lt=moment).update(digest=digest)


def _deliver_digest(pk: int) -> bool:
    digest = Digest.objects.select_related("recipient").get(pk=pk)
    notices = list(digest.notices.order_by("pk"))
    if not digest.recipient.is_active:
        _close_digest(digest, state=NoticeState.FAILED, error=CLOSED_ACCOUNT)
        return False
    wishes = channels.wishes_of(digest.recipient)
    seen = visibility.open_to(digest.recipient, notices)
    told = [row for row in notices if row.pk in seen and channels.channel_of(row, wishes) != Channel.PORTAL]
    if not told:
        _close_digest(digest, state=NoticeState.KEPT)
        return False
    if not _send(letters.of_digest(digest, told), digest):
        return False
    return _close_digest(digest, told=told, state=NoticeState.SENT, sent_at=timezone.now(), error="")


@transaction.atomic
def _close_digest(digest: Digest, *, told: list[Notice] | None = None, **values: object) -> bool:
    """Close the letter and what it told of; what it was silent about stays in the portal only."""
    if not Digest.objects.close(digest, **values):
        return False
    pks = [notice.pk for notice in told or []]
    digest.notices.filter(pk__in=pks).update(state=NoticeState.SENT, sent_at=timezone.now())
    digest.notices.exclude(pk__in=pks).update(state=NoticeState.KEPT)
    return True


def _send(letter: EmailMessage, row: Letter) -> bool:
    try:
        letter.send()
    except (OSError, SMTPException) as error:
        logger.warning("%s %s, attempt %s: %s", type(row).__name__, row.pk, row.attempts, type(error).__name__)
        # The pause doubles: 1, 2, 4, 8, 16 minutes.
        pause = FIRST_PAUSE * 2 ** (row.attempts - 1)
        state = NoticeState.QUEUED if row.attempts < MAX_ATTEMPTS else NoticeState.FAILED
        error_name, not_before = type(error).__name__, timezone.now() + pause
        type(row)._default_manager.close(row, state=state, error=error_name, not_before=not_before)
        return False
    return True
