"""Reads of the room's own pages."""

from django.db.models import QuerySet

from accounts.models import ApiToken, PortalAssignment, User


def person(pk: int) -> User:
    return User.objects.get(pk=pk)


def portal_roles(user: User) -> list[PortalAssignment]:
    """Roles in force today, the oldest first."""
    return list(PortalAssignment.objects.current().filter(user=user).order_by("valid_from", "pk"))


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user).order_by("-created", "public_id")
