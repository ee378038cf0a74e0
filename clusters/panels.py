"""Places where higher rooms add what they know to a page of this one.

A room above registers a callable in its AppConfig.ready(): it is given the request and the object of the page and
returns {"template", "context", "id", "title"} (the last two for the side index, optional) or None for nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

Panel = Callable[[HttpRequest, Any], dict[str, Any] | None]

CLUSTER_PANELS: list[Panel] = []
ORGANISATION_PANELS: list[Panel] = []
TERRITORY_PANELS: list[Panel] = []

# What is said of an organisation that asks to be admitted: each check is given the cluster and the organisation (with its
# territory) and returns {"code", "state", "text"} for each rule; the state is "passed", "failed" or "unknown".
ReviewCheck = Callable[[Any, Any], list[dict[str, str]]]
REVIEW_CHECKS: list[ReviewCheck] = []


def rendered(panels: Sequence[Panel], request: HttpRequest, obj: Any) -> list[dict[str, str]]:
    """What the panels have to show, in the order of registration: {"html", "id", "title"}."""
    shown = []
    for panel in panels:
        part = panel(request, obj)
        if part:
            html = render_to_string(part["template"], part.get("context") or {}, request)
            shown.append({"html": html, "id": part.get("id", ""), "title": str(part.get("title", ""))})
    return shown
