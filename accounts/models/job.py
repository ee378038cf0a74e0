"""Long work as a row. A message to a worker is only a wake-up; this row is the truth."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import JobState

STALE_AFTER = dt.timedelta(seconds=30)
MAX_ATTEMPTS = 5


class JobTakenOver(Exception):
    """The row no longer belongs to this worker: it fell silent too long and another one took the work."""


class JobQuerySet(models.QuerySet):
    def stale(self) -> Self:
        return self.filter(state=JobState.RUNNING, heartbeat_at__lt=timezone.now() - STALE_AFTER)

    def runnable(self) -> Self:
        """Waiting, or left behind by a worker that died; never more than five attempts."""
        silent = Q(state=JobState.RUNNING, heartbeat_at__lt=timezone.now() - STALE_AFTER)
        return self.filter(Q(state=JobState.QUEUED) | silent, attempts__lt=MAX_ATTEMPTS)

    def claim(self, pk: int) -> bool:
        """Take the job if it is free. One conditional update: of many workers exactly one gets True."""
        now = timezone.now()
        taken = self.runnable().filter(pk=pk)
        return bool(
            taken.update(
                state=JobState.RUNNING,
                attempts=F("attempts") + 1,
                heartbeat_at=now,
                started_at=Coalesce("started_at", now),
                error="",
            )
        )

    def fail_exhausted(self) -> int:
        """Close what has been tried five times and fell silent each time."""
        now = timezone.now()
        tried = self.stale().filter(attempts__gte=MAX_ATTEMPTS)
        return tried.update(state=JobState.FAILED, finished_at=now, error="stopped after 5 attempts")


class Job(models.Model):
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    progress = models.PositiveSmallIntegerField(
        _("progress, %"), default=0, editable=False, validators=[MaxValueValidator(100)]
    )
    stage = models.CharField(_("stage"), max_length=200, blank=True, editable=False)
    error = models.TextField(_("what went wrong"), blank=True, editable=False)
    slot = models.CharField(_("slot"), max_length=120, blank=True, editable=False)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, editable=False)
    queued_at = models.DateTimeField(_("queued"), default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=~Q(slot=""),
                name="%(app_label)s_%(class)s_one_per_slot",
                violation_error_message=_("This work is already planned for its slot."),
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100),
                name="%(app_label)s_%(class)s_progress_percent",
                violation_error_message=_("Progress is between 0 and 100 %."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.DONE, JobState.FAILED], finished_at__isnull=False)
                | Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at=None),
                name="%(app_label)s_%(class)s_finished_has_time",
                violation_error_message=_("A finished job has its time of finishing, an unfinished one has none."),
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(heartbeat_at__isnull=False, started_at__isnull=False),
                name="%(app_label)s_%(class)s_running_has_pulse",
                violation_error_message=_("A running job has a start and a sign of life."),
            ),
        ]

    @property
    def is_finished(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    def beat(self, progress: int, stage: str) -> None:
        """Say how far the work is (0-100 %) and that the worker lives. Raises JobTakenOver."""
        self._write(progress=min(max(progress, 0), 100), stage=stage[:200], heartbeat_at=timezone.now())

    def finish(self) -> None:
        """Close the job as done. Raises JobTakenOver, so that a late worker cannot overwrite."""
        now = timezone.now()
        self._write(state=JobState.DONE, progress=100, stage="", heartbeat_at=now, finished_at=now)

    def fail(self, error: str) -> None:
        """Close the job with a reason a person can read. Raises JobTakenOver."""
        now = timezone.now()
        self._write(state=JobState.FAILED, error=error, heartbeat_at=now, finished_at=now)

    def _write(self, **values: object) -> None:
        # The number of the attempt is the fence: whoever claimed later has a higher one.
        mine = type(self)._default_manager.filter(pk=self.pk, state=JobState.RUNNING, attempts=self.attempts)
        if not mine.update(**values):
            raise JobTakenOver(f"{self._meta.label} {self.pk}, attempt {self.attempts}")
        for name, value in values.items():
            setattr(self, name, value)
