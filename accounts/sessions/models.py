"""One row for each place where a person has signed in.

The session knows the row, not the row the session: a reader of this table can take over nothing.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.base import PublicIdModel
from accounts.sessions.enums import Ending


class SignInSessionQuerySet(models.QuerySet):
    def alive(self) -> Self:
        return self.filter(ended_at=None)


class SignInSession(PublicIdModel):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_in_sessions", verbose_name=_("person")
    )
    started_at = models.DateTimeField(_("signed in"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("last seen"), default=timezone.now)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ending = models.CharField(_("why it ended"), max_length=20, choices=Ending, blank=True)

    objects = SignInSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-last_seen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="accounts_signinsession_end_has_reason",
                violation_error_message=_("An ended session has its time and its reason."),
            )
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="accounts_session_of_person")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.public_id}"
