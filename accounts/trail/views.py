"""The page of the trail: who did what and when, and whether the trail is whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.trail import queries
from accounts.trail.access import require_reader
from accounts.trail.forms import TrailForm
from accounts.trail.tables import audit_table, check_facts


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    require_reader(request.user)
    form = TrailForm(request.GET, streams=queries.streams())
    before = request.GET.get("before", "")
    key = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = queries.page(form.criteria(), key) if form.is_valid() else queries.Found([], 0, None)
    checks = queries.last_checks()
    verified = checks["verification"]
    context = {
        "filter": {"form": form},
        "found": found,
        "counted": queries.COUNTED,
        "before": key,
        "table": audit_table(found.events),
        "facts": check_facts(checks),
        "problems": verified.problems if verified else [],
        "export_url": reverse("audit-export"),
        "breadcrumbs": [
            {"label": _("Your account"), "url": reverse("accounts:profile")},
            {"label": _("Audit trail"), "url": ""},
        ],
    }
    return render(request, "accounts/audit_list.html", context)
