"""A person's request that what the portal knows of him be erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.base import PublicIdModel
from accounts.personal_data.enums import ErasureState


class ErasureRequest(PublicIdModel):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasure_requests", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ErasureState, default=ErasureState.FILED, editable=False
    )
    filed_at = models.DateTimeField(_("filed"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason of the refusal"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state=ErasureState.FILED),
                name="accounts_erasurerequest_one_open",
                violation_error_message=_("A request of this person awaits a decision already."),
            ),
            models.CheckConstraint(
                condition=Q(state=ErasureState.FILED, decided_at=None)
                | (~Q(state=ErasureState.FILED) & Q(decided_at__isnull=False)),
                name="accounts_erasurerequest_decision_has_time",
                violation_error_message=_("A decided request has its time, an open one has none."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.REFUSED) | ~Q(reason=""),
                name="accounts_erasurerequest_refusal_has_reason",
                violation_error_message=_("A refusal names its legal reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.public_id}"
