"""What was measured: one figure of one indicator for one subject and period, kept as published and never overwritten."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel
from indicators.enums import PUBLIC_STATUSES, SUPPRESSIBLE_STATUSES, Status

SUBJECTS = ("territory", "cluster", "organisation")
KEY_FIELDS = ("indicator_id", "territory_id", "cluster_id", "organisation_id", "activity", "period", "variant")


def exactly_one_subject() -> Q:
    choices = Q()
    for chosen in SUBJECTS:
        choices |= Q(**{f"{name}__isnull": name != chosen for name in SUBJECTS})
    return choices


class ObservationQuerySet(models.QuerySet):
    def current(self):
        """The figures that stand today: the last revision of each key."""
        return self.filter(superseded_at__isnull=True)

    def as_of(self, moment: datetime):
        """The figures that stood at `moment` (aware datetime)."""
        return self.filter(recorded_at__lte=moment).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment))

    def official(self):
        return self.filter(status=Status.OFFICIAL)

    def public(self):
        """Published figures of territories: the only ones without confidentiality."""
        return self.filter(territory__isnull=False, status__in=PUBLIC_STATUSES)

    def with_subjects(self):
        related = self.select_related("indicator", "territory", "cluster", "organisation")
        return related.defer("territory__boundary")


class Observation(PublicIdModel):
    """A figure with its provenance. A correction is a new row; the old one keeps its value and gets `superseded_at`."""

    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, related_name="observations", verbose_name=_("indicator")
    )
    territory = models.ForeignKey(
        "clusters.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("territory"),
    )
    cluster = models.ForeignKey(
        "clusters.Cluster",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("cluster"),
    )
    organisation = models.ForeignKey(
        "clusters.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("organisation"),
    )
    activity = models.CharField(
        _("kind of activity"), max_length=1, blank=True, help_text=_("Section of OKVED2; empty means all activities.")
    )
    period = models.CharField(_("period"), max_length=24)
    period_start = models.DateField(_("first day of the period"))
    period_end = models.DateField(_("last day of the period"))
    variant = models.CharField(
        _("basis of the figure"),
        max_length=60,
        blank=True,
        help_text=_("Tells apart figures of one indicator and period that are counted differently."),
    )
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit as published"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.CharField(_("address of the source"), max_length=600, blank=True)
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)
    is_demo = models.BooleanField(_("demonstration"), default=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "pk"]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = [
            models.CheckConstraint(
                name="observation_one_subject",
                condition=exactly_one_subject(),
                violation_error_message=_("A figure belongs to exactly one territory, cluster or organisation."),
            ),
            models.CheckConstraint(
                name="observation_value_or_suppressed",
                condition=Q(value__isnull=False) | Q(status__in=[str(status) for status in SUPPRESSIBLE_STATUSES]),
                violation_error_message=_("Only a published figure can be withheld: give a value."),
            ),
            models.CheckConstraint(
                name="observation_period_in_order",
                condition=Q(period_end__gte=models.F("period_start")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="observation_demo_marked",
                condition=Q(status=str(Status.DEMO), is_demo=True) | (~Q(status=str(Status.DEMO)) & Q(is_demo=False)),
                violation_error_message=_("A demonstration figure carries the status and the mark together."),
            ),
            models.CheckConstraint(
                name="observation_superseded_later",
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=models.F("recorded_at")),
                violation_error_message=_("A figure is superseded after it was recorded."),
            ),
            *(
                models.UniqueConstraint(
                    name=f"observation_current_{subject}",
                    fields=["indicator", subject, "activity", "period", "variant"],
                    condition=Q(superseded_at__isnull=True, **{f"{subject}__isnull": False}),
                    violation_error_message=_("A current figure already stands for this subject, period and basis."),
                )
                for subject in SUBJECTS
            ),
            *(
                models.UniqueConstraint(
                    name=f"observation_revision_{subject}",
                    fields=["indicator", subject, "activity", "period", "variant", "revision"],
                    condition=Q(**{f"{subject}__isnull": False}),
                    violation_error_message=_("This revision of the figure is already recorded."),
                )
                for subject in SUBJECTS
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "territory", "period_start"], name="observation_territory_series"),
            models.Index(fields=["indicator", "cluster", "period_start"], name="observation_cluster_series"),
            models.Index(fields=["organisation", "indicator", "period_start"], name="observation_own_series"),
            models.Index(fields=["territory", "status", "period_end"], name="observation_of_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} r{self.revision}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:observation-detail", args=[self.public_id])

    @property
    def subject(self):
        """The territory, cluster or organisation that the figure is of."""
        return self.territory or self.cluster or self.organisation

    @property
    def key(self) -> tuple:
        """What makes two rows revisions of one figure."""
        return tuple(getattr(self, name) for name in KEY_FIELDS)

    @property
    def is_suppressed(self) -> bool:
        """Withheld by its publisher: not zero, not unknown to the publisher."""
        return self.value is None

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None

    @property
    def digits(self) -> int:
        """Decimals of the figure as published (trailing zeros not counted)."""
        exponent = Decimal(self.value or 0).normalize().as_tuple().exponent
        return max(0, -int(exponent))
