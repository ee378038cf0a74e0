"""What the page of a territory shows of the acts that apply there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.acts import queries, tables
from clusters.models import Territory

SHOWN = 5


def territory_panel(request: HttpRequest, territory: Territory) -> dict[str, Any] | None:
    acts = list(queries.acts_in_force_of(territory)[:SHOWN])
    if not acts:
        return None
    title = _("Legal acts")
    address = f"{reverse('clusters:act-list')}?territory={territory.code}"
    context = {"title": title, "table": tables.short_table(acts, _("The latest in force")), "more": address}
    return {"template": "clusters/acts/panel.html", "context": context, "id": "legal-acts", "title": title}
