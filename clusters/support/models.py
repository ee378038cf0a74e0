"""Measures of support and applications for them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel
from clusters.models.naming import Named, in_active_language
from clusters.models.organisations import Organisation
from clusters.models.territories import Territory
from clusters.rules.models import RuleSet, RuleSetVersion
from clusters.search import SearchTextField
from clusters.support.enums import UNDER_WAY, ApplicationState, MeasureKind, MeasureLevel, MeasureState

_MONEY: dict[str, Any] = {"max_digits": 15, "decimal_places": 2, "validators": [MinValueValidator(0)]}


class SupportMeasureQuerySet(models.QuerySet):
    def published(self) -> "SupportMeasureQuerySet":
        """What everyone may read: all but drafts."""
        return self.exclude(state=MeasureState.DRAFT)

    def open_on(self, date: dt.date) -> "SupportMeasureQuerySet":
        """Open by its state, and the date is within its dates; an absent date is no bound."""
        begun, lasting = Q(opens=None) | Q(opens__lte=date), Q(closes=None) | Q(closes__gte=date)
        return self.filter(begun, lasting, state=MeasureState.OPEN)


class SupportMeasure(Named, PublicIdModel, TimestampedModel):
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=MeasureKind)
    level = models.CharField(_("level"), max_length=10, choices=MeasureLevel)
    state = models.CharField(_("state"), max_length=10, choices=MeasureState, default=MeasureState.DRAFT)
    giver = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures_given",
        verbose_name=_("who gives it, from the registry"),
    )
    giver_ru = models.CharField(_("who gives it, in Russian"), max_length=300, blank=True)
    giver_en = models.CharField(_("who gives it, in English"), max_length=300, blank=True)
    summary_ru = models.TextField(_("what it gives, in Russian"))
    summary_en = models.TextField(_("what it gives, in English"), blank=True)
    amount_min = models.DecimalField(_("from, roubles"), null=True, blank=True, **_MONEY)
    amount_max = models.DecimalField(_("up to, roubles"), null=True, blank=True, **_MONEY)
    share_max = models.DecimalField(
        _("share of costs covered, up to, %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    opens = models.DateField(_("applications from"), null=True, blank=True)
    closes = models.DateField(_("applications until"), null=True, blank=True)
    act_ru = models.CharField(_("act in Russian"), max_length=500, blank=True)
    act_en = models.CharField(_("act in English"), max_length=500, blank=True)
    act_url = models.URLField(_("address of the act"), max_length=500, blank=True)
    act_id = models.CharField(_("act in the portal's register"), max_length=12, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("territory")
    )
    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("who may apply")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=("name_ru", "name_en", "summary_ru", "summary_en", "giver_ru", "giver_en"))

    objects = SupportMeasureQuerySet.as_manager()

    class Meta:
        ordering = ["name_ru", "id"]
        verbose_name = _("measure of support")
        verbose_name_plural = _("measures of support")
        indexes = [models.Index(fields=["state", "kind"], name="measure_state_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_min=None) | Q(amount_max=None) | Q(amount_max__gte=F("amount_min")),
                name="measure_amounts_in_order",
                violation_error_message=_("Up to: it cannot be less than “from”. Correct one of the two amounts."),
            ),
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gte=F("opens")),
                name="measure_dates_in_order",
                violation_error_message=_("Applications until: the last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(share_max=None) | Q(share_max__gte=0, share_max__lte=100),
                name="measure_share_is_percent",
                violation_error_message=_("Share: a percentage lies between 0 and 100."),
            ),
        ]

    @property
    def summary(self) -> str:
        return in_active_language(self, "summary")

    @property
    def act(self) -> str:
        return in_active_language(self, "act")

    @property
    def giver_name(self) -> str:
        return self.giver.name if self.giver else in_active_language(self, "giver")

    def is_open_on(self, date: dt.date) -> bool:
        begun, over = self.opens is None or self.opens <= date, self.closes is not None and self.closes < date
        return self.state == MeasureState.OPEN and begun and not over

    def get_absolute_url(self) -> str:
        return reverse("clusters:measure-detail", args=[self.public_id])


class SupportApplication(PublicIdModel, TimestampedModel):
    """What one organisation asks of one measure. Its figures are for itself and the deciding authority."""

    measure = models.ForeignKey(
        SupportMeasure, models.PROTECT, related_name="applications", verbose_name=_("measure of support")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="support_applications", verbose_name=_("organisation")
    )
    state = models.CharField(_("state"), max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT)
    purpose = models.TextField(_("what the support is for"), max_length=4000)
    requested = models.DecimalField(_("amount asked for, roubles"), null=True, blank=True, **_MONEY)
    answers = models.JSONField(_("what the applicant states"), default=dict, blank=True)
    rule_version = models.ForeignKey(
        RuleSetVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rules applied")
    )
    verdicts = models.JSONField(_("rules at submission"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("first submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    granted = models.DecimalField(_("amount granted, roubles"), null=True, blank=True, **_MONEY)
    received = models.DecimalField(_("amount received, roubles"), null=True, blank=True, **_MONEY)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=4000, blank=True)
    jobs = models.PositiveIntegerField(_("jobs made or kept"), null=True, blank=True)
    effect = models.CharField(_("effect on an indicator"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who made it")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("application for support")
        verbose_name_plural = _("applications for support")
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="support_application_queue"),
            models.Index(fields=["organisation", "state"], name="support_application_own"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "organisation"],
                condition=Q(state__in=[state.value for state in UNDER_WAY]),
                name="support_application_one_under_way",
                violation_error_code="unique",
                violation_error_message=_(
                    "This organisation has an application for this measure under way. Open it instead of a second one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False, verdicts__isnull=False),
                name="support_application_submitted_with_date",
                violation_error_message=_("An application that has been submitted keeps its date and its rules."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("clusters:support-application-detail", args=[self.public_id])
