"""Pages of the clusters."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import today
from clusters import access, actions, pages, panels, queries, tables
from clusters.filters import ClusterFilter
from clusters.forms import ClusterForm
from exchange.filters import filtered


@require_safe
def cluster_list(request: HttpRequest) -> HttpResponse:
    clusters = filtered(request, ClusterFilter, queries.clusters_with_counts())
    page = pages.page_of(request, clusters.qs)
    context = {"filter": clusters, "page_obj": page, "total": page.paginator.count}
    return render(request, "clusters/cluster_list.html", context)


@require_safe
def cluster_detail(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = access.cluster_for_reading(request.user, slug)
    memberships = queries.memberships_on(cluster, today())
    page = pages.page_of(request, memberships)
    members = queries.members_on(cluster, today())
    context = {
        "cluster": cluster,
        "facts": pages.cluster_facts(cluster, members),
        "page_obj": page,
        "members": tables.members_table(page),
        "links": tables.link_kinds_table(*queries.links_and_members(cluster, today())),
        "known": tables.known_table(queries.known_in_field(cluster)),
        "panels": panels.rendered(panels.CLUSTER_PANELS, request, cluster),
        "may_edit": access.can_edit_cluster(request.user, cluster),
        "demo_notice": cluster.is_demo or memberships.filter(is_demo=True).exists(),
        "breadcrumbs": [{"label": _("Clusters"), "url": reverse("clusters:cluster-list")}],
    }
    return render(request, "clusters/cluster_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cluster_edit(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = access.cluster_for_editing(request.user, slug)
    form = ClusterForm(request.POST or None, instance=cluster)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_cluster(by=request.user, cluster=cluster, changes=form.cleaned_data)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The cluster has been saved."))
            return redirect(cluster)
    context = {"cluster": cluster, "form": form, "breadcrumbs": pages.crumbs_of_cluster(cluster)}
    return render(request, "clusters/cluster_form.html", context, status=422 if form.errors else 200)
