"""What this room adds to the pages of the registry."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from clusters.models import Organisation, Territory
from indicators import access, queries, reading, tables
from indicators.period_words import period_words

#: What a territory's page tells first, as far as it is published.
TERRITORY_CODES = ("K03", "E01", "A02", "GRP", "E06", "H03", "H05", "H06", "I07", "B02", "AIRPORT-PAX", "TOURISTS")
SHOWN = 8


def territory_figures(request: HttpRequest, territory: Territory) -> dict[str, Any] | None:
    """The latest published figures with their provenance; nothing where none is published."""
    figures = list(queries.latest_of(territory, TERRITORY_CODES).values())[:SHOWN]
    if not figures:
        return None
    return {
        "template": "indicators/_territory_figures.html",
        "context": {"facts": tables.latest_facts(figures)},
        "id": "figures",
        "title": _("Figures of the territory"),
    }


def own_figures(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """The last period of an organisation's own figures, for those who may see them; nothing for others."""
    figures = access.own_figures_for_reading(request.user, organisation)
    if not figures:
        return None
    reading.note(request.user, figures, where="page of the organisation")
    caption = _("Last reported: %(period)s") % {"period": period_words(figures[0].period)}
    return {
        "template": "indicators/_own_figures.html",
        "context": {
            "table": tables.own_figures_table(figures, caption),
            "is_demo": any(row.is_demo for row in figures),
        },
        "id": "own-figures",
        "title": _("Figures of the organisation"),
    }
