"""What the gathering pages show, asked of the rooms below."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import clusters.acts.queries
import clusters.queries
import competitiveness.queries
import indicators.queries
from clusters.infrastructure import queries as infrastructure
from clusters.models import Cluster, Territory
from cmw_portal.typography import figure, percent
from competitiveness.models import Report
from competitiveness.presentation.general import gist
from indicators.activities import section_name
from indicators.models import Indicator, Observation
from indicators.official.publishers import source_name
from indicators.period_words import period_words

WAGE, WAGE_YEAR = "E01", "2023"  # the last year that is published for all eight municipalities
SEARCH_LIMIT = 20


def home() -> dict[str, Any]:
    """The region, its clusters and what is new. The number of queries does not depend on the number of rows."""
    latest = competitiveness.queries.latest_published()
    known = list(clusters.queries.clusters_with_counts())
    tiles, wages = wage_tiles()
    return {
        "tiles": tiles,
        "wage_finding": _wage_finding(wages),
        "wage_source": _wage_source(wages),
        "clusters": [_cluster_card(cluster, latest["clusters"].get(cluster.slug)) for cluster in known],
        "facts": _facts(latest["territories"].get(clusters.queries.REGION), sum(cluster.members for cluster in known)),
        "profiles": _profile_lines(latest["territories"]),
        "demo_notice": any(shown["report"].is_demo for shown in latest["clusters"].values()),
    }


def _profile_lines(profiles: dict[str, Report]) -> list[dict[str, str]]:
    """What stands out in each municipality, the region as a whole aside."""
    places = [report for code, report in profiles.items() if code != clusters.queries.REGION]
    places.sort(key=lambda report: capfirst(report.subject.name))
    return [{"name": capfirst(row.subject.name), "url": row.get_absolute_url(), "gist": gist(row)} for row in places]


def wage_tiles() -> tuple[list[dict[str, Any]], dict[str, Observation]]:
    """A tile for each municipality with its average wage, and the observations by territory code."""
    places = list(Territory.objects.without_outlines().of_region())
    indicator = Indicator.objects.filter(code=WAGE).first()
    wages = indicators.queries.compare(indicator, places, WAGE_YEAR) if indicator else {}
    return [_tile(place, wages.get(place.code)) for place in places], wages


def _tile(place: Territory, wage: Observation | None) -> dict[str, Any]:
    tile = {"code": place.code, "label": capfirst(place.name), "url": place.get_absolute_url()}
    if wage is None or wage.value is None:
        return tile | {"value": None, "text": "", "note": _("no official figure")}
    thousands = float(wage.value) / 1000
    return tile | {"value": thousands, "text": figure(thousands, 1)}


def _wage_finding(wages: dict[str, Observation]) -> str:
    known = [row for row in wages.values() if row.value is not None]
    if not known:
        return _("The municipalities of the region")
    low, high = min(known, key=lambda row: row.value), max(known, key=lambda row: row.value)
    return _("Average wage in 2023: from %(low)s in %(poor)s to %(high)s thousand roubles in %(rich)s") % {
        "low": figure(float(low.value) / 1000, 1),
        "poor": low.territory.name,
        "high": figure(float(high.value) / 1000, 1),
        "rich": high.territory.name,
    }


def _wage_source(wages: dict[str, Observation]) -> str:
    return next((source_name(row.source) for row in wages.values()), "")


def _cluster_card(cluster: Cluster, latest: dict[str, Any] | None) -> dict[str, Any]:
    members = ngettext("%(number)s member", "%(number)s members", cluster.members) % {"number": cluster.members}
    return {"cluster": cluster, "latest": latest, "members": members}


def _facts(profile: Report | None, members: int) -> list[dict[str, Any]]:
    facts = [
        {
            "label": _("Member organisations"),
            "value": members,
            "note": _("in all clusters, demonstration data"),
            "url": reverse("clusters:organisation-list"),
        },
        {
            "label": _("Indicators in the catalogue"),
            "value": Indicator.objects.filter(is_catalogue=True).count(),
            "url": reverse("indicators:indicator-list"),
        },
        {
            "label": _("Official figures"),
            "value": Observation.objects.current().official().count(),
            "note": _("each with its source and basis"),
            "url": reverse("indicators:indicator-list"),
        },
    ]
    return _profile_facts(profile) + facts if profile else facts


def _profile_facts(profile: Report) -> list[dict[str, Any]]:
    employment = profile.result["employment"]
    leading = max(employment["sections"], key=lambda row: row["share"] or 0)
    year = period_words(profile.period)
    return [
        {
            "label": _("Headcount of organisations, persons"),
            "value": employment["total"],
            "note": _("eight municipalities, without small business, %(year)s") % {"year": year},
            "url": profile.get_absolute_url(),
        },
        {
            "label": _("Largest activity: section %(letter)s") % {"letter": leading["section"]},
            "value": percent(100 * leading["share"], 1),
            "note": _("%(section)s, %(year)s; share of headcount")
            % {"section": section_name(leading["section"]), "year": year},
            "url": profile.get_absolute_url(),
        },
    ]


def search(text: str) -> dict[str, Any]:
    """Hits of every room that is searched, by kind."""
    rooms = (clusters.queries.search, clusters.acts.queries.search, infrastructure.search, indicators.queries.search)
    hits = [hit for room in rooms for hit in room(text, SEARCH_LIMIT)]
    names = {
        "cluster": _("Clusters"),
        "territory": _("Territories"),
        "organisation": _("Organisations"),
        "indicator": _("Indicators"),
        "legal_act": _("Legal acts"),
        "infrastructure": _("Infrastructure"),
    }
    groups = [
        {"name": name, "hits": found}
        for kind, name in names.items()
        if (found := [hit for hit in hits if hit.kind == kind])
    ]
    return {"text": text, "groups": groups, "total": len(hits), "limit": SEARCH_LIMIT}


def about() -> dict[str, Any]:
    sources = Observation.objects.current().official().values_list("source", flat=True).order_by("source").distinct()
    return {"sources": list(dict.fromkeys(map(source_name, sources)))}
