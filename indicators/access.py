"""Who may read and record which figures. Read from the assignments at every request; nothing is kept between requests."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import User
from clusters.access import coordinated_clusters, reported_organisations
from clusters.models import Membership, Organisation
from indicators.enums import PUBLIC_STATUSES, Status
from indicators.figures import Subject, subject_field
from indicators.models import Indicator, Observation
from indicators.models.observation import ObservationQuerySet

IMPORT_OBSERVATIONS = "indicators.import_observations"


@dataclass(frozen=True)
class Scope:
    """Subjects for which a person may record figures."""

    territories: bool = False
    clusters: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()

    def covers(self, subject: Subject) -> bool:
        match subject_field(subject):
            case "territory":
                return self.territories
            case "cluster":
                return subject.pk in self.clusters
        return subject.pk in self.organisations


def recording_scope(user: Person) -> Scope:
    """An official or administrator: territories. A coordinator: the cluster and its members of today. A reporter: the own organisation."""
    clusters = frozenset(coordinated_clusters(user).values_list("pk", flat=True))
    members = Membership.objects.current().filter(cluster__in=clusters).values_list("organisation", flat=True)
    own = reported_organisations(user).values_list("pk", flat=True)
    return Scope(has_portal_permission(user, IMPORT_OBSERVATIONS), clusters, frozenset(members) | frozenset(own))


def can_record(user: Person, subject: Subject) -> bool:
    return recording_scope(user).covers(subject)


def can_import(user: Person) -> bool:
    """Files are for officials, administrators and coordinators; a reporter files the form of a reporting round."""
    return has_portal_permission(user, IMPORT_OBSERVATIONS) or coordinated_clusters(user).exists()


def can_import_official(user: Person) -> bool:
    return has_portal_permission(user, IMPORT_OBSERVATIONS)


def require_importer(user: Person, *, official: bool = False) -> None:
    """PermissionDenied with the rule that was not met."""
    if not (can_import_official(user) if official else can_import(user)):
        raise PermissionDenied(
            _("Only officials of the region, administrators and coordinators of clusters may import figures.")
        )


def observations_visible_to(user: Person) -> ObservationQuerySet:
    """What the person may read.

    Published figures of territories are for everyone. An organisation's own figures are for its reporters and for the
    coordinators of the clusters it is a member of, for nobody else; a coordinator reads those of periods that end after
    the membership began, since who admits an organisation must not thereby read its past. A draft is for its author alone.
    """
    public = Q(territory__isnull=False, status__in=PUBLIC_STATUSES)
    if not isinstance(user, User):
        return Observation.objects.filter(public)
    clusters = coordinated_clusters(user)
    members = Membership.objects.on(timezone.localdate()).filter(
        cluster__in=clusters.values("pk"),
        organisation=OuterRef("organisation"),
        valid_from__lte=OuterRef("period_end"),
    )
    confidential = (
        Q(organisation__in=reported_organisations(user).values("pk"))
        | Q(organisation__isnull=False) & Exists(members)
        | Q(cluster__in=clusters.values("pk"))
    ) & ~Q(status=Status.DRAFT)
    return Observation.objects.filter(public | confidential | Q(recorded_by=user, status=Status.DRAFT))


def observation_for_reading(user: Person, public_id: str) -> Observation:
    """Http404 alike for an unknown figure and for one that is not for this person."""
    found = observations_visible_to(user).with_subjects().select_related("recorded_by").filter(public_id=public_id)
    if observation := found.first():
        return observation
    raise Http404(_("There is no figure at this address, or it is not public."))


def revisions_for_reading(user: Person, observation: Observation) -> QuerySet[Observation]:
    """All rows of the same key that the person may read, the newest first."""
    names = ("indicator", "territory", "cluster", "organisation", "activity", "period", "variant")
    key = dict(zip(names, observation.key, strict=True))
    return observations_visible_to(user).select_related("recorded_by").filter(**key).order_by("-revision")


def indicator_for_reading(code: str) -> Indicator:
    """The catalogue is public. Http404 where there is no such code."""
    found = Indicator.objects.with_framework().filter(code=code.upper()).first()
    if found is None:
        raise Http404(_("There is no indicator at this address."))
    return found


def may_see_author(user: Person, observation: Observation) -> bool:
    """Who recorded a figure is for those who are signed in; strangers see only when."""
    return isinstance(user, User) and observation.recorded_by_id is not None


def own_figures_for_reading(user: Person, organisation: Organisation) -> list[Observation]:
    """Current figures of the organisation's last period, as far as this person may read them."""
    rows = observations_visible_to(user).current().filter(organisation=organisation)
    last = rows.order_by("-period_end", "-period_start").values_list("period", flat=True).first()
    return list(rows.filter(period=last).with_subjects().order_by("indicator__code")) if last else []
