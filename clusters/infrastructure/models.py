"""A facility that members of clusters use together: what it is, whose, on which terms."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel, today
from clusters.infrastructure.enums import InfrastructureKind
from clusters.models.clusters import Cluster
from clusters.models.naming import Named, in_active_language
from clusters.models.organisations import Organisation
from clusters.models.territories import Territory
from clusters.search import SearchTextField
from clusters.validators import validate_partial_date, validate_website


class InfrastructureQuerySet(models.QuerySet):
    def on(self, date: dt.date) -> Self:
        """At work on the date; one without an end is."""
        return self.filter(Q(until=None) | Q(until__gt=date))

    def current(self) -> Self:
        return self.on(today())


class InfrastructureObject(Named, PublicIdModel, TimestampedModel):
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InfrastructureKind)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="infrastructure", verbose_name=_("territory"))
    operator = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="operated_infrastructure",
        verbose_name=_("operator"),
    )
    clusters = models.ManyToManyField(
        Cluster, blank=True, related_name="infrastructure", verbose_name=_("clusters it serves")
    )
    description_ru = models.TextField(_("what it offers, in Russian"), blank=True)
    description_en = models.TextField(_("what it offers, in English"), blank=True)
    capacity_ru = models.CharField(_("capacity, in Russian"), max_length=300, blank=True)
    capacity_en = models.CharField(_("capacity, in English"), max_length=300, blank=True)
    access_ru = models.TextField(_("terms of access, in Russian"), blank=True)
    access_en = models.TextField(_("terms of access, in English"), blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True, validators=[validate_website])
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+?[0-9 ()\-]{5,30}$",
                _("A telephone has only digits, spaces, brackets and hyphens, for example +7 87937 12-34-56."),
            )
        ],
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    since = models.CharField(_("at work since"), max_length=10, blank=True, validators=[validate_partial_date])
    until = models.DateField(
        _("closed from"), null=True, blank=True, help_text=_("The first day on which it no longer works.")
    )
    source_url = models.URLField(_("source"), max_length=500, blank=True, validators=[validate_website])
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=("name_ru", "name_en", "description_ru", "description_en"))

    objects = InfrastructureQuerySet.as_manager()

    class Meta:
        ordering = ["name_ru", "id"]
        verbose_name = _("infrastructure object")
        verbose_name_plural = _("infrastructure objects")
        indexes = [
            models.Index(fields=["kind"], name="infrastructure_kind"),
            models.Index(fields=["name_ru", "id"], name="infrastructure_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name_ru", "territory"],
                condition=Q(until=None),
                name="infrastructure_once",
                violation_error_code="unique",
                violation_error_message=_(
                    "This territory has an object of this name already. Open it and edit it, or give another name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="infrastructure_point_whole",
                violation_error_message=_("Point on the map: give both latitude and longitude, or neither."),
            ),
        ]

    @property
    def description(self) -> str:
        return in_active_language(self, "description")

    @property
    def capacity(self) -> str:
        return in_active_language(self, "capacity")

    @property
    def access(self) -> str:
        return in_active_language(self, "access")

    @property
    def is_current(self) -> bool:
        return self.until is None or today() < self.until

    def get_absolute_url(self) -> str:
        return reverse("clusters:infrastructure-detail", args=[self.public_id])
