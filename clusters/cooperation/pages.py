"""Parts that the pages of the room share: breadcrumbs, verbs, an action behind a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Person
from accounts.lifecycle import Lifecycle, Offer
from clusters.cooperation.models import PartnerNotice
from clusters.models import Cluster

Crumbs = list[dict[str, str]]


def crumbs_of_partners() -> Crumbs:
    return [{"label": _("Partner search"), "url": reverse("clusters:partner-list")}]


def crumbs_of_notice(notice: PartnerNotice) -> Crumbs:
    return [*crumbs_of_partners(), {"label": notice.title, "url": notice.get_absolute_url()}]


def crumbs_of_network(cluster: Cluster | None) -> Crumbs:
    if cluster is None:
        return [{"label": _("Clusters"), "url": reverse("clusters:cluster-list")}]
    return [
        {"label": _("Clusters"), "url": reverse("clusters:cluster-list")},
        {"label": cluster.name, "url": cluster.get_absolute_url()},
    ]


def verbs(life: Lifecycle, user: Person, obj: Any) -> dict[str, Offer | bool | None]:
    """Steps by their word: an offer where it is this person's to take (with the reason where a condition bars it), None
    otherwise; `any` says whether there is one at all."""
    own = {
        offer.step.verb: offer for offer in life.offers(user, obj) if offer.available or not offer.step.may(user, obj)
    }
    return {**{step.verb: own.get(step.verb) for step in life.steps}, "any": bool(own)}


def done_or_refused(request: HttpRequest, act: Callable[[], Any], done: str, address: str) -> HttpResponse:
    """Do it and say so, or say why not; either way back to the page."""
    try:
        act()
    except ValidationError as invalid:
        for message in invalid.messages:
            messages.error(request, message)
    else:
        messages.success(request, done)
    return redirect(address)
