"""Who may do what in the registry. Read from the assignments at every request; nothing is kept between requests."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import User, today
from accounts.roles import roles_granting
from clusters.models import Cluster, ClusterAssignment, Membership, Organisation, OrganisationAssignment, Territory

EDIT_REGISTRY = "clusters.edit_registry"
EDIT_CLUSTER = "clusters.edit_cluster"
EDIT_ORGANISATION = "clusters.edit_organisation"
ADMIT_MEMBER = "clusters.admit_member"
ASSIGN_ROLES = "accounts.assign_roles"


def _clusters_with(user: Person, permission: str, on: dt.date | None = None) -> QuerySet[Cluster]:
    """Clusters in which a role of the user's, in force on the date, grants the permission."""
    if not user.is_authenticated or not user.is_active:
        return Cluster.objects.none()
    held = ClusterAssignment.objects.on(on or today()).filter(user=user, role__in=roles_granting(permission))
    return Cluster.objects.filter(pk__in=held.values("cluster"))


def organisations_with(user: Person, permission: str, on: dt.date | None = None) -> QuerySet[Organisation]:
    """Organisations for which a role of the user's, in force on the date, grants the permission."""
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    held = OrganisationAssignment.objects.on(on or today()).filter(user=user, role__in=roles_granting(permission))
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def coordinated_clusters(user: Person, on: dt.date | None = None) -> QuerySet[Cluster]:
    """Clusters the user coordinates on the date (today by default); never through a role of the whole portal."""
    return _clusters_with(user, ADMIT_MEMBER, on)


def reported_organisations(user: Person, on: dt.date | None = None) -> QuerySet[Organisation]:
    """Organisations the user reports for on the date (today by default); never through a role of the whole portal."""
    return organisations_with(user, EDIT_ORGANISATION, on)


def reporters_of(organisation: Organisation) -> QuerySet[User]:
    """People who report for the organisation today and may sign in: those whom a deed of another side is told to."""
    held = OrganisationAssignment.objects.current().filter(
        organisation=organisation, role__in=roles_granting(EDIT_ORGANISATION)
    )
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def can_coordinate(user: Person, cluster: Cluster) -> bool:
    """Admit and release members, appoint reporters of members, publish: the coordinator of this very cluster."""
    return coordinated_clusters(user).filter(pk=cluster.pk).exists()


def can_edit_cluster(user: Person, cluster: Cluster) -> bool:
    """The cluster's coordinator, or the administrator of the portal."""
    if has_portal_permission(user, EDIT_REGISTRY):
        return True
    return _clusters_with(user, EDIT_CLUSTER).filter(pk=cluster.pk).exists()


def can_admit_member(user: Person, cluster: Cluster) -> bool:
    """The cluster's coordinator, or the administrator of the portal."""
    return has_portal_permission(user, EDIT_REGISTRY) or can_coordinate(user, cluster)


def can_edit_organisation(user: Person, org: Organisation) -> bool:
    """Its reporter, the coordinator of a cluster it belongs to today, or the administrator of the portal."""
    if has_portal_permission(user, EDIT_REGISTRY):
        return True
    if reported_organisations(user).filter(pk=org.pk).exists():
        return True
    clusters = _clusters_with(user, EDIT_ORGANISATION)
    return Membership.objects.current().filter(organisation=org, cluster__in=clusters).exists()


def can_record_link(user: Person, supplier: Organisation, recipient: Organisation) -> bool:
    """Whoever may edit one of the two organisations."""
    return can_edit_organisation(user, supplier) or can_edit_organisation(user, recipient)


def can_assign_coordinator(user: Person) -> bool:
    return has_portal_permission(user, ASSIGN_ROLES)


def can_assign_reporter(user: Person, org: Organisation) -> bool:
    """The administrator, or the coordinator of a cluster the organisation belongs to today."""
    if has_portal_permission(user, ASSIGN_ROLES):
        return True
    return Membership.objects.current().filter(organisation=org, cluster__in=coordinated_clusters(user)).exists()


def can_import_organisations(user: Person) -> bool:
    return has_portal_permission(user, EDIT_REGISTRY)


def require(allowed: bool, reason: str) -> None:
    """Raise PermissionDenied with the rule that was not met. The page of refusal shows it."""
    if not allowed:
        raise PermissionDenied(reason)


def organisation_for_reading(user: Person, public_id: str) -> Organisation:
    """The registry is public: every organisation is for everyone. Http404 where there is none."""
    found = Organisation.objects.select_related("territory").filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no organisation at this address."))
    return found


def organisation_for_editing(user: Person, public_id: str) -> Organisation:
    """Http404 where there is none, PermissionDenied with the reason for those who may only read it."""
    found = organisation_for_reading(user, public_id)
    require_organisation_editor(user, found)
    return found


def require_organisation_editor(user: Person, org: Organisation) -> None:
    require(
        can_edit_organisation(user, org),
        _(
            "Only a reporter of this organisation, the coordinator of its cluster or the administrator may edit it. "
            "Ask the coordinator to make you a reporter."
        ),
    )


def cluster_for_reading(user: Person, slug: str) -> Cluster:
    found = Cluster.objects.select_related("managing_organisation").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no cluster at this address."))
    return found


def cluster_for_editing(user: Person, slug: str) -> Cluster:
    found = cluster_for_reading(user, slug)
    require_cluster_editor(user, found)
    return found


def require_cluster_editor(user: Person, cluster: Cluster) -> None:
    require(
        can_edit_cluster(user, cluster),
        _("Only the coordinator of this cluster or the administrator may edit it. Ask the administrator for the role."),
    )


def territory_for_reading(user: Person, code: str) -> Territory:
    found = Territory.objects.select_related("parent").filter(code=code.upper()).first()
    if found is None:
        raise Http404(_("There is no territory at this address."))
    return found
