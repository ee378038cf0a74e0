"""The frozen inputs of a cluster report: figures of every cluster for this quarter and the ones before, and the framework."""

from django.utils.translation import gettext as _

from clusters.models import Cluster
from competitiveness.freezing import names, plain_number
from competitiveness.problems import NotReportable
from indicators.aggregation import AggregateValue, cluster_values_many
from indicators.models import Dimension, Indicator
from indicators.periods import Period, parse_period

REGISTRY = "registry"
Figures = dict[tuple[str, str], dict[str, AggregateValue]]


def collect(cluster: Cluster, period: str, config: dict) -> dict:
    """JSON types only. Raises NotReportable where no member of the cluster has a figure for the period."""
    clusters = list(Cluster.objects.order_by("pk"))
    periods = _back(parse_period(period), config["periods_shown"])
    figures = cluster_values_many(clusters, periods)
    if not _reported(figures, cluster.slug, period):
        raise NotReportable(
            _("%(cluster)s: no member has a figure for %(period)s. Choose a period that has been reported.")
            % {"cluster": cluster.name, "period": period}
        )
    kept = [one.code for one in periods if any(_reported(figures, unit.slug, one.code) for unit in clusters)]
    indicators = _indicators(config)
    codes = sorted({*indicators, *(row["denominator"] for row in config["goalposts"].values() if row["denominator"])})
    return {
        "period": period,
        "subject": cluster.slug,
        "clusters": [
            {"slug": one.slug, "name": names(one), "hue": one.hue, "is_demo": one.is_demo}
            for one in clusters
            if _reported(figures, one.slug, period)
        ],
        "periods": kept,
        "indicators": indicators,
        "dimensions": _dimensions(),
        "values": {code: _values(figures, code, clusters, codes) for code in kept},
    }


def _back(period: Period, count: int) -> list[Period]:
    """The period and those before it, oldest first."""
    found = [period]
    while len(found) < count:
        found.append(found[-1].previous())
    return found[::-1]


def _reported(figures: Figures, slug: str, period: str) -> bool:
    """Did any member report? What the registry itself answers is always there and does not count."""
    return any(value.contributors for value in figures[slug, period].values() if value.rule != REGISTRY)


def _indicators(config: dict) -> dict[str, dict]:
    """The catalogue's line of each indicator that has goalposts, a criterion and a direction."""
    rows = Indicator.objects.filter(code__in=config["goalposts"]).exclude(direction=0).with_framework()
    return {
        row.code: {
            "name": names(row),
            "direction": row.direction,
            "criterion": row.criterion.code,
            "mechanism": row.mechanism.code if row.mechanism else "",
        }
        for row in rows.exclude(criterion=None).order_by("code")
    }


def _dimensions() -> dict[str, dict]:
    return {row.code: {"kind": row.kind, "name": names(row)} for row in Dimension.objects.order_by("code")}


def _values(figures: Figures, period: str, clusters: list[Cluster], codes: list[str]) -> dict[str, dict]:
    return {
        cluster.slug: {code: _frozen(figures[cluster.slug, period][code]) for code in codes}
        for cluster in clusters
        if _reported(figures, cluster.slug, period)
    }


def _frozen(value: AggregateValue) -> dict:
    """A suppressed figure says that it is, and not how many stand behind it."""
    return {
        "value": plain_number(value.value),
        "unit": value.unit,
        "rule": value.rule,
        "suppressed": value.suppressed,
        "contributors": None if value.suppressed else value.contributors,
        "coverage": None if value.suppressed else round(value.coverage, 6),
        "is_demo": value.is_demo,
    }
