"""Reads that pages, tasks and other rooms share."""

from typing import Any

from django.db.models import Q

from accounts.access import Person
from clusters.models import Cluster, Membership
from competitiveness import access
from competitiveness.enums import ReportKind
from competitiveness.models import Report, ReportQuerySet
from indicators.enums import Frequency
from indicators.models import Observation
from indicators.periods import Period, parse_period


def reports_for_list(user: Person) -> ReportQuerySet:
    """What the person may see, profiles before cluster reports, the newest period first; without the frozen inputs."""
    rows = access.reports_visible_to(user).select_related("cluster", "territory").light()
    return rows.order_by("-kind", "-period", "-computed_at", "-pk")


def other_periods(report: Report) -> list[Report]:
    """Published reports about the same subject, this one among them, the newest first."""
    rows = Report.objects.published().about(report.subject)
    return list(rows.defer("inputs", "result").newest_period_first()[:12])


def latest_published() -> dict[str, Any]:
    """For the home page: `{"clusters": {slug: {...}}, "territories": {code: report}}`, the latest published of each.

    Of a cluster: `report`, `score`, `low`, `high` (0–100), `change` since the period before (None where there is none).
    """
    order = Report.objects.published().order_by("period", "computed_at", "pk")
    newest = {(cluster, territory): pk for pk, cluster, territory in order.values_list("pk", "cluster", "territory")}
    rows = Report.objects.filter(pk__in=newest.values()).select_related("cluster", "territory").light()
    clusters = {row.cluster.slug: summary(row) for row in rows if row.kind == ReportKind.CLUSTER}
    territories = {row.territory.code: row for row in rows if row.kind == ReportKind.TERRITORY_PROFILE}
    return {"clusters": clusters, "territories": territories}


def summary(report: Report) -> dict[str, Any]:
    """The figures of a cluster report that stand on other pages."""
    result = report.result
    change = result["change"]
    return {
        "report": report,
        "score": result["score"],
        "low": result["interval"]["low"],
        "high": result["interval"]["high"],
        "rank": result["rank"],
        "of": result["of"],
        "change": change["total"] if change else None,
        "previous_period": change["previous_period"] if change else None,
    }


def latest_about(subject: Any) -> Report | None:
    """The latest published report about a cluster or a territory."""
    rows = Report.objects.published().about(subject).select_related("cluster", "territory", "method").light()
    return rows.newest_period_first().first()


def has_figures(cluster: Cluster, period: Period) -> bool:
    """Is there a figure of the cluster, or of one of its members, for the period?"""
    members = Membership.objects.on(period.end).filter(cluster=cluster).values("organisation")
    subject = Q(cluster=cluster) | Q(organisation__in=members)
    return Observation.objects.current().filter(subject, period=period.code).exists()


def periods_with_figures() -> list[str]:
    """Quarters for which members' figures are known, the newest first."""
    rows = Observation.objects.current().filter(organisation__isnull=False).order_by()
    codes = rows.values_list("period", flat=True).distinct()
    return sorted((code for code in codes if parse_period(code).frequency == Frequency.QUARTER), reverse=True)
