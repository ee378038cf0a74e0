"""Which rules apply to which cluster, and facts of a cluster that people state."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import DatedModel, PublicIdModel
from clusters.constraints import NoOverlappingPeriods
from clusters.models.clusters import Cluster
from clusters.rules.models import RuleSet


class AppliedRuleSet(DatedModel):
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="applied_rules", verbose_name=_("cluster"))
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="applied", verbose_name=_("rule set"))

    class Meta(DatedModel.Meta):
        ordering = ["rule_set__name_ru", "id"]
        verbose_name = _("rules applied to a cluster")
        verbose_name_plural = _("rules applied to clusters")
        constraints = [
            *DatedModel.Meta.constraints,
            NoOverlappingPeriods(
                fields=["cluster", "rule_set"],
                name="applied_rules_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_("These rules apply to the cluster for part of that period already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_set} · {self.cluster}"


class ClusterFact(PublicIdModel):
    """One statement about a cluster, from a date on. A correction is a new row; the latest of a date holds."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="stated_facts", verbose_name=_("cluster"))
    fact = models.CharField(_("fact"), max_length=60)
    number = models.DecimalField(
        _("number"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1_000_000_000)],
    )
    yes_no = models.BooleanField(_("yes or no"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who stated it")
    )
    given_at = models.DateTimeField(_("when"), auto_now_add=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = _("stated fact of a cluster")
        verbose_name_plural = _("stated facts of clusters")
        indexes = [models.Index(fields=["cluster", "fact", "as_of"], name="cluster_fact_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=None, yes_no__isnull=False) | Q(number__isnull=False, yes_no=None),
                name="cluster_fact_one_value",
                violation_error_message=_("Value: give a number or an answer, exactly one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=0),
                name="cluster_fact_not_negative",
                violation_error_message=_("Number: it cannot be less than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} · {self.cluster}"
