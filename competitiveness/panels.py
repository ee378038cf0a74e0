"""What the pages of a cluster and of a territory show of their latest report."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from clusters.models import Cluster, Territory
from competitiveness.presentation import cluster as cluster_words
from competitiveness.presentation import territory as territory_words
from competitiveness.presentation.cluster_charts import criteria_chart, series_chart
from competitiveness.presentation.reader import Reader
from competitiveness.queries import latest_about

ABSENT = "competitiveness/panel_absent.html"


def cluster_panel(request: HttpRequest, cluster: Cluster) -> dict[str, Any]:
    report = latest_about(cluster)
    heading = _("Competitiveness")
    part = {"id": "competitiveness", "title": heading}
    if report is None:
        why = _("No report is published yet. The coordinator publishes one each quarter.")
        return {**part, "template": ABSENT, "context": {"id": part["id"], "heading": heading, "why": why}}
    reader = Reader(report)
    context = {
        "report": report,
        "title": cluster_words.title(report),
        "series": series_chart(reader),
        "criteria": criteria_chart(reader),
    }
    return {**part, "template": "competitiveness/panel_cluster.html", "context": context}


def territory_panel(request: HttpRequest, territory: Territory) -> dict[str, Any] | None:
    """Nothing for territories of which no profile is made: the krai, the district, Russia."""
    report = latest_about(territory)
    if report is None:
        return None
    context = {
        "report": report,
        "title": territory_words.title(report),
        "facts": territory_words.key_facts(report),
        "quotients": territory_words.quotient_chart(report.result, territory_words.source(report.period)),
    }
    return {
        "id": "profile",
        "title": _("Profile by official figures"),
        "template": "competitiveness/panel_territory.html",
        "context": context,
    }
