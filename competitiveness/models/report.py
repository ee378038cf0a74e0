"""A computed report: frozen inputs, frozen method, result, digests; only its state moves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel
from competitiveness.enums import ReportKind, ReportState
from competitiveness.models.method import MethodVersion
from competitiveness.models.subject import AboutSubject, exactly_one_subject


class ReportQuerySet(models.QuerySet):
    def published(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.PUBLISHED)

    def about(self, subject) -> "ReportQuerySet":
        """Reports about a cluster or a territory."""
        field = "cluster" if subject._meta.model_name == "cluster" else "territory"
        return self.filter(**{field: subject})

    def light(self) -> "ReportQuerySet":
        """Without the frozen inputs, which only the report's own file needs."""
        return self.defer("inputs")

    def newest_period_first(self) -> "ReportQuerySet":
        return self.order_by("-period", "-computed_at", "-pk")


class Report(PublicIdModel, AboutSubject):
    state = models.CharField(_("state"), max_length=12, choices=ReportState.choices, default=ReportState.DRAFT)
    method = models.ForeignKey(MethodVersion, models.PROTECT, related_name="reports", verbose_name=_("method"))
    inputs = models.JSONField(_("frozen inputs"))
    result = models.JSONField(_("result"))
    input_digest = models.CharField(_("digest of inputs"), max_length=64)
    result_digest = models.CharField(_("digest of result"), max_length=64)
    computed_at = models.DateTimeField(_("computed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="published_reports",
        verbose_name=_("published by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    is_demo = models.BooleanField(_("rests on demonstration data"))

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-period", "-computed_at", "-pk"]
        indexes = [models.Index(fields=["state", "kind", "-period"], name="report_state_kind_period")]
        constraints = [
            exactly_one_subject("report_exactly_one_subject"),
            models.CheckConstraint(
                condition=(
                    Q(state=ReportState.DRAFT, published_at__isnull=True, withdrawn_at__isnull=True)
                    | Q(state=ReportState.PUBLISHED, published_at__isnull=False, withdrawn_at__isnull=True)
                    | Q(state=ReportState.WITHDRAWN, published_at__isnull=False, withdrawn_at__isnull=False)
                ),
                name="report_state_matches_times",
                violation_error_message=_("The state of a report and its times of publication do not agree."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.CLUSTER) | Q(is_demo=False),
                name="territory_profile_is_official",
                violation_error_message=_("A territory profile rests on official figures only."),
            ),
            models.UniqueConstraint(
                fields=["cluster", "period"],
                condition=Q(state=ReportState.PUBLISHED),
                name="one_published_per_cluster_period",
                violation_error_message=_("A report of this cluster for this period is published already."),
            ),
            models.UniqueConstraint(
                fields=["territory", "period"],
                condition=Q(state=ReportState.PUBLISHED),
                name="one_published_per_territory_period",
                violation_error_message=_("A profile of this territory for this period is published already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("competitiveness:report-detail", args=[self.public_id])
