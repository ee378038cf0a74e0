"""Groups of notices, about each of which a person may have a wish; a group takes the kinds that begin with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    code: str
    label: str | Promise
    kinds: Sequence[str]
    fixed: bool = False
    """Always at once, whatever the hour: the safety of the account hangs on it."""


ACCOUNT = Group(
    "account",
    _("Your account: sign-in, roles, invitations"),
    ("accounts.", "clusters.assigned", "clusters.assignment", "clusters.role", "councils.assigned"),
    fixed=True,
)
OTHER = Group("other", _("Everything else"), ())
GROUPS = (
    ACCOUNT,
    Group("membership", _("Membership in clusters"), ("membership.", "clusters.application", "clusters.membership")),
    Group(
        "partners", _("Partners and links"), ("cooperation.", "clusters.offer", "clusters.interest", "clusters.link")
    ),
    Group("support", _("Measures of support"), ("support.", "clusters.support")),
    Group("acts", _("Legal acts and programmes"), ("acts.", "clusters.act")),
    Group("figures", _("Figures and reports"), ("indicators.", "competitiveness.")),
    Group("registry", _("The registry"), ("clusters.", "standing.", "infrastructure.")),
    OTHER,
)
BY_CODE = {group.code: group for group in GROUPS}
# The longest beginning decides: `clusters.assigned` before `clusters.`.
_KINDS = sorted(((kind, group) for group in GROUPS for kind in group.kinds), key=lambda pair: -len(pair[0]))


def group_of(kind: str) -> Group:
    return next((group for beginning, group in _KINDS if kind.startswith(beginning)), OTHER)


def kinds_of(group: Group) -> Q:
    """The condition on notices that belong to the group."""
    longer = {kind: other for kind, other in _KINDS if other is not group}
    if group is OTHER:
        return ~_any(longer)
    mine = Q()
    for beginning in group.kinds:
        closer = [kind for kind in longer if kind.startswith(beginning) and len(kind) > len(beginning)]
        mine |= Q(kind__startswith=beginning) & ~_any(closer) if closer else Q(kind__startswith=beginning)
    return mine


def _any(beginnings: Sequence[str] | dict[str, Group]) -> Q:
    found = Q()
    for beginning in beginnings:
        found |= Q(kind__startswith=beginning)
    return found
