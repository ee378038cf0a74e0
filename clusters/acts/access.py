"""Who keeps the register of acts: officials and the administrator. Reading it is for everyone, candidates excepted."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import LifecycleStep, PortalAssignment, User
from accounts.roles import roles_granting
from clusters.access import require
from clusters.acts.enums import PUBLIC_STATES
from clusters.acts.models import ActFinding, ActRelation, LegalAct

KEEP_ACTS = "clusters.keep_acts"


def can_keep_acts(user: Person) -> bool:
    return has_portal_permission(user, KEEP_ACTS)


def require_keeper(user: Person) -> None:
    require(
        can_keep_acts(user),
        _("Legal acts are kept by officials of the region and the administrator. Ask the administrator for the role."),
    )


def act_for_reading(user: Person, public_id: str) -> LegalAct:
    """The register is public. Http404 where there is no such act."""
    rows = LegalAct.objects.select_related("territory", "owner_organisation", "owner").defer("territory__boundary")
    found = rows.filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no legal act at this address."))
    return found


def act_for_keeping(user: Person, public_id: str) -> LegalAct:
    found = act_for_reading(user, public_id)
    require_keeper(user)
    return found


def relation_for_ending(user: Person, act: LegalAct, public_id: str) -> ActRelation:
    """A relation in force of this very act, from either end. Http404 for another's, an ended one and none alike."""
    require_keeper(user)
    rows = ActRelation.objects.select_related("from_act", "to_act")
    of_act = Q(from_act=act) | Q(to_act=act)
    found = rows.filter(of_act, public_id=public_id.lower(), until=None).first()
    if found is None:
        raise Http404(_("There is no such relation in force."))
    return found


def findings_visible_to(user: Person) -> QuerySet[ActFinding]:
    """What is confirmed is for everyone; candidates and rejected ones for those who keep the acts; one's own for its owner."""
    rows = ActFinding.objects.select_related("act_a", "act_b", "owner", "owner_organisation")
    if can_keep_acts(user):
        return rows
    allowed = Q(state__in=PUBLIC_STATES)
    return rows.filter(allowed | Q(owner=user) if user.is_authenticated else allowed)


def finding_for_reading(user: Person, public_id: str) -> ActFinding:
    """Http404 for a candidate, to those who may not see it, and for none alike."""
    found = findings_visible_to(user).filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no finding at this address."))
    return found


def possible_owners() -> QuerySet[User]:
    """Those who keep acts today: to them a finding may be given."""
    held = PortalAssignment.objects.current().filter(role__in=roles_granting(KEEP_ACTS))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("family_name", "given_name", "pk")


def steps_for_reading(user: Person, finding: ActFinding) -> QuerySet[LifecycleStep]:
    """What became of the finding; what went before it was confirmed is for those who keep acts."""
    steps = LifecycleStep.objects.of(finding)
    return steps if can_keep_acts(user) else steps.filter(to_state__in=PUBLIC_STATES)
