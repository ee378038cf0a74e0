"""What is measured: the catalogue of indicators and its place in the framework."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusters.models.naming import Named, in_active_language
from clusters.search import SearchTextField
from indicators.enums import Basis, DimensionKind, Direction


class Dimension(Named, models.Model):
    """One of the nine criteria or the six mechanisms."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=DimensionKind)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(models.QuerySet):
    def catalogue(self):
        """The 88 of the catalogue, without the supplementary official series."""
        return self.filter(is_catalogue=True)

    def with_framework(self):
        return self.select_related("criterion", "mechanism")


class Indicator(Named, models.Model):
    """A line of the catalogue, or a supplementary official series (`is_catalogue` false)."""

    code = models.CharField(_("code"), max_length=24, unique=True)
    group = models.CharField(_("group letter"), max_length=1, blank=True)
    group_ru = models.CharField(_("group in Russian"), max_length=80, blank=True)
    group_en = models.CharField(_("group in English"), max_length=80, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=250)
    name_en = models.CharField(_("name in English"), max_length=250, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    levels = models.CharField(_("levels"), max_length=16, blank=True)
    source_form = models.CharField(_("source form"), max_length=120, blank=True)
    emiss_id = models.CharField(_("EMISS id"), max_length=12, blank=True)
    emiss_title = models.CharField(_("EMISS title"), max_length=300, blank=True)
    periodicity = models.CharField(_("periodicity"), max_length=12, blank=True)
    direction = models.SmallIntegerField(_("direction"), choices=Direction, default=Direction.NEUTRAL)
    formula = models.CharField(_("formula"), max_length=120, blank=True)
    analogue = models.CharField(_("analogue"), max_length=160, blank=True)
    basis = models.CharField(_("basis"), max_length=1, choices=Basis, default=Basis.OFFICIAL)
    criterion = models.ForeignKey(
        Dimension,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="criterion_indicators",
        verbose_name=_("criterion"),
    )
    mechanism = models.ForeignKey(
        Dimension,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mechanism_indicators",
        verbose_name=_("mechanism"),
    )
    is_catalogue = models.BooleanField(_("in the catalogue"), default=True)
    search_text = SearchTextField(sources=("code", "name_ru", "name_en", "emiss_id", "emiss_title", "source_form"))

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["-is_catalogue", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                name="indicator_direction_known",
                condition=models.Q(direction__in=[-1, 0, 1]),
                violation_error_message=_("The direction is −1, 0 or 1."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator-detail", args=[self.code])

    @property
    def group_name(self) -> str:
        return in_active_language(self, "group")

    @property
    def level_codes(self) -> list[str]:
        """Letters of the levels it is kept at: O organisation, C cluster, M municipality, R subject."""
        return [letter for letter in self.levels.split(",") if letter]
