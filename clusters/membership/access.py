"""Who applies, who reviews, who speaks for an organisation. An application is for its two sides alone."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import User
from clusters import access
from clusters.membership.models import DuplicatePair, MembershipApplication, OrganisationUpload
from clusters.models import Cluster, Membership, Organisation, OrganisationAssignment

APPLY = "clusters.apply_membership"
INVITE = "clusters.invite_colleague"


def organisations_to_apply_for(user: Person) -> QuerySet[Organisation]:
    return access.organisations_with(user, APPLY).filter(replaced_by=None)


def can_apply_for(user: Person, organisation: Organisation) -> bool:
    return organisations_to_apply_for(user).filter(pk=organisation.pk).exists()


def speaks_for(user: Person, application: MembershipApplication) -> bool:
    """The side of the organisation: its reporters; before it is in the registry, who proposed it."""
    if application.proposed_name and application.submitted_by_id == user.pk:
        return user.is_active
    return application.organisation is not None and can_apply_for(user, application.organisation)


def reviews(user: Person, application: MembershipApplication) -> bool:
    """The side of the cluster."""
    return access.can_coordinate(user, application.cluster)


def applications_visible_to(user: Person) -> QuerySet[MembershipApplication]:
    """One's own side's; for coordinators those to their clusters, once submitted. Nobody else's."""
    rows = MembershipApplication.objects.select_related("cluster", "organisation", "submitted_by")
    if not isinstance(user, User) or not user.is_active:
        return rows.none()
    own = Q(organisation__in=organisations_to_apply_for(user)) | (Q(submitted_by=user) & ~Q(proposed_name=""))
    to_review = Q(cluster__in=access.coordinated_clusters(user), submitted_at__isnull=False)
    return rows.filter(own | to_review)


def own_applications(user: Person) -> QuerySet[MembershipApplication]:
    """Those of the side of the organisation."""
    own = Q(organisation__in=organisations_to_apply_for(user)) | (Q(submitted_by=user.pk) & ~Q(proposed_name=""))
    return applications_visible_to(user).filter(own)


def application_for_reading(user: Person, public_id: str) -> MembershipApplication:
    """Http404 alike for an unknown application and for a foreign one."""
    found = applications_visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("There is no application at this address."))
    return found


def application_for_editing(user: Person, public_id: str) -> MembershipApplication:
    """A draft or a returned one, for the side of the organisation."""
    found = application_for_reading(user, public_id)
    access.require(speaks_for(user, found), _("Only the organisation itself changes its application."))
    access.require(
        found.state in ("draft", "returned"),
        _("A submitted application is not changed. Ask the coordinator to return it, or withdraw it."),
    )
    return found


def cluster_for_review(user: Person, slug: str) -> Cluster:
    """Clusters are public, their queue is not: PermissionDenied with the rule."""
    found = access.cluster_for_reading(user, slug)
    access.require(
        access.can_coordinate(user, found),
        _("Only the coordinator of this cluster sees its applications and keeps its members."),
    )
    return found


def membership_for_keeping(user: Person, public_id: str) -> Membership:
    """Http404 where there is none or it is of another's cluster."""
    rows = Membership.objects.select_related("organisation", "cluster").filter(public_id=public_id)
    found = rows.filter(cluster__in=access.coordinated_clusters(user)).first()
    if found is None:
        raise Http404(_("There is no membership at this address."))
    return found


def can_see_people(user: Person, organisation: Organisation) -> bool:
    """Its reporters, the coordinator of a cluster it is in today, the administrator."""
    return access.can_edit_organisation(user, organisation)


def can_invite(user: Person, organisation: Organisation) -> bool:
    """A reporter invites a colleague; the coordinator of its cluster or the administrator invites the first one."""
    if access.organisations_with(user, INVITE).filter(pk=organisation.pk).exists():
        return True
    return access.can_assign_reporter(user, organisation)


def people_for_reading(user: Person, public_id: str) -> Organisation:
    """The organisation is public, its people are not: PermissionDenied with the rule."""
    found = access.organisation_for_reading(user, public_id)
    access.require(
        can_see_people(user, found),
        _("Only the reporters of this organisation and the coordinator of its cluster see its people."),
    )
    return found


def require_inviter(user: Person, organisation: Organisation) -> None:
    access.require(
        can_invite(user, organisation),
        _("Only a reporter of this organisation or the coordinator of its cluster invites people to it."),
    )


def can_end_role(user: Person, assignment: OrganisationAssignment) -> bool:
    return can_invite(user, assignment.organisation)


def assignment_for_ending(user: Person, organisation: Organisation, key: int) -> OrganisationAssignment:
    """Http404 where this organisation has no such assignment."""
    rows = OrganisationAssignment.objects.current().select_related("user", "organisation")
    found = rows.filter(organisation=organisation, pk=key).first()
    if found is None or not can_end_role(user, found):
        raise Http404(_("There is no such person here."))
    return found


def can_find_duplicates(user: Person) -> bool:
    return has_portal_permission(user, access.EDIT_REGISTRY) or access.coordinated_clusters(user).exists()


def pairs_visible_to(user: Person) -> QuerySet[DuplicatePair]:
    """The administrator's all; the coordinator's those with a member of the clusters coordinated, of today."""
    rows = DuplicatePair.objects.select_related("first__territory", "second__territory", "kept", "decided_by")
    if has_portal_permission(user, access.EDIT_REGISTRY):
        return rows
    clusters = access.coordinated_clusters(user)
    members = Membership.objects.current().filter(cluster__in=clusters).values("organisation")
    applying = MembershipApplication.objects.filter(cluster__in=clusters, organisation__isnull=False)
    reach = Q()
    for side in ("first", "second"):
        reach |= Q(**{f"{side}__in": members}) | Q(
            **{f"{side}__in": applying.exclude(state="draft").values("organisation")}
        )
    return rows.filter(reach | Q(decided_by=user.pk))


def require_finder(user: Person) -> None:
    access.require(
        can_find_duplicates(user), _("Only coordinators of clusters and the administrator look for duplicates.")
    )


def pair_for_deciding(user: Person, public_id: str) -> DuplicatePair:
    """Http404 alike for an unknown pair and for one out of reach."""
    require_finder(user)
    found = pairs_visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("There is no pair at this address."))
    return found


def require_importer(user: Person) -> None:
    access.require(
        access.can_import_organisations(user), _("Only the administrator of the portal imports organisations.")
    )


def upload_for_confirming(user: Person, public_id: str) -> OrganisationUpload | None:
    """One's own; None where its hour is over. Http404 alike for an unknown one and for another's."""
    require_importer(user)
    found = OrganisationUpload.objects.filter(owner=user.pk, public_id=public_id).first()
    if found is None:
        raise Http404(_("The file is no longer kept. Choose it again."))
    return found if found.expires_at > timezone.now() else None
