"""Who states facts of a cluster and who chooses the rules that apply to it. Its standing is for everyone."""

from django.utils.translation import gettext as _

from accounts.access import Person
from clusters.access import can_coordinate, cluster_for_reading, require
from clusters.models import Cluster
from clusters.rules.access import can_edit_rules


def can_state_fact(user: Person, cluster: Cluster) -> bool:
    """The coordinator of this very cluster, or the administrator who keeps the rules."""
    return can_coordinate(user, cluster) or can_edit_rules(user)


def require_fact_keeper(user: Person, cluster: Cluster) -> None:
    require(
        can_state_fact(user, cluster),
        _("Only the coordinator of this cluster or the administrator states its facts. Send them the figure."),
    )


def require_rule_chooser(user: Person) -> None:
    require(can_edit_rules(user), _("Only the administrator chooses the rules that apply to a cluster. Write to them."))


def cluster_for_facts(user: Person, slug: str) -> Cluster:
    found = cluster_for_reading(user, slug)
    require_fact_keeper(user, found)
    return found


def cluster_for_rules(user: Person, slug: str) -> Cluster:
    found = cluster_for_reading(user, slug)
    require_rule_chooser(user)
    return found
