"""Base of every list of the REST interface: one declaration of columns serves list, object, export and schema."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.decorators import action
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from accounts import audit
from accounts.models import today
from accounts.trail.reading import STREAM as READING
from accounts.trail.reading import note_reading
from exchange.faults import BadParameters, FieldError
from exchange.filters import StrictFilterSet, unknown_parameters
from exchange.formats import FORMATS, Column, Format, Options
from exchange.formats.json_format import row_encoder
from exchange.paging import Order, after_cursor, chosen_order, chosen_size
from exchange.rows import rows_of

LIST_NAMES = ("page_size", "cursor", "sort", "fields")
FILE_NAMES = ("format", "sort", "fields", "bom", "delimiter", "page", "page_size", "cursor")
DELIMITERS = {"": False, "comma": False, "semicolon": True}
YES_NO = {"": False, "false": False, "true": True}


class ListViewSet(GenericViewSet[Model]):
    """A public list at `/api/v1/<list>/`, an object at `<list>/<word>/`, a file of the whole at `<list>/export/`.

    Subclasses give `queryset` (or `get_queryset` that asks the room's access), `columns`, `filterset_class`,
    `lookup_field` (a unique public word), `title`, `about`, `row_name`, and as needed `detail_columns`, `sorts`, `order`, `confidential`.
    """

    http_method_names = ["get", "head"]
    lookup_value_regex = r"[A-Za-z0-9_-]{1,64}"
    pagination_class = None

    title: ClassVar[str | Promise] = ""
    about: ClassVar[str | Promise] = ""
    row_name: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]] = ()
    detail_columns: ClassVar[Sequence[Column]] = ()
    filterset_class: ClassVar[type[StrictFilterSet]] = StrictFilterSet
    sorts: ClassVar[Mapping[str, str]] = {}
    order: ClassVar[Order] = Order()
    confidential: ClassVar[bool] = False
    """Whether a signed-in reader may see rows that are not for everyone: their exports are then recorded."""

    @property
    def passes(self) -> Sequence[str]:
        """What may stand in the address besides filters."""
        return FILE_NAMES if self.action == "export" else LIST_NAMES

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if self.action is None:
            raise MethodNotAllowed(request.method or "")
        super().initial(request, *args, **kwargs)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        """The type of a file is chosen by `?format=`, whatever the client says it accepts."""
        if getattr(self, "action", None) == "export":
            return JSONRenderer(), "application/json"
        return super().perform_content_negotiation(request, force)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(finished, ("Accept-Language", "Authorization", "Cookie"))
        if not finished.has_header("Cache-Control"):
            # What a signed-in reader is given no cache keeps; programs keep their copy and its ETag themselves.
            finished["Cache-Control"] = "private, no-store" if request.user.is_authenticated else "private, no-cache"
        return finished

    def list(self, request: Request) -> HttpResponseBase:
        columns, order = self._chosen_columns(self.columns), self._order()
        size = chosen_size(request.query_params.get("page_size", ""))
        rows = order.of(self.filter_queryset(self.get_queryset()))
        if cursor := request.query_params.get("cursor", ""):
            rows = after_cursor(rows, cursor, order, self.lookup_field, self.get_queryset())
        found = list(rows_of(rows[: size + 1], columns, self.lookup_field))
        self._note_reading([str(row[-1]) for row in found[:size]])
        following = self._next(request, str(found[size - 1][-1])) if len(found) > size else None
        return self._answer(request, _page(columns, [row[:-1] for row in found[:size]], following))

    def retrieve(self, request: Request, **kwargs: str) -> HttpResponseBase:
        unknown = [name for name in request.query_params if name != "fields"]
        if unknown:
            raise BadParameters(unknown_parameters(unknown, ["fields"]))
        columns = self._chosen_columns([*self.columns, *self.detail_columns])
        rows = self.get_queryset().order_by().filter(**{self.lookup_field: kwargs[self.lookup_field]})
        found = next(rows_of(rows, columns), None)
        if found is None:
            raise Http404
        self._note_reading([kwargs[self.lookup_field]])
        return self._answer(request, row_encoder(columns)(found) + "\n")

    @action(detail=False)
    def export(self, request: Request) -> HttpResponseBase:
        """The whole filtered list as a file: nothing is cut off, whatever its length."""
        form, options = self._format(), self._options()
        columns = self._chosen_columns(self.columns)
        rows = self._order().of(self.filter_queryset(self.get_queryset()))
        self._record_export(form, rows)
        body = iter(()) if request.method == "HEAD" else begun(form.write(columns, rows_of(rows, columns), options))
        response = StreamingHttpResponse(body, content_type=form.media_type)
        response["Content-Disposition"] = self._disposition(form)
        return response

    def _disposition(self, form: Format) -> str:
        """The name of the file: in the reader's language, and in plain letters for programs that know no other (RFC 6266)."""
        ending = f"{today().isoformat()}.{form.name}"
        full = quote(f"{self.title} {ending}", safe="")
        return f"attachment; filename=\"{self.basename}-{ending}\"; filename*=utf-8''{full}"

    def _chosen_columns(self, columns: Sequence[Column]) -> Sequence[Column]:
        words = self.request.query_params.get("fields", "")
        if not words:
            return columns
        known = {column.name: column for column in columns}
        wanted = list(dict.fromkeys(word.strip() for word in words.split(",")))
        unknown = [word for word in wanted if word not in known]
        if unknown:
            message = _("Unknown fields: %(words)s.") % {"words": ", ".join(unknown)[:200]}
            raise BadParameters([FieldError("fields", message, _("Allowed: %(words)s.") % {"words": ", ".join(known)})])
        return [known[word] for word in wanted]

    def _order(self) -> Order:
        return chosen_order(self.request.query_params.get("sort", ""), self.sorts, self.order)

    def _format(self) -> Format:
        name = self.request.query_params.get("format") or "csv"
        return FORMATS[self._word("format", name, FORMATS)]

    def _options(self) -> Options:
        given = self.request.query_params
        bom = self._word("bom", given.get("bom", ""), YES_NO)
        delimiter = self._word("delimiter", given.get("delimiter", ""), DELIMITERS)
        return Options(bom=YES_NO[bom], semicolon=DELIMITERS[delimiter])

    def _word(self, name: str, word: str, allowed: Mapping[str, Any]) -> str:
        if word in allowed:
            return word
        message = _("“%(word)s” is not offered.") % {"word": word[:60]}
        words = ", ".join(filter(None, allowed))
        raise BadParameters([FieldError(name, message, _("Allowed: %(words)s.") % {"words": words})])

    def confidential_subjects(self, rows: QuerySet[Any]) -> Sequence[tuple[str, str]]:
        """Those of the rows that are not for everyone, as the audit trail calls them: kind and public id."""
        return ()

    def _note_reading(self, words: Sequence[str]) -> None:
        """Reading of confidential rows is a deed, written down before they are given."""
        if self.confidential and self.request.user.is_authenticated and words:
            rows = self.get_queryset().order_by().filter(**{f"{self.lookup_field}__in": words})
            objects, where = self.confidential_subjects(rows), f"REST interface, {self.basename}"
            note_reading(by=self.request.user, verb="exchange.read_list", where=where, objects=objects)

    def _record_export(self, form: Format, rows: QuerySet[Any]) -> None:
        if not self.confidential or not self.request.user.is_authenticated:
            return
        asked = {name: values for name, values in self.request.query_params.lists() if name not in self.passes}
        after = {"list": self.basename, "format": form.name, "filters": asked}
        with transaction.atomic():
            objects = self.confidential_subjects(rows)
            stream = READING if objects else "portal"
            audit.record(
                by=self.request.user, verb="exchange.export_list", after=after, stream=stream, concerning=objects
            )

    def _next(self, request: Request, word: str) -> str:
        query = request.query_params.copy()
        query["cursor"] = word
        return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))

    def _answer(self, request: Request, body: str) -> HttpResponseBase:
        content = body.encode()
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        response = HttpResponse(content, content_type="application/json", headers={"ETag": etag})
        whole: HttpRequest = request._request
        return get_conditional_response(whole, etag=etag, response=response) or response


def _page(columns: Sequence[Column], rows: Sequence[Sequence[Any]], following: str | None) -> str:
    encode = row_encoder(columns)
    address = row_encoder([Column("next")])([following])[1:-1]
    return "{" + address + ', "results": [\n' + ",\n".join(encode(row) for row in rows) + "\n]}\n"


def begun(stream: Iterator[bytes]) -> Iterator[bytes]:
    """The same stream with its first batch made already: what fails at once is still answered with an error."""
    return _after(next(stream, b""), stream)


def _after(first: bytes, stream: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from stream
