"""What people are invited for. A room registers its purposes in `AppConfig.ready` and asks its own rules before it invites."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.invitations.models import Invitation
from accounts.models import User
from accounts.roles import ROLES

ACCOUNT = "account"
PORTAL_ROLE = "portal_role"


def _nowhere(_invitation: Invitation) -> str:
    return ""


@dataclass(frozen=True)
class Purpose:
    """`grant(invitation, user)` gives what was promised, in the acceptance's transaction and in the inviter's name.

    It calls an action with `by=invitation.invited_by`, so that the invitation of one who has been dismissed in the
    meantime comes to nothing. `where(invitation)` names the place in the reader's language.
    """

    code: str
    title: str | Promise
    grant: Callable[[Invitation, User], object]
    where: Callable[[Invitation], str] = _nowhere


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    _purposes[purpose.code] = purpose


def purpose_of(code: str) -> Purpose:
    """KeyError for a purpose that no room has registered."""
    return _purposes[code]


def _give_portal_role(invitation: Invitation, user: User) -> object:
    return actions.assign_portal_role(by=invitation.invited_by, user=user, role=invitation.context)


def _role_name(invitation: Invitation) -> str:
    return ROLES[invitation.context].name if invitation.context in ROLES else invitation.context


def register_own() -> None:
    register(Purpose(ACCOUNT, _("An account in the portal"), lambda _invitation, _user: None))
    register(Purpose(PORTAL_ROLE, _("A role in the portal"), _give_portal_role, _role_name))
