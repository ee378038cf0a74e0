"""Who must show a second factor. Each app that gives roles tells here how its holders are found."""

import datetime as dt
import ipaddress
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from accounts.models import AssignmentBase, PortalAssignment, User, today
from accounts.roles import ROLES

Demand = Callable[[User, dt.date], bool]
_demands: list[Demand] = []


def register(demand: Demand) -> None:
    """`demand(user, date)`: does the person hold, on the date, a role that demands a second factor? Safe to repeat."""
    if demand not in _demands:
        _demands.append(demand)


def demanding_codes() -> list[str]:
    """Codes of the roles with `second_factor` in roles.toml."""
    return sorted(code for code, role in ROLES.items() if role.second_factor)


@cache
def held_by(model: type[AssignmentBase]) -> Demand:
    """The demand of a model of assignments: a demanding role held on the date, in whatever context."""

    def demand(user: User, on: dt.date) -> bool:
        return model._default_manager.on(on).filter(user=user, role__in=demanding_codes()).exists()  # type: ignore[attr-defined]

    return demand


register(held_by(PortalAssignment))


def is_demanded(user: User) -> bool:
    """Must this person, today, sign in with a second factor? Read from the database at every question."""
    if is_waived(user):
        return False
    on = today()
    return user.is_superuser or any(demand(user, on) for demand in _demands)


def is_waived(user: User) -> bool:
    """A demonstration account of an evaluation installation: it can be reached from this machine alone."""
    return user.is_demo and is_evaluation()


def is_evaluation() -> bool:
    """Is the portal reached by plain http at an address that leads nowhere but to this machine?"""
    address = urlsplit(settings.BASE_URL)
    if address.scheme != "http" or not address.hostname:
        return False
    if address.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.hostname).is_loopback
    except ValueError:
        return False
