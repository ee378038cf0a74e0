"""Where two acts may be at odds: found by the portal or marked by a person, checked, given to an owner, settled."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel, today
from clusters.acts.enums import OPEN_STATES, PAIRWISE, PUBLIC_STATES, FindingKind, FindingState, Settlement
from clusters.acts.models.acts import LegalAct
from clusters.acts.models.relations import ActRelation
from clusters.models.naming import in_active_language
from clusters.models.organisations import Organisation


class ActFindingQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What officials have confirmed; candidates and rejected ones are theirs alone."""
        return self.filter(state__in=PUBLIC_STATES)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def overdue(self) -> Self:
        return self.filter(state=FindingState.IN_WORK, due__lt=today())


class ActFinding(PublicIdModel, TimestampedModel):
    kind = models.CharField(_("kind"), max_length=15, choices=FindingKind)
    act_a = models.ForeignKey(LegalAct, models.PROTECT, related_name="findings_first", verbose_name=_("act"))
    act_b = models.ForeignKey(LegalAct, models.PROTECT, related_name="findings_second", verbose_name=_("other act"))
    reason_ru = models.TextField(_("reason in Russian"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    # What the portal found it by, as a digest: the same grounds are not raised twice, new ones are.
    grounds = models.CharField(_("grounds"), max_length=32, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=FindingState, default=FindingState.FOUND)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("found by")
    )
    relation = models.ForeignKey(
        ActRelation, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("relation")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_findings",
        verbose_name=_("owner"),
    )
    owner_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible authority")
    )
    due = models.DateField(_("to be settled by"), null=True, blank=True)
    settlement = models.CharField(_("how it was settled"), max_length=10, choices=Settlement, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    objects = ActFindingQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name = _("finding about two acts")
        verbose_name_plural = _("findings about two acts")
        indexes = [models.Index(fields=["state", "due"], name="finding_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "act_a", "act_b"],
                name="finding_once",
                violation_error_code="unique",
                violation_error_message=_("This is in the register of findings already. Open it there."),
            ),
            models.CheckConstraint(
                condition=~Q(act_a=F("act_b")),
                name="finding_of_two_acts",
                violation_error_message=_("Other act: an act is not at odds with itself. Choose another one."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind in PAIRWISE]) | Q(act_a__lt=F("act_b")),
                name="finding_pair_in_order",
                violation_error_message=_("Such a finding is written from the older entry."),
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.IN_WORK) | Q(owner__isnull=False, due__isnull=False),
                name="finding_in_work_has_owner",
                violation_error_message=_("What is in work has an owner and a day by which it is to be settled."),
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.SETTLED) | Q(~Q(settlement=""), settled_on__isnull=False),
                name="finding_settled_whole",
                violation_error_message=_("What is settled says how and on which day."),
            ),
        ]

    @property
    def reason(self) -> str:
        return in_active_language(self, "reason")

    @property
    def is_overdue(self) -> bool:
        return self.state == FindingState.IN_WORK and self.due is not None and self.due < today()

    def __str__(self) -> str:
        return f"{self.kind}: {self.act_a_id}, {self.act_b_id}"

    def get_absolute_url(self) -> str:
        return reverse("clusters:finding-detail", args=[self.public_id])
