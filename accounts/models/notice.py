"""The outbox: what the portal has to tell people, the letters it gathers, and how each person wants to be told."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Channel, NoticeState

# A sender silent for this long is taken for dead and its letter is sent by another.
CLAIM_LASTS = dt.timedelta(minutes=5)
MAX_ATTEMPTS = 6


class LetterQuerySet(models.QuerySet):
    def due(self) -> Self:
        now = timezone.now()
        abandoned = Q(state=NoticeState.SENDING, claimed_at__lt=now - CLAIM_LASTS)
        return self.filter(Q(state=NoticeState.QUEUED) | abandoned, attempts__lt=MAX_ATTEMPTS, not_before__lte=now)

    def claim(self, pk: int) -> bool:
        """Take one letter to send it; of many senders exactly one gets True."""
        return bool(
            self.due()
            .filter(pk=pk)
            .update(state=NoticeState.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1)
        )

    def close(self, letter: "Letter", **values: Any) -> bool:
        """Store how the attempt ended: only by the sender whose claim still stands, since a later one has a higher number."""
        claimed = self.filter(pk=letter.pk, state=NoticeState.SENDING, attempts=letter.attempts)
        return bool(claimed.update(**values))


class Letter(models.Model):
    """What is sent to one person, by one sender at a time."""

    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a sender"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(_("what went wrong"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NoticeState.SENT, sent_at__isnull=False)
                | (~Q(state=NoticeState.SENT) & Q(sent_at=None)),
                name="%(app_label)s_%(class)s_sent_has_time",
                violation_error_message=_("A sent notice has its time of sending, any other has none."),
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.SENDING) | Q(claimed_at__isnull=False),
                name="%(app_label)s_%(class)s_sending_is_claimed",
                violation_error_message=_("A notice being sent has been taken by a sender."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state__in=["queued", "sending"]), name="%(app_label)s_%(class)s_due"
            )
        ]


class Digest(Letter):
    """The letter of one person's day: at most one for a date."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests", verbose_name=_("recipient")
    )
    day = models.DateField(_("day"))

    objects = LetterQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("daily letter")
        verbose_name_plural = _("daily letters")
        constraints = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(fields=["recipient", "day"], name="accounts_digest_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} → {self.recipient_id}"


class NoticeQuerySet(LetterQuerySet):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def gathered(self) -> Self:
        """Waiting for the daily letter."""
        return self.filter(state=NoticeState.GATHERED, digest=None)


class Notice(Letter):
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    link = models.CharField(_("link"), max_length=300, blank=True)
    direct = models.BooleanField(_("concerns the person alone"), default=False)
    about_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    about_id = models.CharField(_("object"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True)
    digest = models.ForeignKey(
        Digest, models.PROTECT, null=True, related_name="notices", verbose_name=_("daily letter")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            *Letter.Meta.indexes,
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="accounts_notice_unread"),
            models.Index(
                fields=["recipient", "created_at"],
                condition=Q(state="gathered", digest=None),
                name="accounts_notice_gathered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"


class NoticeWish(models.Model):
    """How a person wants one group of notices; groups without a row follow the house's custom."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_wishes", verbose_name=_("user")
    )
    group = models.CharField(_("group of notices"), max_length=40)
    channel = models.CharField(_("how"), max_length=10, choices=Channel)

    class Meta:
        verbose_name = _("wish about notices")
        verbose_name_plural = _("wishes about notices")
        constraints = [
            models.UniqueConstraint(fields=["user", "group"], name="accounts_noticewish_one_per_group"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="accounts_noticewish_channel_known",
                violation_error_message=_("Notices come at once, once a day, or stand in the portal only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.group}: {self.channel}"


class NoticeHours(models.Model):
    """When a person wants letters, on the clock of the person's own time zone."""

    DIGEST_AT = dt.time(8)

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_hours", verbose_name=_("user"), primary_key=True
    )
    digest_at = models.TimeField(_("hour of the daily letter"), default=DIGEST_AT)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)

    class Meta:
        verbose_name = _("hours of letters")
        verbose_name_plural = _("hours of letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="accounts_noticehours_quiet_whole",
                violation_error_message=_("Quiet hours have a beginning and an end that differ; or neither."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.digest_at}"
