"""Who is in the registry, where, and how they are tied together."""

# The rooms of the app keep their models themselves; one line each, so that Django knows them all.
from clusters.acts import models as _acts  # noqa: F401
from clusters.cooperation import models as _cooperation  # noqa: F401
from clusters.infrastructure import models as _infrastructure  # noqa: F401
from clusters.membership import models as _membership  # noqa: F401
from clusters.models.assignments import ClusterAssignment, OrganisationAssignment
from clusters.models.clusters import Cluster, Link, Membership
from clusters.models.names import NameMark, OrganisationName
from clusters.models.organisations import Organisation, SourcedFact
from clusters.models.territories import ProtectionZone, Territory
from clusters.rules import models as _rules  # noqa: F401
from clusters.standing import models as _standing  # noqa: F401
from clusters.support import models as _support  # noqa: F401

__all__ = [
    "Cluster",
    "ClusterAssignment",
    "Link",
    "Membership",
    "NameMark",
    "Organisation",
    "OrganisationAssignment",
    "OrganisationName",
    "ProtectionZone",
    "SourcedFact",
    "Territory",
]
