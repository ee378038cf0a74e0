"""The list of reports, a report, its frozen file."""

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competitiveness import access, queries
from competitiveness.digests import canonical_json
from competitiveness.enums import ReportKind, ReportState
from competitiveness.filters import ReportListFilter
from competitiveness.forms import WithdrawForm
from competitiveness.models import Report
from competitiveness.presentation import cluster, general, territory
from competitiveness.transitions import PUBLISH, WITHDRAW
from exchange.filters import filtered

PAGE_SIZE = 25
PRESENTATION = {ReportKind.CLUSTER: cluster, ReportKind.TERRITORY_PROFILE: territory}
TEMPLATES = {
    ReportKind.CLUSTER: "competitiveness/cluster_report_detail.html",
    ReportKind.TERRITORY_PROFILE: "competitiveness/territory_profile_detail.html",
}


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    reports = filtered(request, ReportListFilter, queries.reports_for_list(request.user))
    if not access.sees_drafts(request.user):
        reports.without_drafts()
    page = Paginator(reports.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": reports,
        "page_obj": page,
        "total": page.paginator.count,
        "table": general.reports_table(page, _("Reports")),
        "export_url": f"{reverse('home')}api/v1/reports/export/",
        "may_request": bool(access.requestable_clusters(request.user)) or access.can_request_profiles(request.user),
        "demo_notice": any(report.is_demo for report in page),
    }
    return render(request, "competitiveness/report_list.html", context)


@require_safe
def report_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    report = access.report_for_reading(request.user, public_id)
    shown = PRESENTATION[report.kind]
    context = {
        "report": report,
        "title": shown.title(report),
        "page": shown.page(report),
        "sections": shown.sections(),
        "method": general.method_facts(report),
        "others": general.other_periods(queries.other_periods(report), report),
        "standing": general.standing(report),
        "verbs": _verbs(request, report),
        "demo_notice": report.is_demo,
        "breadcrumbs": [
            {"label": _("Reports"), "url": reverse("competitiveness:report-list")},
            {"label": capfirst(report.subject.name), "url": report.subject.get_absolute_url()},
        ],
    }
    return render(request, TEMPLATES[report.kind], context)


def _verbs(request: HttpRequest, report: Report) -> dict:
    """What may be done with the report, for those who have anything to do with it; the reason where it may not."""
    if not access.holds(request.user, access.READ_DRAFT, report.subject):
        return {}
    return {
        "publish_barred": access.why_not(request.user, PUBLISH, report),
        "withdraw_barred": access.why_not(request.user, WITHDRAW, report),
        "is_draft": report.state == ReportState.DRAFT,
        "withdraw_form": WithdrawForm(),
    }


@require_safe
def report_data(request: HttpRequest, public_id: str) -> HttpResponse:
    """The frozen inputs, method and result with their digests, byte for byte what the digests were taken of."""
    report = access.report_for_reading(request.user, public_id)
    head = {
        "public_id": report.public_id,
        "kind": report.kind,
        "period": report.period,
        "subject": report.subject_key,
        "state": report.state,
        "is_demo": report.is_demo,
        "computed_at": report.computed_at.isoformat(),
        "method": {"code": report.method.code, "version": report.method.version, "digest": report.method.digest},
        "digests": {"algorithm": "sha-256", "inputs": report.input_digest, "result": report.result_digest},
    }
    parts = {"method_config": report.method.config, "inputs": report.inputs, "result": report.result}
    body = json.dumps(head, ensure_ascii=False).encode()[:-1]
    for name, value in parts.items():
        body += b', "' + name.encode() + b'": ' + canonical_json(value)
    response = HttpResponse(body + b"}\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="report-{report.public_id}.json"'
    return response
