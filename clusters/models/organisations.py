"""Organisations of the region and what is known of them from where."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel
from clusters.enums import LegalForm, OrganisationKind, Sector, SizeClass
from clusters.models.naming import Named, in_active_language
from clusters.models.territories import Territory
from clusters.okved import okved_section
from clusters.search import SearchTextField
from clusters.validators import (
    validate_inn,
    validate_kpp,
    validate_ogrn,
    validate_okved,
    validate_okved_list,
    validate_partial_date,
    validate_seen_name,
    validate_website,
)

_SEARCHED = ("name_ru", "name_en", "short_name_ru", "short_name_en", "inn", "ogrn", "website")


def _format(field: str, pattern: str, message) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": pattern}),
        name=f"organisation_{field}_format",
        violation_error_message=message,
    )


def _unique(field: str, message) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[field],
        condition=~Q(**{field: ""}),
        name=f"organisation_{field}_unique",
        violation_error_code="unique",
        violation_error_message=message,
    )


class Organisation(Named, PublicIdModel, TimestampedModel):
    name_ru = models.CharField(_("full name in Russian"), max_length=300, validators=[validate_seen_name])
    name_en = models.CharField(_("full name in English"), max_length=300, blank=True, validators=[validate_seen_name])
    short_name_ru = models.CharField(
        _("short name in Russian"), max_length=100, blank=True, validators=[validate_seen_name]
    )
    short_name_en = models.CharField(
        _("short name in English"), max_length=100, blank=True, validators=[validate_seen_name]
    )
    legal_form = models.CharField(_("legal form"), max_length=20, choices=LegalForm, default=LegalForm.UNKNOWN)
    inn = models.CharField(_("INN"), max_length=12, blank=True, validators=[validate_inn])
    ogrn = models.CharField(_("OGRN"), max_length=15, blank=True, validators=[validate_ogrn])
    kpp = models.CharField(_("KPP"), max_length=9, blank=True, validators=[validate_kpp])
    okved_main = models.CharField(_("main activity (OKVED2)"), max_length=8, blank=True, validators=[validate_okved])
    okved_additional = models.JSONField(
        _("other activities (OKVED2)"), default=list, blank=True, validators=[validate_okved_list]
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("municipality")
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
    size_class = models.CharField(_("size"), max_length=8, choices=SizeClass, default=SizeClass.UNKNOWN)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, default=Sector.BUSINESS)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind)
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
    # The field an organisation is known to work in, after a source. It is not membership, which is admitted and dated.
    field_clusters = models.ManyToManyField(
        "clusters.Cluster", blank=True, related_name="known_organisations", verbose_name=_("known in the field of")
    )
    # The same organisation under another row: this one was closed on a day and its page leads to the other.
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    replaced_on = models.DateField(_("replaced on"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=_SEARCHED)

    class Meta:
        ordering = ["name_ru", "id"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [
            models.Index(fields=["kind"], name="organisation_kind"),
            models.Index(fields=["sector"], name="organisation_sector"),
            models.Index(fields=["name_ru", "id"], name="organisation_name"),
        ]
        constraints = [
            _unique(
                "inn",
                _("An organisation with this INN is in the registry already. Find it by the number and edit it."),
            ),
            _unique(
                "ogrn",
                _("An organisation with this OGRN is in the registry already. Find it by the number and edit it."),
            ),
            _format("inn", r"^([0-9]{10}|[0-9]{12})$", _("INN: 10 or 12 digits are needed. Check the number.")),
            _format("ogrn", r"^([0-9]{13}|[0-9]{15})$", _("OGRN: 13 or 15 digits are needed. Check the number.")),
            _format("kpp", r"^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$", _("KPP: 9 characters are needed. Check the number.")),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="organisation_point_whole",
                violation_error_message=_("Point on the map: give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None, replaced_on=None)
                | Q(replaced_by__isnull=False, replaced_on__isnull=False),
                name="organisation_replaced_has_day",
                violation_error_message=_("A row that another replaces has the day of it."),
            ),
        ]

    @property
    def short_name(self) -> str:
        return in_active_language(self, "short_name") or self.name

    @property
    def section(self) -> str:
        """OKVED2 section of the main activity, "" where it is not known."""
        return okved_section(self.okved_main)

    def get_absolute_url(self) -> str:
        return reverse("clusters:organisation-detail", args=[self.public_id])


class SourcedFact(TimestampedModel):
    """One statement about an organisation, with the page it was read on."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="facts", verbose_name=_("organisation"))
    text_ru = models.CharField(_("statement in Russian"), max_length=500)
    text_en = models.CharField(_("statement in English"), max_length=500, blank=True)
    dated = models.CharField(_("as of"), max_length=10, blank=True, validators=[validate_partial_date])
    source_url = models.URLField(_("source"), max_length=500)

    class Meta:
        ordering = ["-dated", "id"]
        verbose_name = _("sourced fact")
        verbose_name_plural = _("sourced facts")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text_ru"],
                name="fact_once_per_organisation",
                violation_error_message=_("Statement: this organisation has it already. Edit that one."),
            )
        ]

    @property
    def text(self) -> str:
        return in_active_language(self, "text")

    def __str__(self) -> str:
        return self.text
