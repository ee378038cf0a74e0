"""A legal act or programme: who issued it, where it applies, from when to when."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel, today
from clusters.acts.enums import LEVEL_OF_KIND, ActKind, ActLevel
from clusters.models.naming import Named, in_active_language
from clusters.models.organisations import Organisation
from clusters.models.territories import Territory
from clusters.search import SearchTextField
from clusters.validators import validate_partial_date, validate_website

_YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


def validate_act_date(value: str) -> None:
    """A day, or only the month or the year where no more is known; never a span."""
    if "/" in value:
        raise ValidationError(
            _("An act has one date. Write a day, a month or a year as 2023-05-11, 2023-05 or 2023."), code="act_date"
        )
    validate_partial_date(value)


class Topic(Named, TimestampedModel):
    """What acts are about; a short list that a detection can block by."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        ordering = ["place", "code"]
        verbose_name = _("topic of legal acts")
        verbose_name_plural = _("topics of legal acts")


class LegalActQuerySet(models.QuerySet):
    def begun_by(self, date: dt.date) -> Self:
        """Where the first day in force is not recorded, the date of the act stands for it."""
        return self.filter(Q(in_force_from__lte=date) | Q(in_force_from=None, date__lte=date.isoformat()))

    def in_force_on(self, date: dt.date) -> Self:
        return self.begun_by(date).filter(Q(in_force_until=None) | Q(in_force_until__gt=date))


class LegalAct(PublicIdModel, TimestampedModel):
    level = models.CharField(_("level"), max_length=10, choices=ActLevel)
    kind = models.CharField(_("kind"), max_length=20, choices=ActKind)
    issuer_ru = models.CharField(_("issued by, in Russian"), max_length=200, blank=True)
    issuer_en = models.CharField(_("issued by, in English"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=50, blank=True)
    # As it is known: 2021-09 says that the day is not. Written so, dates of any precision sort as text.
    date = models.CharField(_("date of the act"), max_length=10, validators=[validate_act_date])
    title_ru = models.CharField(_("title in Russian"), max_length=500)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="legal_acts", verbose_name=_("territory where it applies")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="acts", verbose_name=_("topics"))
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )
    is_programme = models.BooleanField(_("a programme, plan or strategy"), default=False)
    period_from = models.PositiveSmallIntegerField(
        _("first year of the programme"), null=True, blank=True, validators=_YEARS
    )
    period_until = models.PositiveSmallIntegerField(
        _("last year of the programme"), null=True, blank=True, validators=_YEARS
    )
    text_url = models.URLField(_("address of the text"), max_length=500, blank=True, validators=[validate_website])
    source = models.CharField(_("source of the entry"), max_length=300, blank=True)
    note_ru = models.TextField(_("note in Russian"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    owner_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_acts",
        verbose_name=_("responsible authority"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible person"),
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=("number", "title_ru", "title_en", "issuer_ru", "issuer_en"))

    objects = LegalActQuerySet.as_manager()

    status: str  # a word of ActStatus, where `queries.with_status` has asked for it

    class Meta:
        ordering = ["-date", "-id"]
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")
        indexes = [
            models.Index(fields=["-date", "-id"], name="act_date"),
            models.Index(fields=["in_force_until"], name="act_in_force_until"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "issuer_ru", "number", "date"],
                condition=~Q(number=""),
                name="act_once",
                violation_error_code="unique",
                violation_error_message=_(
                    "An act of this kind, issuer, number and date is in the register already. Find it by the number and edit it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None) | Q(in_force_until=None) | Q(in_force_until__gt=F("in_force_from")),
                name="act_ends_after_it_begins",
                violation_error_message=_("In force until: an act ends after it begins. Choose a later date."),
            ),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_until=None) | Q(period_until__gte=F("period_from")),
                name="act_years_in_order",
                violation_error_message=_("Last year of the programme: it cannot come before the first year."),
            ),
            models.CheckConstraint(
                condition=Q(is_programme=True) | Q(period_from=None, period_until=None),
                name="act_years_of_a_programme",
                violation_error_message=_(
                    "Years are given for programmes only. Mark the act as a programme or leave the years out."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind in LEVEL_OF_KIND])
                | Q(kind=ActKind.SUBJECT_LAW, level=ActLevel.SUBJECT)
                | Q(~Q(kind=ActKind.SUBJECT_LAW), level=ActLevel.FEDERAL),
                name="act_level_of_kind",
                violation_error_message=_(
                    "Level: acts of the federation are federal, a law of a subject is of the subject. Choose that level."
                ),
            ),
        ]

    @property
    def title(self) -> str:
        return in_active_language(self, "title")

    @property
    def issuer(self) -> str:
        return in_active_language(self, "issuer")

    @property
    def note(self) -> str:
        return in_active_language(self, "note")

    @property
    def begins(self) -> dt.date:
        """The first day in force; where it is not recorded, the first day that the date of the act may mean."""
        return self.in_force_from or dt.date.fromisoformat(f"{self.date}-01-01"[:10])

    def holds_on(self, date: dt.date) -> bool:
        return self.begins <= date and (self.in_force_until is None or date < self.in_force_until)

    @property
    def is_in_force(self) -> bool:
        return self.holds_on(today())

    def __str__(self) -> str:
        return f"{self.number} {self.date} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("clusters:act-detail", args=[self.public_id])
