"""Who is in the registry, where, and how they are tied together."""

from clusters.models.assignments import ClusterAssignment, OrganisationAssignment
from clusters.models.clusters import Cluster, Link, Membership
from clusters.models.organisations import Organisation, SourcedFact
from clusters.models.territories import ProtectionZone, Territory

# The rooms of the app keep their models themselves; one line each, so that Django knows them all.

__all__ = [
    "Cluster",
    "ClusterAssignment",
    "Link",
    "Membership",
    "Organisation",
    "OrganisationAssignment",
    "ProtectionZone",
    "SourcedFact",
    "Territory",
]
