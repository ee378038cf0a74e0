"""Who keeps measures, who asks for support and who decides. Strangers are answered as if there were nothing."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, has_portal_permission
from accounts.models import PortalAssignment, User
from accounts.roles import ROLES, roles_granting
from clusters import access as registry
from clusters.access import require
from clusters.models import Membership, Organisation, OrganisationAssignment
from clusters.support.enums import ApplicationState
from clusters.support.models import SupportApplication, SupportMeasure

KEEP_MEASURES = "clusters.keep_measures"
DECIDE_SUPPORT = "clusters.decide_support"
APPLY_SUPPORT = "clusters.apply_support"


def can_keep_measures(user: Person) -> bool:
    return has_portal_permission(user, KEEP_MEASURES)


def can_decide(user: Person) -> bool:
    return has_portal_permission(user, DECIDE_SUPPORT)


def applying_organisations(user: Person) -> QuerySet[Organisation]:
    """Organisations for which the user may ask for support today."""
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    held = OrganisationAssignment.objects.current().filter(user=user, role__in=roles_granting(APPLY_SUPPORT))
    return Organisation.objects.filter(pk__in=held.values("organisation"), replaced_by=None)


def can_apply_for(user: Person, organisation: Organisation) -> bool:
    return applying_organisations(user).filter(pk=organisation.pk).exists()


def can_see_navigator(user: Person, organisation: Organisation) -> bool:
    """Its reporter, the coordinator of a cluster it belongs to today, and those who decide on support."""
    if can_decide(user) or can_apply_for(user, organisation):
        return True
    clusters = registry.coordinated_clusters(user)
    return Membership.objects.current().filter(organisation=organisation, cluster__in=clusters).exists()


def require_measure_keeper(user: Person) -> None:
    require(
        can_keep_measures(user),
        _("Only officials of the region and the administrator keep the measures of support. Write to them."),
    )


def measures_visible_to(user: Person) -> QuerySet[SupportMeasure]:
    rows = SupportMeasure.objects.select_related("giver", "territory")
    return rows if can_keep_measures(user) else rows.published()


def measure_for_reading(user: Person, public_id: str) -> SupportMeasure:
    """Drafts are for their keepers. Http404 alike for a draft and for none."""
    found = measures_visible_to(user).select_related("rule_set").filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no measure of support at this address."))
    return found


def measure_for_keeping(user: Person, public_id: str) -> SupportMeasure:
    found = measure_for_reading(user, public_id)
    require_measure_keeper(user)
    return found


def organisation_for_navigator(user: Person, public_id: str) -> Organisation:
    """The registry is public, so who may not ask is told the rule."""
    found = registry.organisation_for_reading(user, public_id)
    require(
        can_see_navigator(user, found),
        _(
            "Only a reporter of this organisation, the coordinator of its cluster and officials who decide on support see "
            "what it may get. The navigator for everyone asks a few questions instead."
        ),
    )
    return found


def applications_visible_to(user: Person) -> QuerySet[SupportApplication]:
    """One's own, and for those who decide all that has been submitted."""
    rows = SupportApplication.objects.select_related("measure", "organisation")
    own = Q(organisation__in=applying_organisations(user).values("pk"))
    return rows.filter(own | submitted()) if can_decide(user) else rows.filter(own)


def submitted() -> Q:
    """Drafts and what was withdrawn before it was submitted stay with the applicant."""
    return ~Q(state=ApplicationState.DRAFT) & Q(submitted_at__isnull=False)


def application_for_reading(user: Person, public_id: str) -> SupportApplication:
    """Http404 alike for an unknown one and another's."""
    rows = applications_visible_to(user).select_related("measure__rule_set", "rule_version")
    found = rows.filter(public_id=public_id.lower()).first()
    if found is None:
        raise Http404(_("There is no application at this address."))
    return found


def application_for_editing(user: Person, public_id: str) -> SupportApplication:
    found = application_for_reading(user, public_id)
    require_applicant(user, found.organisation)
    return found


def require_applicant(user: Person, organisation: Organisation) -> None:
    require(
        can_apply_for(user, organisation),
        _("Only a reporter of this organisation asks for support in its name. Ask the coordinator for the role."),
    )


def only_applicant(user: Person, application: SupportApplication) -> str:
    """The reason against, for the life-cycle."""
    return "" if can_apply_for(user, application.organisation) else _("only a reporter of the organisation may do this")


def only_decider(user: Person, application: SupportApplication) -> str:
    """Nobody decides on an organisation for which he reports."""
    if not can_decide(user):
        return _("only an official who decides on support may do this")
    if can_apply_for(user, application.organisation):
        return _("you report for this organisation: another official decides")
    return ""


def only_keeper(user: Person, _measure: SupportMeasure) -> str:
    return "" if can_keep_measures(user) else _("only those who keep the measures may do this")


def deciders() -> QuerySet[User]:
    """People who are told of a new application."""
    codes = {code for code in roles_granting(DECIDE_SUPPORT) if ROLES[code].context == "portal"}
    held = PortalAssignment.objects.current().filter(role__in=codes)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def applicants(organisation: Organisation) -> QuerySet[User]:
    """Reporters of the organisation today."""
    held = OrganisationAssignment.objects.current().filter(
        organisation=organisation, role__in=roles_granting(APPLY_SUPPORT)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def can_see_application(user: User, public_id: str) -> bool:
    """For notices: asked again when they are sent and shown."""
    return applications_visible_to(user).filter(public_id=public_id).exists()
