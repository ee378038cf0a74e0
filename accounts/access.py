"""Who may: read from the database at every question, never remembered between requests."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import ApiToken, PortalAssignment, User, today
from accounts.roles import ROLES, roles_granting

Person = User | AnonymousUser


def has_portal_permission(user: Person, permission: str, on: dt.date | None = None) -> bool:
    """Does a role held in the portal as a whole carry the permission on the date (today if none is given)?"""
    if not (user.is_authenticated and user.is_active):
        return False
    codes = {code for code in roles_granting(permission) if ROLES[code].context == "portal"}
    return PortalAssignment.objects.on(on or today()).filter(user=user, role__in=codes).exists()


def can_administer(user: Person) -> bool:
    """May open the administration site."""
    return has_portal_permission(user, "accounts.administer_portal")


def can_manage_users(user: Person) -> bool:
    return has_portal_permission(user, "accounts.manage_users")


def can_assign_roles(user: Person) -> bool:
    return has_portal_permission(user, "accounts.assign_roles")


def can_read_audit(user: Person) -> bool:
    return has_portal_permission(user, "accounts.read_audit")


def can_issue_token(user: Person, owner: User) -> bool:
    """One's own, since a token can do nothing that its owner cannot; somebody else's needs the permission."""
    if not (user.is_authenticated and user.is_active and owner.is_active):
        return False
    return user.pk == owner.pk or has_portal_permission(user, "accounts.manage_tokens")


def can_revoke_token(user: Person, token: ApiToken) -> bool:
    if not (user.is_authenticated and user.is_active):
        return False
    return user.pk == token.user_id or has_portal_permission(user, "accounts.manage_tokens")


def token_for_revocation(user: Person, public_id: str) -> ApiToken:
    """The token, if this person may revoke it. A stranger cannot tell somebody's token from none: Http404 for both."""
    token = ApiToken.objects.filter(public_id=public_id).select_related("user").first()
    if token is None or not can_revoke_token(user, token):
        raise Http404
    return token
