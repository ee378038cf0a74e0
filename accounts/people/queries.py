"""Reads of people with their roles in every context."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import can_assign_roles
from accounts.awaiting import Awaiting
from accounts.models import AssignmentBase, User
from accounts.people.contexts import RoleContext, all_contexts


@dataclass(frozen=True)
class Held:
    """A role of a person, with its place."""

    context: RoleContext
    assignment: AssignmentBase

    @property
    def place(self) -> str:
        return self.context.where(self.assignment)[0]

    @property
    def words(self) -> str:
        """Role and place in one line."""
        return f"{self.assignment.role_name}: {self.place}" if self.place else self.assignment.role_name

    @property
    def url(self) -> str:
        numbers = [self.assignment.user_id, self.context.code, self.assignment.pk]
        return reverse("accounts:person-role", args=numbers)


def people() -> QuerySet[User]:
    return User.objects.order_by("family_name", "given_name", "pk")


def matching(rows: QuerySet[User], text: str) -> QuerySet[User]:
    """By a part of a name or of the e-mail. SQLite knows no case of Cyrillic letters, so each is tried."""
    for word in text.split():
        found = Q()
        for form in {word, word.lower(), word.capitalize(), word.upper()}:
            for field in ("family_name", "given_name", "patronymic", "email"):
                found |= Q(**{f"{field}__contains": form})
        rows = rows.filter(found)
    return rows


def holding(rows: QuerySet[User], role: str) -> QuerySet[User]:
    """Those who hold the role today, wherever."""
    found = Q()
    for context in all_contexts():
        held = context.model._default_manager.current().filter(role=role)
        found |= Q(pk__in=held.values("user"))
    return rows.filter(found)


def roles_today(users: Collection[User]) -> dict[int, list[str]]:
    """Roles in words by the person's key: one query for each context, however many people."""
    found: dict[int, list[str]] = defaultdict(list)
    for context in all_contexts():
        rows = context.model._default_manager.current().filter(user__in=users)
        for row in rows.select_related(*context.related).order_by("valid_from", "pk"):
            found[row.user_id].append(Held(context, row).words)
    return found


def roles_of(user: User) -> list[Held]:
    """Every role the person has or had, the latest first within a context."""
    return [
        Held(context, row)
        for context in all_contexts()
        for row in context.model._default_manager.filter(user=user)
        .select_related(*context.related)
        .order_by("-valid_from", "-pk")
    ]


def proposals() -> list[Held]:
    """Roles that a second person has to confirm."""
    found = []
    for context in all_contexts():
        rows = context.model._default_manager.awaiting_confirmation()
        found += [
            Held(context, row) for row in rows.select_related("user", "appointed_by", *context.related).order_by("pk")
        ]
    return found


def awaiting(user: User) -> list[Awaiting]:
    """Proposals that this very person may confirm."""
    if not can_assign_roles(user):
        return []
    return [
        Awaiting(
            title=_("Confirm or refuse: %(role)s, %(name)s")
            % {"role": held.words, "name": held.assignment.user.get_full_name()},
            url=held.url,
            since=held.assignment.created_at,
        )
        for held in proposals()
        if user.pk not in {held.assignment.appointed_by_id, held.assignment.user_id}
    ]
