"""The drawn network of a cluster and of the whole region, its tables, files and JSON."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import today
from clusters.access import cluster_for_reading
from clusters.cooperation import network_pages, pages
from clusters.cooperation.drawing import drawing
from clusters.cooperation.forms import date_input
from clusters.cooperation.queries.network import Network, between_clusters, network_measures, network_of
from clusters.models import Cluster
from clusters.pages import PAGE_SIZE
from exchange.faults import BadParameters, FieldError
from exchange.filters import unknown_parameters
from exchange.formats import FORMATS

SHOWN = ("members", "links")
PASSED = ("on", "sort", "page", "show", "format")


class DayForm(forms.Form):
    on = forms.DateField(required=False, widget=date_input())


@require_safe
def of_cluster(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, cluster_for_reading(request.user, slug))


@require_safe
def of_region(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


def _page(request: HttpRequest, cluster: Cluster | None) -> HttpResponse:
    day = _day(request)
    network = network_of(cluster, day)
    everyone = {found.pk: found for found in Cluster.objects.all()}
    show, sort = _word(request, "show", SHOWN), _sort(request)
    whole = list(everyone.values())
    context = {
        "cluster": cluster,
        "on": day,
        "is_today": day == today(),
        "network": network,
        "finding": network_pages.finding(network),
        "facts": network_pages.facts(network),
        "drawing": drawing(network, everyone),
        "summary": network_pages.summary_words(network),
        "comparison": network_pages.comparison([network_of(found, day) for found in whole]),
        "matrix": network_pages.matrix_table(between_clusters(network, whole), whole) if cluster is None else None,
        "show": show,
        **_table(request, network, show, sort),
        "demo_notice": any(node.is_demo for node in network.nodes),
        "breadcrumbs": pages.crumbs_of_network(cluster),
        **_addresses(cluster, show),
    }
    return render(request, "clusters/cooperation/network.html", context)


def _table(request: HttpRequest, network: Network, show: str, sort: str) -> dict[str, Any]:
    if show == "links":
        page = Paginator(network.edges, PAGE_SIZE).get_page(request.GET.get("page"))
        return {"page_obj": page, "table": network_pages.links_table(network, page.object_list)}
    rows = network_pages.in_order(network_pages.measured_rows(network), sort)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {"page_obj": page, "table": network_pages.members_table(page.object_list)}


def _addresses(cluster: Cluster | None, show: str) -> dict[str, str]:
    if cluster is None:
        return {
            "json_url": reverse("clusters:network-json"),
            "export_url": reverse("clusters:network-export", args=[show]),
        }
    return {
        "json_url": reverse("clusters:cluster-network-json", args=[cluster.slug]),
        "export_url": reverse("clusters:cluster-network-export", args=[cluster.slug, show]),
    }


@require_safe
def json_of_cluster(request: HttpRequest, slug: str) -> HttpResponse:
    return _json(request, cluster_for_reading(request.user, slug))


@require_safe
def json_of_region(request: HttpRequest) -> HttpResponse:
    return _json(request, None)


def _json(request: HttpRequest, cluster: Cluster | None) -> HttpResponse:
    return JsonResponse(network_measures(cluster, _day(request)), json_dumps_params={"ensure_ascii": False})


@require_safe
def export_of_cluster(request: HttpRequest, slug: str, what: str) -> HttpResponseBase:
    return _export(request, cluster_for_reading(request.user, slug), what)


@require_safe
def export_of_region(request: HttpRequest, what: str) -> HttpResponseBase:
    return _export(request, None, what)


def _export(request: HttpRequest, cluster: Cluster | None, what: str) -> HttpResponseBase:
    if what not in SHOWN:
        raise Http404
    day = _day(request)
    form = FORMATS[_word(request, "format", tuple(FORMATS))]
    network = network_of(cluster, day)
    columns, rows = {
        "members": (network_pages.MEMBER_COLUMNS, network_pages.member_export),
        "links": (network_pages.LINK_COLUMNS, network_pages.link_export),
    }[what]
    response = StreamingHttpResponse(form.write(columns, rows(network)), content_type=form.media_type)
    name = f"network-{cluster.slug if cluster else 'region'}-{what}-{day.isoformat()}.{form.name}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day(request: HttpRequest) -> dt.date:
    """The day asked for, today if none. BadParameters for what is no day and for unknown names."""
    unknown = [name for name in request.GET if name not in PASSED]
    if unknown:
        raise BadParameters(unknown_parameters(unknown, PASSED))
    form = DayForm({"on": request.GET.get("on", "")})
    if not form.is_valid():
        message = _("“%(word)s” is not a day.") % {"word": request.GET["on"][:40]}
        raise BadParameters([FieldError("on", message, _("Write it like 2026-11-24."))])
    return form.cleaned_data["on"] or today()


def _word(request: HttpRequest, name: str, allowed: tuple[str, ...]) -> str:
    """One of the words, the first if none is given."""
    word = request.GET.get(name) or allowed[0]
    if word not in allowed:
        message = _("“%(word)s” is not offered.") % {"word": word[:40]}
        raise BadParameters([FieldError(name, message, _("Allowed: %(words)s.") % {"words": ", ".join(allowed)})])
    return word


def _sort(request: HttpRequest) -> str:
    allowed = [f"{sign}{word}" for word in network_pages.SORTS for sign in ("", "-")]
    return _word(request, "sort", ("-partners", *allowed))
