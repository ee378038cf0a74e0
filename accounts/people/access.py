"""The pages of people are for administrators; whether a person exists is nobody else's business."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, can_assign_roles, can_manage_users
from accounts.models import AssignmentBase, User
from accounts.people.contexts import RoleContext, all_contexts, context_of
from accounts.roles import ROLES, Role


def require_people_keeper(user: Person) -> None:
    if not can_manage_users(user):
        raise PermissionDenied(_("Only an administrator of the portal keeps accounts and roles."))


def person_for_keeping(user: Person, pk: int) -> User:
    """Asked before the person is looked up: to anybody else every number answers alike."""
    require_people_keeper(user)
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no person at this address."))
    return found


def role_for_giving(user: Person, code: str) -> Role:
    role = ROLES.get(code)
    if not can_assign_roles(user):
        raise PermissionDenied(_("Only an administrator of the portal decides on roles."))
    if role is None or role.context not in {context.code for context in all_contexts()}:
        raise Http404(_("This role is given nowhere yet."))
    return role


def assignment_for_deciding(user: Person, person: User, context: str, pk: int) -> tuple[RoleContext, AssignmentBase]:
    if not can_assign_roles(user):
        raise PermissionDenied(_("Only an administrator of the portal decides on roles."))
    try:
        place = context_of(context)
    except KeyError:
        raise Http404 from None
    rows = place.model._default_manager.select_related("user", "appointed_by", "confirmed_by", *place.related)
    found = rows.filter(pk=pk, user=person).first()
    if found is None:
        raise Http404(_("This person has no such role."))
    return place, found


def may_confirm(user: User, assignment: AssignmentBase) -> bool:
    """A second person: neither who proposed the role nor who receives it."""
    return assignment.awaits_confirmation and user.pk not in {assignment.appointed_by_id, assignment.user_id}
