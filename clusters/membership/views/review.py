"""The coordinator's queue, and what is done with several applications of it at once."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clusters import pages
from clusters.membership import access, actions, queries, tables
from clusters.membership import pages as own
from clusters.membership.filters import ApplicationFilter
from clusters.membership.models import MembershipApplication
from clusters.models import Cluster
from exchange.filters import filtered

TOGETHER = {
    "take": gettext_lazy("Take into review"),
    "put_back": gettext_lazy("Put back into the queue"),
    "remind": gettext_lazy("Remind of the correction"),
}
UNDONE_BY = {"take": "put_back"}
MOST_TOGETHER = 100


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = access.cluster_for_review(request.user, slug)
    applications = filtered(request, ApplicationFilter, queries.queue_of(cluster))
    page = pages.page_of(request, applications.qs)
    context = {
        "cluster": cluster,
        "filter": applications,
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [tables.queue_row(row) for row in page],
        "deeds": TOGETHER,
        "breadcrumbs": pages.crumbs_of_cluster(cluster),
    }
    return render(request, "clusters/membership/application_queue.html", context)


@require_POST
def together(request: HttpRequest, slug: str) -> HttpResponse:
    """First the rows are named, then, confirmed, each is done for itself; those that cannot be say why."""
    cluster = access.cluster_for_review(request.user, slug)
    verb = request.POST.get("verb", "")
    chosen = _chosen(request, cluster)
    if verb not in TOGETHER or not chosen:
        return redirect("clusters:application-queue", slug)
    context: dict[str, Any] = {
        "cluster": cluster,
        "verb": verb,
        "label": TOGETHER[verb],
        "rows": chosen,
        "breadcrumbs": own.crumbs_of_queue(cluster),
    }
    if "confirmed" in request.POST:
        context["outcomes"] = [_outcome(request, row, verb) for row in chosen]
        done = [outcome["application"] for outcome in context["outcomes"] if not outcome["reason"]]
        context |= {"undo": UNDONE_BY.get(verb) if done else None, "done": done}
    return render(request, "clusters/membership/applications_together.html", context)


def _chosen(request: HttpRequest, cluster: Cluster) -> list[MembershipApplication]:
    words = request.POST.getlist("rows")[:MOST_TOGETHER]
    return list(queries.queue_of(cluster).filter(public_id__in=words))


def _outcome(request: HttpRequest, application: MembershipApplication, verb: str) -> dict[str, Any]:
    try:
        if verb == "remind":
            actions.remind(by=request.user, application=application)
        else:
            actions.take_step(by=request.user, application=application, verb=verb)
    except (ValidationError, PermissionDenied) as refused:
        reason = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
        return {"application": application, "reason": reason}
    return {"application": application, "reason": "", "word": _("done")}
