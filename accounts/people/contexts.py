"""Where roles are given: the portal, and what the rooms above add. Registered in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.door.demands import held_by
from accounts.door.demands import register as demand
from accounts.models import AssignmentBase, PortalAssignment

Place = tuple[str, str]


def _the_portal(_assignment: Any) -> Place:
    return "", ""


@dataclass(frozen=True)
class RoleContext:
    """One kind of place in which roles are given.

    `code` is the context of roles.toml; `related` is read along; `where(assignment)` gives the name and the address of
    the place; `field()` is the form's field for the place, None where there is but one; `give(by=, user=, role=, place=,
    valid_from=, valid_until=)` and `end(by=, assignment=, on=)` are actions, which ask their own rules.
    """

    code: str
    title: str | Promise
    model: type[AssignmentBase]
    give: Callable[..., Any]
    end: Callable[..., Any]
    related: tuple[str, ...] = ()
    where: Callable[[Any], Place] = _the_portal
    field: Callable[[], forms.Field] | None = None


_contexts: dict[str, RoleContext] = {}


def register(context: RoleContext) -> None:
    """Safe to repeat. Whose role demands a second factor is told to the door along with it."""
    if context.code not in _contexts:
        _contexts[context.code] = context
        if context.model is not PortalAssignment:
            demand(held_by(context.model))


def all_contexts() -> list[RoleContext]:
    return list(_contexts.values())


def context_of(code: str) -> RoleContext:
    """KeyError for an unknown one."""
    return _contexts[code]


def _give_in_portal(*, place: None = None, **details: Any) -> object:
    return actions.assign_portal_role(**details)


def register_own() -> None:
    register(RoleContext("portal", _("The portal"), PortalAssignment, _give_in_portal, actions.end_portal_role))
