"""The audit trail as a file. The formats stand above the room of the trail, so the portal puts the two together."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import audit
from accounts.models import AuditEvent, today
from accounts.trail import queries
from accounts.trail.access import require_reader
from accounts.trail.forms import TrailForm
from accounts.trail.tables import values
from accounts.verbs import verb_words
from exchange.api import begun
from exchange.formats import FORMATS, Column, Options

COLUMNS = (
    Column("stream"),
    Column("sequence", "integer"),
    Column("recorded_at", "datetime"),
    Column("person", "integer"),
    Column("verb"),
    Column("deed"),
    Column("object_type"),
    Column("object_id"),
    Column("before"),
    Column("after"),
    Column("request"),
    Column("address"),
)


@require_safe
def audit_export(request: HttpRequest) -> HttpResponseBase:
    """What the page of the trail shows, without its end. The export is itself a deed of the trail."""
    require_reader(request.user)
    form = TrailForm(request.GET, streams=queries.streams())
    writer = FORMATS.get(request.GET.get("format", "csv"))
    if writer is None:
        raise BadRequest(_("Allowed: %(words)s.") % {"words": ", ".join(FORMATS)})
    if not form.is_valid():
        raise BadRequest(" ".join(message for messages in form.errors.values() for message in messages))
    _record(request, writer.name)
    rows = _rows(form.criteria())
    body = iter(()) if request.method == "HEAD" else begun(writer.write(COLUMNS, rows, Options(bom=True)))
    name = f"audit-{today().isoformat()}.{writer.name}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(body, content_type=writer.media_type, headers=headers)


def _record(request: HttpRequest, form: str) -> None:
    asked = {name: value for name, value in request.GET.items() if value and name not in {"format", "before"}}
    # What was asked may hold a name or an address of a person.
    told = {name: audit.MASKED if name in {"person", "address"} else value for name, value in asked.items()}
    with transaction.atomic():
        audit.record(by=request.user, verb="accounts.export_audit", after={"format": form, "filters": told})


def _rows(criteria: queries.Criteria) -> Iterator[list[Any]]:
    for event in queries.events(criteria).select_related("origin").iterator(chunk_size=2000):
        yield _row(event)


def _row(event: AuditEvent) -> list[Any]:
    origin = getattr(event, "origin", None)
    return [
        event.stream,
        event.sequence,
        event.recorded_at.astimezone(dt.UTC),
        event.actor_id,
        event.verb,
        verb_words(event.verb),
        event.object_type,
        event.object_id,
        values(event.before),
        values(event.after),
        event.request_id,
        str(origin.address) if origin else "",
    ]
