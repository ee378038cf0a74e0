"""Who may do what in a council. That it exists, and who holds its offices, is public; its desk is for its people."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, can_assign_roles
from accounts.roles import roles_granting
from councils.models import Council, CouncilAssignment

READ_AGENDA = "councils.read_agenda"
CONVENE = "councils.convene_meeting"
ISSUE_MINUTES = "councils.issue_minutes"
CAST_BALLOT = "councils.cast_ballot"
BREAK_TIE = "councils.break_tie"


def holds(user: Person, council: Council, permission: str) -> bool:
    """Does a role of the person in this very council, in force today, carry the permission?"""
    if not (user.is_authenticated and user.is_active):
        return False
    held = CouncilAssignment.objects.current().filter(user=user, council=council)
    return held.filter(role__in=roles_granting(permission)).exists()


def can_read_agenda(user: Person, council: Council) -> bool:
    return holds(user, council, READ_AGENDA)


def can_convene(user: Person, council: Council) -> bool:
    return holds(user, council, CONVENE)


def can_assign_to_council(user: Person) -> bool:
    return can_assign_roles(user)


def council_for_reading(user: Person, slug: str) -> Council:
    found = Council.objects.select_related("cluster").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no council at this address."))
    return found


def council_for_work(user: Person, slug: str) -> Council:
    """Http404 where there is none, PermissionDenied with the rule for those who hold no role in it today."""
    found = council_for_reading(user, slug)
    if not can_read_agenda(user, found):
        raise PermissionDenied(_("Only the chair, the secretary and the members of this council may open its desk."))
    return found
