"""Cluster reports on the demonstration quarters, the latest first: that is the one a visitor opens."""

from accounts.models import User
from clusters.models import Cluster
from competitiveness import actions
from competitiveness.enums import ReportKind
from competitiveness.models import ReportRun
from competitiveness.queries import periods_with_figures


def load() -> int:
    """Ask for the report of every cluster and demonstration quarter; the number asked for now. Safe to repeat."""
    before = ReportRun.objects.count()
    clusters = list(Cluster.objects.all())
    for period in periods_with_figures():
        for cluster in clusters:
            actions.request_report(
                by=_demo_coordinator(cluster),
                kind=ReportKind.CLUSTER,
                subject=cluster,
                period=period,
                publish=True,
                slot=f"cluster:{cluster.slug}:{period}:demo",
            )
    return ReportRun.objects.count() - before


def _demo_coordinator(cluster: Cluster) -> User | None:
    """A made-up person who coordinates the cluster; where there is none the portal itself asks."""
    return User.objects.filter(
        is_demo=True, clusterassignments__cluster=cluster, clusterassignments__role="coordinator"
    ).first()
