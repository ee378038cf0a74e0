"""One's own data: looking, taking along, asking to be erased; and the administrator's decision."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.door.reauthentication import recently_authenticated
from accounts.personal_data import actions, queries, reading
from accounts.personal_data.access import can_decide, request_for_deciding
from accounts.personal_data.forms import RefusalForm
from accounts.personal_data.sources import all_sources


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Your account"), "url": reverse("accounts:profile")}]


@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    found = queries.copy_of(request.user)
    context = {
        "facts": reading.facts(found["account"]),
        "tables": reading.tables(found, all_sources()),
        "open_request": queries.open_request(request.user),
        "breadcrumbs": _crumbs(),
    }
    return render(request, "accounts/personal_data.html", context)


@require_POST
@recently_authenticated
def personal_data_file(request: HttpRequest) -> HttpResponse:
    text = json.dumps(actions.export_own_data(by=request.user), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="personal-data.json"'
    return response


@require_POST
@recently_authenticated
def erasure_file(request: HttpRequest) -> HttpResponse:
    try:
        actions.file_erasure(by=request.user)
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("Your request has been filed. An administrator decides on it."))
    return redirect("accounts:personal-data")


@require_POST
def erasure_withdraw(request: HttpRequest) -> HttpResponse:
    found = queries.open_request(request.user)
    if found is not None:
        actions.withdraw_erasure(by=request.user, request=found)
        messages.success(request, _("Your request has been withdrawn."))
    return redirect("accounts:personal-data")


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def erasure_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    found = request_for_deciding(request.user, public_id)
    refusing = request.method == "POST" and request.POST.get("deed") == "refuse"
    form = RefusalForm(request.POST if refusing else None)
    if request.method == "POST" and (not refusing or form.is_valid()):
        _decide(request, found, form if refusing else None)
        return redirect("accounts:erasure-detail", public_id)
    context = {
        "erasure": found,
        "form": form,
        "may_decide": can_decide(request.user, found) and found.state == "filed",
        "breadcrumbs": [{"label": _("People"), "url": reverse("accounts:person-list")}],
    }
    return render(request, "accounts/erasure_detail.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, found: Any, form: RefusalForm | None) -> None:
    try:
        if form is not None:
            actions.refuse_erasure(by=request.user, request=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("The request has been refused; the person reads the reason."))
        elif request.POST.get("deed") == "carry_out":
            actions.carry_out_erasure(by=request.user, request=found)
            messages.success(request, _("The personal data have been erased."))
    except (ValidationError, PermissionDenied) as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", None) or [str(refusal)]))
