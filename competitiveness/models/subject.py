"""What runs and reports share: whom they are about, and for which period."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competitiveness.enums import ReportKind


def exactly_one_subject(name: str) -> models.CheckConstraint:
    """A cluster report has a cluster, a profile has a territory, and neither has both."""
    return models.CheckConstraint(
        condition=(
            Q(kind=ReportKind.CLUSTER, cluster__isnull=False, territory__isnull=True)
            | Q(kind=ReportKind.TERRITORY_PROFILE, cluster__isnull=True, territory__isnull=False)
        ),
        name=name,
        violation_error_message=_("A cluster report is about one cluster, a territory profile about one territory."),
    )


class AboutSubject(models.Model):
    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind.choices)
    cluster = models.ForeignKey(
        "clusters.Cluster", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("cluster")
    )
    territory = models.ForeignKey(
        "clusters.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("territory"),
    )
    period = models.CharField(_("period"), max_length=24)

    class Meta:
        abstract = True

    @property
    def subject(self):
        """The cluster or the territory."""
        return self.cluster if self.kind == ReportKind.CLUSTER else self.territory

    @property
    def subject_key(self) -> str:
        """A cluster's slug or a territory's code."""
        return self.cluster.slug if self.kind == ReportKind.CLUSTER else self.territory.code
