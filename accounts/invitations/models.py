"""An invitation and its letter. The secret of the link is in the letter alone: here is its digest."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.invitations.enums import LetterState
from accounts.models.base import PublicIdModel, TimestampedModel

LINK_LASTS = dt.timedelta(hours=72)
# A sender silent for this long is taken for dead and its letter is sent by another.
CLAIM_LASTS = dt.timedelta(minutes=5)
MAX_ATTEMPTS = 6


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither accepted, revoked nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def due(self) -> Self:
        now = timezone.now()
        abandoned = Q(letter=LetterState.SENDING, claimed_at__lt=now - CLAIM_LASTS)
        waiting = Q(letter=LetterState.QUEUED) | abandoned
        return self.open().filter(waiting, attempts__lt=MAX_ATTEMPTS, not_before__lte=now)

    def claim(self, pk: int) -> bool:
        """Take one letter to send it; of many senders exactly one gets True."""
        now = timezone.now()
        taken = self.due().filter(pk=pk)
        return bool(taken.update(letter=LetterState.SENDING, claimed_at=now, attempts=F("attempts") + 1))


class Invitation(PublicIdModel, TimestampedModel):
    email = models.EmailField(_("e-mail"))
    purpose = models.CharField(_("what for"), max_length=60)
    context = models.CharField(_("where"), max_length=80, blank=True)
    language = models.CharField(_("language of the letter"), max_length=2, choices=Language, default=Language.RUSSIAN)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations_sent", verbose_name=_("invited by")
    )
    expires_at = models.DateTimeField(_("the link works until"))
    link_digest = models.CharField(
        _("digest of the link"), max_length=64, null=True, blank=True, unique=True, editable=False
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    letter = models.CharField(_("letter"), max_length=10, choices=LetterState, default=LetterState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a sender"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accounts_invitation_accepted_by_someone",
                violation_error_message=_("An accepted invitation has its time and its person."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="accounts_invitation_one_end",
                violation_error_message=_("An accepted invitation cannot be revoked."),
            ),
            models.UniqueConstraint(
                fields=["email", "purpose", "context"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="accounts_invitation_one_open",
                violation_error_message=_("This person has been invited there already. Send that invitation again."),
            ),
        ]
        indexes = [
            models.Index(fields=["invited_by", "created_at"], name="accounts_invitation_of_host"),
            models.Index(
                fields=["not_before"], condition=Q(letter__in=["queued", "sending"]), name="accounts_invitation_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
