"""What was done to many rows at once, remembered for as long as it may be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel


class BulkDeed(PublicIdModel):
    """`rows` are what the room needs to undo each: [{"id": …, "before": …}]; references only, never personal data."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bulk_deeds", verbose_name=_("done by")
    )
    deed = models.CharField(_("deed"), max_length=80)
    rows = models.JSONField(_("rows"))
    done_at = models.DateTimeField(_("done"))
    undo_until = models.DateTimeField(_("may be undone until"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-done_at", "pk"]
        verbose_name = _("deed on many rows")
        verbose_name_plural = _("deeds on many rows")
        constraints = [
            models.CheckConstraint(
                name="bulk_deed_undone_in_time",
                condition=Q(undone_at=None) | Q(undone_at__gte=F("done_at"), undone_at__lte=F("undo_until")),
                violation_error_message=_("A deed is undone after it was done and before its time is over."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.public_id}"
