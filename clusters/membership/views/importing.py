"""Import of organisations in two steps: what would change, field by field, then the change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import today
from clusters.actions.imports import RegistryChanged
from clusters.membership import access, importing
from clusters.membership.actions import uploads
from clusters.membership.forms import UploadForm
from clusters.membership.models import OrganisationUpload
from clusters.membership.tables import errors_table
from exchange.formats import FORMATS
from exchange.reading import DEFAULT_LIMITS, RowErrors, UnreadableFile

SHOWN_ERRORS = 100


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    access.require_importer(request.user)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = uploads.keep_upload(
                by=request.user, name=file.name, content=file.read(DEFAULT_LIMITS.file_bytes + 1)
            )
        except UnreadableFile as error:
            form.add_error("file", error.message)
        except RowErrors as errors:
            return _upload_page(request, UploadForm(), errors)
        else:
            return redirect("clusters:organisation-import-preview", kept.public_id)
    return _upload_page(request, form)


def _upload_page(request: HttpRequest, form: UploadForm, errors: RowErrors | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "columns": importing.columns_table(), "breadcrumbs": _crumbs()[:1]}
    if errors is not None:
        context |= {"errors": errors_table(errors.errors[:SHOWN_ERRORS]), "error_count": len(errors.errors)}
    status = 422 if form.errors or errors else 200
    return render(request, "clusters/membership/import_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    kept = access.upload_for_confirming(request.user, public_id)
    if kept is None:
        return _gone(request)
    try:
        if request.method == "POST":
            written = uploads.confirm_upload(by=request.user, upload=kept, shown=request.POST.get("digest", ""))
            messages.success(request, _("Imported: %(number)s rows.") % {"number": written})
            return redirect("clusters:organisation-list")
        plan = uploads.look_again(by=request.user, upload=kept)
    except RegistryChanged:
        messages.warning(request, _("The registry has changed meanwhile. This is what the file would do now."))
        return redirect("clusters:organisation-import-preview", public_id)
    except OrganisationUpload.DoesNotExist:
        return _gone(request)
    except RowErrors as errors:
        return _upload_page(request, UploadForm(), errors)
    context = importing.shown(plan) | {"upload": kept, "plan": plan, "breadcrumbs": _crumbs()}
    return render(request, "clusters/membership/import_preview.html", context)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("The file is no longer kept. Choose it again."))
    return redirect("clusters:organisation-import")


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with the headings, and a line to write over."""
    access.require_importer(request.user)
    body = b"".join(FORMATS["xlsx"].write(importing.COLUMNS_OF_TEMPLATE, importing.example()))
    response = HttpResponse(body, content_type=FORMATS["xlsx"].media_type)
    response["Content-Disposition"] = f'attachment; filename="organisations-{today().isoformat()}.xlsx"'
    return response


def _crumbs() -> list[dict[str, str]]:
    return [
        {"label": _("Organisations"), "url": reverse("clusters:organisation-list")},
        {"label": _("Import of organisations"), "url": reverse("clusters:organisation-import")},
    ]
