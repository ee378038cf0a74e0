"""Who keeps shared infrastructure: the administrator, and the coordinator of a cluster that the object serves."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import today
from accounts.roles import roles_granting
from clusters.access import require
from clusters.infrastructure.models import InfrastructureObject
from clusters.models import Cluster, ClusterAssignment

KEEP_INFRASTRUCTURE = "clusters.keep_infrastructure"


def can_keep_all(user: Person) -> bool:
    return has_portal_permission(user, KEEP_INFRASTRUCTURE)


def kept_clusters(user: Person) -> QuerySet[Cluster]:
    """Clusters for which the person may enter objects: all for the administrator, one's own for a coordinator."""
    if can_keep_all(user):
        return Cluster.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Cluster.objects.none()
    held = ClusterAssignment.objects.on(today()).filter(user=user, role__in=roles_granting(KEEP_INFRASTRUCTURE))
    return Cluster.objects.filter(pk__in=held.values("cluster"))


def can_keep_some(user: Person) -> bool:
    return can_keep_all(user) or kept_clusters(user).exists()


def can_keep_object(user: Person, obj: InfrastructureObject) -> bool:
    return can_keep_all(user) or kept_clusters(user).filter(infrastructure=obj).exists()


def require_some_keeper(user: Person) -> None:
    require(
        can_keep_some(user),
        _("Infrastructure is entered by coordinators of clusters and the administrator. Ask the administrator."),
    )


def require_keeper(user: Person, obj: InfrastructureObject) -> None:
    require(
        can_keep_object(user, obj),
        _("Only the coordinator of a cluster that this object serves or the administrator may edit it."),
    )


def require_clusters(user: Person, changed: Iterable[Cluster]) -> None:
    """Which clusters an object serves is said for each by its own coordinator."""
    foreign = {cluster.pk for cluster in changed} - set(kept_clusters(user).values_list("pk", flat=True))
    require(
        not foreign,
        _("You may add and take away only clusters that you coordinate. For another, ask its coordinator."),
    )


def object_for_reading(user: Person, public_id: str) -> InfrastructureObject:
    """The register is public. Http404 where there is none."""
    rows = InfrastructureObject.objects.select_related("territory", "operator").defer("territory__boundary")
    found = rows.filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no infrastructure object at this address."))
    return found


def object_for_keeping(user: Person, public_id: str) -> InfrastructureObject:
    found = object_for_reading(user, public_id)
    require_keeper(user, found)
    return found
