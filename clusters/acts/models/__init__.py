"""Legal acts and programmes, how they bear on one another, and where they may be at odds."""

from clusters.acts.models.acts import LegalAct, Topic
from clusters.acts.models.findings import ActFinding
from clusters.acts.models.relations import ActRelation

__all__ = ["ActFinding", "ActRelation", "LegalAct", "Topic"]
