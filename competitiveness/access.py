"""Who may: a cluster report belongs to the coordinator of that very cluster, a profile to those with the right in the portal."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import today
from accounts.roles import roles_granting
from clusters.models import Cluster, ClusterAssignment, Territory
from competitiveness.enums import ReportKind, ReportState
from competitiveness.models import Report, ReportQuerySet, ReportRun
from competitiveness.transitions import Transition

REQUEST_REPORT = "competitiveness.request_report"
READ_DRAFT = "competitiveness.read_draft"


def _clusters_granting(user: Person, permission: str) -> set[int]:
    """Clusters in which a role of the person, in force today, carries the permission."""
    if not (user.is_authenticated and user.is_active):
        return set()
    held = ClusterAssignment.objects.on(today()).filter(user=user, role__in=roles_granting(permission))
    return set(held.values_list("cluster", flat=True))


def holds(user: Person, permission: str, subject: Cluster | Territory) -> bool:
    """Does the person hold the permission for this cluster, or, for a territory, in the portal as a whole?"""
    if isinstance(subject, Cluster):
        return subject.pk in _clusters_granting(user, permission)
    return has_portal_permission(user, permission)


def reports_visible_to(user: Person) -> ReportQuerySet:
    """Published and withdrawn reports are for everyone; a draft is for those who may decide about it."""
    public = Q(state__in=[ReportState.PUBLISHED, ReportState.WITHDRAWN])
    drafts = Q(cluster__in=_clusters_granting(user, READ_DRAFT))
    if has_portal_permission(user, READ_DRAFT):
        drafts |= Q(kind=ReportKind.TERRITORY_PROFILE)
    return Report.objects.filter(public | drafts)


def sees_drafts(user: Person) -> bool:
    return reports_visible_to(user).filter(state=ReportState.DRAFT).exists()


def report_for_reading(user: Person, public_id: str) -> Report:
    """The report; Http404 alike where there is none and where it is a draft that is not the person's to see."""
    found = (
        reports_visible_to(user)
        .filter(public_id=public_id.lower())
        .select_related("cluster", "territory", "method", "published_by", "replaced_by")
        .first()
    )
    if found is None:
        raise Http404(_("There is no report at this address."))
    return found


def run_for_reading(user: Person, pk: int) -> ReportRun:
    """A run is seen by whoever asked for it and by those who may read its draft; Http404 for everyone else."""
    run = ReportRun.objects.select_related("cluster", "territory", "report").filter(pk=pk).first()
    if run is None or not _may_see(user, run):
        raise Http404(_("There is no computation at this address."))
    return run


def _may_see(user: Person, run: ReportRun) -> bool:
    if user.is_authenticated and run.requested_by_id == user.pk:
        return True
    return holds(user, READ_DRAFT, run.subject)


def can_request_report(user: Person, subject: Cluster | Territory) -> bool:
    return holds(user, REQUEST_REPORT, subject)


def requestable_clusters(user: Person) -> set[int]:
    """Primary keys of the clusters for which the person may have a report computed."""
    return _clusters_granting(user, REQUEST_REPORT)


def can_request_profiles(user: Person) -> bool:
    return has_portal_permission(user, REQUEST_REPORT)


def why_not_request(user: Person, subject: Cluster | Territory) -> str:
    """Empty when the person may have a report on the subject computed, else the rule that says no."""
    if can_request_report(user, subject):
        return ""
    return _(
        "A cluster report is requested by the coordinator of that cluster, a profile by an official or the administrator."
    )


def why_not(user: Person, transition: Transition, report: Report) -> str:
    """Empty when the person may take the step with the report as it stands, else the rule that says no."""
    if not holds(user, transition.permission, report.subject):
        return str(transition.barred_by_right)
    return str(transition.barred_by_state.get(report.state, ""))


def require(reason: str) -> None:
    """Raise PermissionDenied with the reason, unless it is empty."""
    if reason:
        raise PermissionDenied(reason)
