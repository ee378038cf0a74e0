"""Clusters, who belongs to them from when to when, and who works with whom."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import DatedModel, PublicIdModel, TimestampedModel
from clusters.constraints import NoOverlappingPeriods
from clusters.enums import LinkKind, LinkState, MembershipEnd, VolumeClass
from clusters.models.naming import Named, in_active_language
from clusters.models.organisations import Organisation
from clusters.search import SearchTextField


class Cluster(Named, TimestampedModel):
    slug = models.SlugField(_("address"), max_length=50, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    mission_ru = models.TextField(_("mission in Russian"), blank=True)
    mission_en = models.TextField(_("mission in English"), blank=True)
    vision_ru = models.TextField(_("vision in Russian"), blank=True)
    vision_en = models.TextField(_("vision in English"), blank=True)
    hue = models.PositiveSmallIntegerField(_("colour"), default=0, validators=[MaxValueValidator(6)])
    managing_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="managed_clusters",
        verbose_name=_("managing organisation"),
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=("name_ru", "name_en", "mission_ru", "mission_en"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")

    @property
    def mission(self) -> str:
        return in_active_language(self, "mission")

    @property
    def vision(self) -> str:
        return in_active_language(self, "vision")

    def get_absolute_url(self) -> str:
        return reverse("clusters:cluster-detail", args=[self.slug])


class Membership(PublicIdModel, DatedModel, TimestampedModel):
    """One organisation in one cluster for one period. A return after leaving is a new row."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="memberships", verbose_name=_("cluster"))
    ended_as = models.CharField(
        _("how it ended"), max_length=10, choices=MembershipEnd, blank=True, editable=False, default=""
    )
    end_reason = models.TextField(_("reason of the end"), blank=True, editable=False, max_length=2000)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta(DatedModel.Meta):
        ordering = ["organisation__name_ru", "valid_from", "id"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [models.Index(fields=["cluster", "valid_from"], name="membership_of_cluster")]
        constraints = [
            *DatedModel.Meta.constraints,
            NoOverlappingPeriods(
                fields=["organisation", "cluster"],
                name="membership_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_(
                    "Membership: the organisation is in this cluster for part of that period already. End that membership first or choose a later date."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.cluster}"


class LinkQuerySet(models.QuerySet):
    def on(self, date):
        """Links at work on a date; a link with no known beginning counts as at work."""
        begun = Q(since=None) | Q(since__lte=date)
        return self.filter(begun, Q(until=None) | Q(until__gt=date))

    def undisputed(self):
        return self.exclude(state=LinkState.DISPUTED)


class Link(PublicIdModel, TimestampedModel):
    """Who supplies, serves, researches for or shares a facility with whom."""

    supplier = models.ForeignKey(Organisation, models.PROTECT, related_name="links_out", verbose_name=_("supplier"))
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="links_in", verbose_name=_("recipient"))
    kind = models.CharField(_("kind"), max_length=12, choices=LinkKind)
    volume_class = models.CharField(_("volume"), max_length=10, choices=VolumeClass, default=VolumeClass.UNKNOWN)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LinkState, default=LinkState.STATED)
    # The party whose reporter said it; empty where a coordinator, the administrator or a file did.
    stated_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("stated by")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["supplier__name_ru", "recipient__name_ru", "id"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.CheckConstraint(
                condition=~Q(supplier=F("recipient")),
                name="link_not_to_itself",
                violation_error_message=_("Recipient: an organisation cannot be linked to itself. Choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")),
                name="link_ends_after_it_begins",
                violation_error_message=_("Until: a link ends after it begins. Choose a later date."),
            ),
            models.UniqueConstraint(
                fields=["supplier", "recipient", "kind"],
                condition=Q(until=None),
                name="link_once_per_kind",
                violation_error_message=_(
                    "Link: these two organisations have a link of this kind already. End it first or edit it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(stated_by=None) | Q(stated_by=F("supplier")) | Q(stated_by=F("recipient")),
                name="link_stated_by_a_party",
                violation_error_message=_("Stated by: only one of the two organisations. Choose one of them."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("clusters:link-detail", args=[self.public_id])

    def __str__(self) -> str:
        return f"{self.supplier} → {self.recipient}"
