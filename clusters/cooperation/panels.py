"""What the room adds to the pages of clusters and organisations, and who may see what its notices tell of."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User, today
from accounts.notices import visibility
from clusters import panels
from clusters.access import can_edit_organisation
from clusters.cooperation import access, network_pages, tables
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.cooperation.queries.matching import notices_for
from clusters.cooperation.queries.network import network_of
from clusters.cooperation.queries.partners import notices_for_list
from clusters.models import Cluster, Membership, Organisation

SHOWN = 5


def cluster_panel(request: HttpRequest, cluster: Cluster) -> dict[str, Any]:
    """The finding of the network, and the newest notices of the members."""
    members = Membership.objects.current().filter(cluster=cluster)
    notices = notices_for_list().filter(organisation__in=members.values("organisation"))[:SHOWN]
    return {
        "template": "clusters/cooperation/panel_cluster.html",
        "context": {
            "cluster": cluster,
            "finding": network_pages.finding(network_of(cluster, today())),
            "table": tables.notices_table(notices, _("Open offers and requests of members")),
        },
        "id": "cooperation",
        "title": _("Co-operation"),
    }


def organisation_panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Open notices of the organisation; for those who keep it, its links and what suits it."""
    keeps = can_edit_organisation(request.user, organisation)
    represents = access.can_represent(request.user, organisation)
    notices = list(notices_for_list().filter(organisation=organisation)[:SHOWN])
    if not notices and not keeps and not represents:
        return None
    return {
        "template": "clusters/cooperation/panel_organisation.html",
        "context": {
            "organisation": organisation,
            "keeps": keeps,
            "represents": represents,
            "table": tables.notices_table(notices, _("Open offers and requests")),
            "suited": tables.suited_notices_table(notices_for(organisation, SHOWN) if represents else []),
        },
        "id": "cooperation",
        "title": _("Co-operation"),
    }


def _sees_notice(user: User, public_id: str) -> bool:
    return access.notices_visible_to(user).filter(public_id=public_id).exists()


def _sees_interest(user: User, public_id: str) -> bool:
    return access.interests_visible_to(user).filter(public_id=public_id).exists()


def register() -> None:
    """Safe to repeat."""
    visibility.register(PartnerNotice, _sees_notice)
    visibility.register(Interest, _sees_interest)
    for place, panel in ((panels.CLUSTER_PANELS, cluster_panel), (panels.ORGANISATION_PANELS, organisation_panel)):
        if panel not in place:
            place.append(panel)
