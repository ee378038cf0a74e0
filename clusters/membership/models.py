"""Applications, suspensions, pairs of like names, and files that wait for confirmation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import DatedModel, PublicIdModel, TimestampedModel
from clusters.constraints import NoOverlappingPeriods
from clusters.membership.enums import OPEN_STATES, ApplicationState, Verdict
from clusters.models.clusters import Cluster, Membership
from clusters.models.organisations import Organisation
from clusters.search import SearchTextField

_PERSON = {"null": True, "blank": True, "related_name": "+"}


class MembershipApplication(PublicIdModel, TimestampedModel):
    """An organisation asks to enter a cluster, or a cluster offers it membership (`by_cluster`).

    `proposed` describes an organisation that is not in the registry yet; its row is made when it is admitted.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="applications", verbose_name=_("cluster"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("organisation"),
    )
    proposed = models.JSONField(_("organisation proposed"), default=dict, blank=True)
    proposed_name = models.CharField(_("name proposed"), max_length=300, blank=True)
    proposed_inn = models.CharField(_("INN proposed"), max_length=12, blank=True)
    by_cluster = models.BooleanField(_("offered by the cluster"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("applicant"), **_PERSON)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    statement_ru = models.TextField(_("statement"), max_length=4000, blank=True)
    consent = models.BooleanField(_("consent to reading of figures"), default=False)
    valid_from = models.DateField(_("member from"), null=True, blank=True)
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="application", verbose_name=_("membership")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=("proposed_name", "proposed_inn", "statement_ru"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")
        indexes = [models.Index(fields=["cluster", "state", "submitted_at"], name="application_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(proposed_name=""),
                name="application_of_somebody",
                violation_error_message=_("Organisation: choose one of the registry or describe a new one."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "in_review"]) | Q(submitted_at__isnull=False),
                name="application_submitted_has_time",
                violation_error_message=_("A submitted application has its time of submission."),
            ),
            models.CheckConstraint(
                condition=Q(state="admitted") | Q(membership=None),
                name="application_membership_when_admitted",
                violation_error_message=_("Only an admitted application has its membership."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "cluster"],
                condition=Q(state__in=OPEN_STATES, organisation__isnull=False),
                name="application_one_open",
                violation_error_code="open",
                violation_error_message=_(
                    "This organisation has an open application to this cluster already. Go on with that one or withdraw it."
                ),
            ),
            models.UniqueConstraint(
                fields=["proposed_inn", "cluster"],
                condition=Q(state__in=OPEN_STATES, organisation=None) & ~Q(proposed_inn=""),
                name="application_one_open_per_inn",
                violation_error_code="open",
                violation_error_message=_(
                    "An application with this INN to this cluster is open already. Go on with that one or withdraw it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.cluster}"

    @property
    def name(self) -> str:
        return self.organisation.name if self.organisation else self.proposed_name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def get_absolute_url(self) -> str:
        return reverse("clusters:application-detail", args=[self.public_id])


class MembershipSuspension(DatedModel, TimestampedModel):
    """A membership that rests for a time: the organisation stays a member and is marked so. Rows are only added and ended."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="suspensions", verbose_name=_("membership"))
    reason = models.TextField(_("reason"), max_length=2000)

    class Meta(DatedModel.Meta):
        ordering = ["-valid_from", "-pk"]
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            # An empty period is allowed: a suspension lifted on its first day was on no day.
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="suspension_dates_in_order",
                violation_error_message=_("A suspension does not end before it begins."),
            ),
            NoOverlappingPeriods(
                fields=["membership"],
                name="suspension_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_(
                    "Suspension: the membership is suspended for part of that period already. Resume it first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.valid_from}"


class DuplicatePair(PublicIdModel, TimestampedModel):
    """Two organisations whose names are alike, and what was decided of them. `first` has the smaller key."""

    first = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    second = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("like it"))
    score = models.FloatField(_("likeness"))
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict, default=Verdict.OPEN)
    kept = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("the one kept")
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), **_PERSON)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    moved = models.JSONField(_("what the merger moved"), default=dict, blank=True)

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("pair of like names")
        verbose_name_plural = _("pairs of like names")
        indexes = [models.Index(fields=["verdict", "-score", "id"], name="duplicate_pair_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="duplicate_pair_once",
                violation_error_message=_("This pair is known already."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="duplicate_pair_in_order",
                violation_error_message=_("A pair has two organisations, the earlier one first."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="open", decided_at=None) | ~Q(verdict="open") & Q(decided_at__isnull=False),
                name="duplicate_pair_decided_has_time",
                violation_error_message=_("A decision has its time."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="same", kept__isnull=False) | ~Q(verdict="same") & Q(kept=None),
                name="duplicate_pair_same_keeps_one",
                violation_error_message=_("Of two rows of one organisation one is kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"

    @property
    def closed(self) -> Organisation | None:
        """The row that was closed by the decision."""
        if self.kept_id is None:
            return None
        return self.second if self.kept_id == self.first_id else self.first

    def get_absolute_url(self) -> str:
        return reverse("clusters:duplicate-detail", args=[self.public_id])


class OrganisationUpload(PublicIdModel):
    """A file of organisations between its preview and its confirmation: its owner's alone, for an hour."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("owner"))
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.BinaryField(_("content"))
    digest = models.CharField(_("digest of what was shown"), max_length=64)
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("file to be imported")
        verbose_name_plural = _("files to be imported")

    def __str__(self) -> str:
        return self.name
