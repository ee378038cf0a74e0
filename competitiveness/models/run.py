"""A request to compute a report: the row is the truth, a message only a wake-up."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import JobState
from accounts.models import Job, JobQuerySet
from competitiveness.models.report import Report
from competitiveness.models.subject import AboutSubject, exactly_one_subject

OPEN = Q(state__in=[JobState.QUEUED, JobState.RUNNING])


class ReportRunQuerySet(JobQuerySet):
    def open(self) -> "ReportRunQuerySet":
        """Waiting or at work."""
        return self.filter(OPEN)


class ReportRun(Job, AboutSubject):
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_runs",
        verbose_name=_("requested by"),
        help_text=_("Empty: the portal itself."),
    )
    publish = models.BooleanField(_("publish when computed"), default=False)
    report = models.OneToOneField(
        Report, models.PROTECT, null=True, blank=True, related_name="run", verbose_name=_("report")
    )

    objects = ReportRunQuerySet.as_manager()

    class Meta(Job.Meta):
        abstract = False
        verbose_name = _("report run")
        verbose_name_plural = _("report runs")
        ordering = ["-pk"]
        constraints = [
            *Job.Meta.constraints,
            exactly_one_subject("run_exactly_one_subject"),
            models.CheckConstraint(
                condition=~Q(state=JobState.DONE) | Q(report__isnull=False),
                name="run_done_has_report",
                violation_error_message=_("A run is done only when its report exists."),
            ),
            models.UniqueConstraint(
                fields=["cluster", "period", "publish"], condition=OPEN, name="one_open_run_per_cluster_period"
            ),
            models.UniqueConstraint(
                fields=["territory", "period", "publish"], condition=OPEN, name="one_open_run_per_territory_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject_key} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("competitiveness:run-detail", args=[self.pk])

    def put_back(self, error: str) -> None:
        """Leave the work to another attempt, with what stopped this one. Raises JobTakenOver."""
        self._write(state=JobState.QUEUED, error=error)
