"""A coordinating council and the people who hold its offices."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.constraints import NoOverlappingPeriods
from accounts.models import AssignmentBase, TimestampedModel, two_persons_rule
from clusters.models import Cluster
from clusters.models.naming import Named

# Written out, not read from the file of roles: the constraint of a migration does not change with it.
ROLE_CODES = ["council_member", "secretary", "chair"]


class Council(Named, TimestampedModel):
    slug = models.SlugField(_("address"), max_length=50, unique=True)
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="councils", verbose_name=_("cluster"))
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("council")
        verbose_name_plural = _("councils")

    def get_absolute_url(self) -> str:
        return reverse("councils:council-detail", args=[self.slug])


class CouncilAssignment(AssignmentBase):
    council = models.ForeignKey(Council, models.PROTECT, related_name="assignments", verbose_name=_("council"))

    class Meta(AssignmentBase.Meta):
        verbose_name = _("assignment in a council")
        verbose_name_plural = _("assignments in councils")
        ordering = ["valid_from", "pk"]
        constraints = [
            *AssignmentBase.Meta.constraints,
            two_persons_rule("councils_councilassignment_two_persons", ["secretary", "chair"]),
            models.CheckConstraint(
                condition=models.Q(role__in=ROLE_CODES),
                name="councils_councilassignment_role_known",
                violation_error_message=_("Role: this role is not given in this context. Choose one of the list."),
            ),
            NoOverlappingPeriods(
                fields=["user", "role", "council"],
                name="council_assignment_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_(
                    "Assignment: the person has this role for part of that period already. "
                    "End that assignment first or choose a later date."
                ),
            ),
        ]
