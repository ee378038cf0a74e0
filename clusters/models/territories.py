"""Territories as a tree, and the protection zones of the resort."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import DatedModel, TimestampedModel
from clusters.enums import PartOfRegion, PopulationScope, TerritoryLevel, Zone
from clusters.models.naming import Named, in_active_language
from clusters.search import SearchTextField
from clusters.validators import validate_oktmo, validate_partial_date, validate_territory_code


class TerritoryQuerySet(models.QuerySet):
    def of_region(self):
        """Municipalities that belong to the Caucasian Mineral Waters, in part or by an unverified account too."""
        return self.filter(level=TerritoryLevel.MUNICIPALITY).exclude(in_cmw="")

    def without_outlines(self):
        """Lists do not need the outline, which weighs kilobytes a row."""
        return self.defer("boundary")


class Territory(Named, TimestampedModel):
    code = models.CharField(_("code"), max_length=8, unique=True, validators=[validate_territory_code])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    level = models.CharField(_("level"), max_length=20, choices=TerritoryLevel)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    oktmo = models.CharField(_("OKTMO"), max_length=11, blank=True, validators=[validate_oktmo])
    oktmo_note_ru = models.CharField(_("note on OKTMO in Russian"), max_length=200, blank=True)
    oktmo_note_en = models.CharField(_("note on OKTMO in English"), max_length=200, blank=True)
    centre_lat = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    centre_lon = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    area_km2 = models.DecimalField(_("area, km²"), max_digits=12, decimal_places=2, null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_date = models.CharField(
        _("population as of"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    population_scope = models.CharField(_("population counts"), max_length=20, choices=PopulationScope, blank=True)
    in_cmw = models.CharField(_("part of the region"), max_length=12, choices=PartOfRegion, blank=True)
    boundary = models.JSONField(_("outline (GeoJSON geometry)"), null=True, blank=True, editable=False)
    boundary_attribution = models.CharField(_("attribution of the outline"), max_length=200, blank=True, editable=False)
    search_text = SearchTextField(sources=("code", "name_ru", "name_en", "oktmo"))

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["name_ru"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            models.UniqueConstraint(
                fields=["oktmo"],
                condition=~Q(oktmo=""),
                name="territory_oktmo_unique",
                violation_error_code="unique",
                violation_error_message=_("Another territory has this OKTMO already. Open it or correct the code."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")),
                name="territory_not_its_own_parent",
                violation_error_message=_("Belongs to: a territory cannot belong to itself. Choose the one above it."),
            ),
        ]

    @property
    def oktmo_note(self) -> str:
        return in_active_language(self, "oktmo_note")

    def get_absolute_url(self) -> str:
        return reverse("clusters:territory-detail", args=[self.code])


class ProtectionZone(DatedModel):
    """One zone of sanitary (mountain-sanitary) protection, as an act sets it from a date on."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="zones", verbose_name=_("territory"))
    zone = models.PositiveSmallIntegerField(_("zone"), choices=Zone)
    act_title_ru = models.CharField(_("act in Russian"), max_length=300)
    act_title_en = models.CharField(_("act in English"), max_length=300, blank=True)
    act_number = models.CharField(_("number of the act"), max_length=50, blank=True)
    act_date = models.DateField(_("date of the act"), null=True, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)

    class Meta(DatedModel.Meta):
        ordering = ["zone", "-valid_from"]
        verbose_name = _("protection zone")
        verbose_name_plural = _("protection zones")

    @property
    def act_title(self) -> str:
        return in_active_language(self, "act_title")

    def __str__(self) -> str:
        return f"{self.get_zone_display()}: {self.territory}"
