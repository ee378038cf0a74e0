"""What the rooms add to the registry's pages and facts: said once, when the portal starts."""

from accounts.door import demands
from accounts.notices import visibility
from clusters import panels, role_context
from clusters.acts import registration as acts
from clusters.cooperation import panels as cooperation
from clusters.cooperation import personal_data as cooperation_data
from clusters.infrastructure import registration as infrastructure
from clusters.membership import personal_data as membership_data
from clusters.membership import registration as membership
from clusters.models import ClusterAssignment
from clusters.rules import registry_facts
from clusters.standing import panels as standing_panels
from clusters.standing import queries as standing
from clusters.support import access as support
from clusters.support import panels as support_panels
from clusters.support import personal_data as support_data
from clusters.support.models import SupportApplication


def register() -> None:
    """Safe to repeat."""
    role_context.register_clusters()
    registry_facts.register()
    infrastructure.register()
    acts.register()
    demands.register(demands.held_by(ClusterAssignment))
    membership.register()
    standing.register()
    standing_panels.register()
    if standing.review_check not in panels.REVIEW_CHECKS:
        panels.REVIEW_CHECKS.append(standing.review_check)
    visibility.register(SupportApplication, support.can_see_application)
    support_panels.register()
    cooperation.register()
    for room in (membership_data, support_data, cooperation_data):
        room.register()
