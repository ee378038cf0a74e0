"""Statements of a demonstration: enough for a page that shows rules met, not met and not known."""

import datetime as dt
from decimal import Decimal

from clusters.models import Cluster
from clusters.standing import actions
from clusters.standing.models import ClusterFact

SOURCE = "Демонстрационные данные"
AS_OF = dt.date(2026, 3, 31)
_STATED: dict[str, dict[str, Decimal | bool]] = {
    "tourism": {"cluster.management_fte": Decimal("1.5"), "cluster.website_english": True},
    "agro-industrial": {"cluster.management_fte": Decimal("0.4")},
    "industrial": {
        "cluster.management_fte": Decimal(1),
        "cluster.website_english": False,
        "cluster.functional_dependence": Decimal("12.4"),
        "cluster.not_producing": Decimal(2),
        "cluster.final_makers": Decimal(3),
        "cluster.productive_jobs": Decimal("41.5"),
    },
}


def load() -> None:
    """Only once: where anything is stated, nothing is added."""
    if ClusterFact.objects.exists():
        return
    for slug, stated in _STATED.items():
        cluster = Cluster.objects.get(slug=slug)
        for fact, value in stated.items():
            actions.state_fact(by=None, cluster=cluster, fact=fact, value=value, as_of=AS_OF, source=SOURCE)
