"""What one act does to another, dated; a relation that no longer holds is ended, not deleted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel
from clusters.acts.enums import SYMMETRIC, RelationKind
from clusters.acts.models.acts import LegalAct


class ActRelation(PublicIdModel):
    from_act = models.ForeignKey(LegalAct, models.PROTECT, related_name="relations_out", verbose_name=_("act"))
    kind = models.CharField(_("relation"), max_length=12, choices=RelationKind)
    to_act = models.ForeignKey(LegalAct, models.PROTECT, related_name="relations_in", verbose_name=_("other act"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        ordering = ["since", "id"]
        verbose_name = _("relation between acts")
        verbose_name_plural = _("relations between acts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_act=F("to_act")),
                name="relation_not_to_itself",
                violation_error_message=_("Other act: an act has no relation to itself. Choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="relation_ends_after_it_begins",
                violation_error_message=_("Until: a relation cannot end before it begins. Choose a later date."),
            ),
            # Of "A contradicts B" and "B contradicts A" one row is kept: the older act stands first.
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind in SYMMETRIC]) | Q(from_act__lt=F("to_act")),
                name="relation_symmetric_once",
                violation_error_message=_("Duplicates, contradicts: such a relation is written from the older entry."),
            ),
            models.UniqueConstraint(
                fields=["from_act", "kind", "to_act"],
                condition=Q(until=None),
                name="relation_once_per_kind",
                violation_error_code="unique",
                violation_error_message=_("These two acts have this relation already. End it first or leave it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_act_id} {self.kind} {self.to_act_id}"
