"""Reads of the councils."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from councils.models import Council, CouncilAssignment

# The order in which offices are named.
OFFICES = ("chair", "secretary", "council_member")


def holders() -> QuerySet[CouncilAssignment]:
    return CouncilAssignment.objects.current().select_related("user").order_by("user__family_name", "pk")


def councils_with_holders() -> QuerySet[Council]:
    """Each with `holders`: those who hold an office today."""
    rows = Prefetch("assignments", queryset=holders(), to_attr="holders")
    return Council.objects.select_related("cluster").prefetch_related(rows).order_by("pk")


def offices(assignments: Iterable[CouncilAssignment]) -> list[CouncilAssignment]:
    """The chair first, then the secretary, then the members by name."""
    return sorted(assignments, key=lambda row: (OFFICES.index(row.role), row.user.get_full_name(), row.pk))


def roles_in(council: Council, user: User) -> list[CouncilAssignment]:
    return offices(holders().filter(council=council, user=user))
