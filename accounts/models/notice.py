"""The outbox: what the portal has to tell people."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import NoticeState

# A sender silent for this long is taken for dead and its notice is sent by another.
CLAIM_LASTS = dt.timedelta(minutes=5)
MAX_ATTEMPTS = 6


class NoticeQuerySet(models.QuerySet):
    def due(self) -> Self:
        now = timezone.now()
        abandoned = Q(state=NoticeState.SENDING, claimed_at__lt=now - CLAIM_LASTS)
        return self.filter(Q(state=NoticeState.QUEUED) | abandoned, attempts__lt=MAX_ATTEMPTS, not_before__lte=now)

    def claim(self, pk: int) -> bool:
        """Take one notice to send it; of many senders exactly one gets True."""
        return bool(
            self.due()
            .filter(pk=pk)
            .update(state=NoticeState.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1)
        )

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    link = models.CharField(_("link"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a sender"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    read_at = models.DateTimeField(_("read"), null=True)
    error = models.CharField(_("what went wrong"), max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NoticeState.SENT, sent_at__isnull=False)
                | (~Q(state=NoticeState.SENT) & Q(sent_at=None)),
                name="accounts_notice_sent_has_time",
                violation_error_message=_("A sent notice has its time of sending, any other has none."),
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.SENDING) | Q(claimed_at__isnull=False),
                name="accounts_notice_sending_is_claimed",
                violation_error_message=_("A notice being sent has been taken by a sender."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state__in=["queued", "sending"]), name="accounts_notice_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"
