"""What this room adds to the page of an organisation: the way to its navigator, for those who may open it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from clusters import panels
from clusters.models import Organisation
from clusters.support import access


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    if not access.can_see_navigator(request.user, organisation):
        return None
    return {
        "template": "clusters/support/_organisation_panel.html",
        "context": {
            "organisation": organisation,
            "may_apply": access.can_apply_for(request.user, organisation),
        },
        "id": "support",
        "title": _("Support"),
    }


def register() -> None:
    """Safe to repeat."""
    if of_organisation not in panels.ORGANISATION_PANELS:
        panels.ORGANISATION_PANELS.append(of_organisation)
