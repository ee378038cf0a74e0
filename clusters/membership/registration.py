"""What this room says of itself when the portal starts."""

from django.utils.translation import gettext_lazy as _

from accounts.invitations import purposes
from accounts.models import User
from accounts.notices import visibility
from clusters import panels
from clusters.membership import access
from clusters.membership.actions.people import REPORTER, grant_reporter, place_of
from clusters.membership.models import MembershipApplication
from clusters.membership.panels import of_cluster, of_organisation


def _sees(user: User, public_id: str) -> bool:
    return access.applications_visible_to(user).filter(public_id=public_id).exists()


def _seen_among(user: User, public_ids: set[str]) -> set[str]:
    rows = access.applications_visible_to(user).filter(public_id__in=public_ids)
    return set(rows.values_list("public_id", flat=True))


def register() -> None:
    """Safe to repeat."""
    purposes.register(purposes.Purpose(REPORTER, _("Reporter of an organisation"), grant_reporter, place_of))
    visibility.register(MembershipApplication, _sees, among=_seen_among)
    if of_cluster not in panels.CLUSTER_PANELS:
        panels.CLUSTER_PANELS.append(of_cluster)
        panels.ORGANISATION_PANELS.append(of_organisation)
