"""What this room says of itself when the portal starts: its panels, and the fact that rules may ask of it."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from clusters import panels
from clusters.infrastructure import queries
from clusters.infrastructure.enums import InfrastructureKind
from clusters.infrastructure.panels import cluster_panel, organisation_panel, territory_panel
from clusters.models import Cluster
from clusters.rules.enums import Subject
from clusters.rules.facts import Known, provide

# Of decree 779: what new products are developed and tried on. Roads, schools and stores are not counted.
TECHNOLOGY = (
    InfrastructureKind.RESEARCH_CENTRE,
    InfrastructureKind.LABORATORY,
    InfrastructureKind.INNOVATION,
    InfrastructureKind.INDUSTRIAL_PARK,
)


def technology_infrastructure(cluster: Cluster, on: dt.date) -> dict[str, Known]:
    """How many such objects serve the cluster on the date; nothing where there is none, for then a person may state it."""
    marks = [is_demo for kind, is_demo in queries.kinds_serving(cluster, on) if kind in TECHNOLOGY]
    if not marks:
        return {}
    known = Known(Decimal(len(marks)), source=_("Register of infrastructure"), is_demo=any(marks))
    return {"cluster.technology_infrastructure": known}


def register() -> None:
    """Safe to repeat."""
    provide(Subject.CLUSTER, technology_infrastructure)
    if cluster_panel not in panels.CLUSTER_PANELS:
        panels.CLUSTER_PANELS.append(cluster_panel)
        panels.ORGANISATION_PANELS.append(organisation_panel)
        panels.TERRITORY_PANELS.append(territory_panel)
