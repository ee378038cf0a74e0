"""Import of a file in two steps: what would change, then the change."""

from hashlib import sha256
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exchange.reading import DEFAULT_LIMITS, RowErrors, UnreadableFile
from indicators import access, pages, reading, tables
from indicators.actions import ImportReport, import_observations
from indicators.forms import ConfirmForm, ImportForm
from indicators.observation_files import HEADINGS, REQUIRED
from indicators.periods import SHAPES

WAITS_SECONDS = 60 * 60
SHOWN_ERRORS, SHOWN_CHANGES = 100, 100


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    access.require_importer(request.user)
    if "digest" in request.POST:
        return _confirmed(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        data = uploaded.read(DEFAULT_LIMITS.file_bytes + 1)
        return _previewed(request, form, data, uploaded.name)
    return _page(request, form)


def _previewed(request: HttpRequest, form: ImportForm, data: bytes, name: str) -> HttpResponse:
    try:
        report = import_observations(by=request.user, file=_named(data, name), dry_run=True)
    except UnreadableFile as error:
        form.add_error("file", error.message)
        return _page(request, form, status=422)
    except RowErrors as errors:
        table = tables.errors_table(errors.errors[:SHOWN_ERRORS])
        return _page(request, ImportForm(), status=422, errors=table, error_count=len(errors.errors))
    stands = [before for _figure, before in report.counts.changes[:SHOWN_CHANGES] if before is not None]
    reading.note(request.user, stands, where="preview of an import")
    cache.set(_key(request, report.digest), (data, name), WAITS_SECONDS)
    return _page(request, ImportForm(), report=report, changes=_changes(report), confirm=_confirm_form(report))


def _confirmed(request: HttpRequest) -> HttpResponse:
    form = ConfirmForm(request.POST)
    kept = cache.get(_key(request, form.cleaned_data["digest"])) if form.is_valid() else None
    if kept is None:
        messages.error(request, _("The file is no longer kept. Choose it again."))
        return redirect("indicators:import")
    data, name = kept
    try:
        report = import_observations(by=request.user, file=_named(data, name))
    except RowErrors as errors:
        table = tables.errors_table(errors.errors[:SHOWN_ERRORS])
        return _page(request, ImportForm(), status=422, errors=table, error_count=len(errors.errors))
    cache.delete(_key(request, sha256(data).hexdigest()))
    messages.success(request, report.summary)
    return redirect("indicators:import")


def _named(data: bytes, name: str) -> BytesIO:
    file = BytesIO(data)
    file.name = name
    return file


def _key(request: HttpRequest, digest: str) -> str:
    return f"indicators.import.{request.user.pk}.{digest}"


def _confirm_form(report: ImportReport) -> ConfirmForm | None:
    return ConfirmForm(initial={"digest": report.digest}) if report.counts.changes else None


def _changes(report: ImportReport) -> dict[str, Any]:
    return tables.changes_table(report.counts.changes[:SHOWN_CHANGES], len(report.counts.changes))


def _page(request: HttpRequest, form: ImportForm, *, status: int = 200, **more: Any) -> HttpResponse:
    columns = tables.columns_table(HEADINGS, REQUIRED)
    context = {"form": form, "columns": columns, "period_shapes": SHAPES, "breadcrumbs": pages.crumbs(), **more}
    return render(request, "indicators/import_form.html", context, status=status)
