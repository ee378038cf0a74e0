"""Publish and withdraw: a press of a button, the rule in the action.

Who comes by GET (signed in again after the button was pressed, or by a kept address) is led to the report.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from competitiveness import access, actions


@require_http_methods(["GET", "HEAD", "POST"])
def report_publish(request: HttpRequest, public_id: str) -> HttpResponse:
    report = access.report_for_reading(request.user, public_id)
    if request.method != "POST":
        return redirect(report)
    actions.publish_report(by=request.user, report=report)
    messages.success(request, _("The report is published."))
    return redirect(report)


@require_http_methods(["GET", "HEAD", "POST"])
def report_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    report = access.report_for_reading(request.user, public_id)
    if request.method != "POST":
        return redirect(report)
    try:
        actions.withdraw_report(by=request.user, report=report, reason=request.POST.get("reason", ""))
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("The report is withdrawn. It stays readable at its address."))
    return redirect(report)
