"""Ask for a report and watch it being computed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from competitiveness import access, actions, tasks
from competitiveness.forms import RequestForm

CRUMBS = "competitiveness:report-list"


@require_http_methods(["GET", "HEAD", "POST"])
def run_request(request: HttpRequest) -> HttpResponse:
    form = RequestForm(request.POST or None, initial=request.GET.dict(), user=request.user)
    if not form.has_subjects:
        raise PermissionDenied(
            _(
                "A cluster report is requested by the coordinator of that cluster, a profile by an official or the administrator."
            )
        )
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.request_report(by=request.user, **form.request())
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            tasks.wake(run)
            messages.success(
                request, _("The report has been requested. You can leave this page: the computation goes on.")
            )
            return redirect(run)
    context = {"form": form, "breadcrumbs": [{"label": _("Reports"), "url": reverse(CRUMBS)}]}
    return render(request, "competitiveness/run_form.html", context, status=422 if form.errors else 200)


@require_safe
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    run = access.run_for_reading(request.user, pk)
    context = {
        "run": run,
        "breadcrumbs": [{"label": _("Reports"), "url": reverse(CRUMBS)}],
    }
    template = "run_state.html" if request.htmx else "run_detail.html"
    response = render(request, f"competitiveness/{template}", context)
    if request.htmx and run.is_finished:
        response["HX-Refresh"] = "true"
    return response
