"""The OpenAPI document: made from the columns of each list, with every status that can occur."""

from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import SessionScheme as LibrarySessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiFilterExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from exchange.filters import YesNoField
from exchange.formats import FORMATS, Column
from exchange.paging import DEFAULT_SIZE, LARGEST_SIZE
from exchange.problems import MEDIA_TYPE, TITLES

STATUSES = {
    "list": (400, 401, 403, 405, 406, 429),
    "retrieve": (400, 401, 403, 404, 405, 406, 429),
    "export": (400, 401, 403, 405, 429),
}
TEXT_FILES = {"csv": "text/csv", "ndjson": "application/x-ndjson"}


class FaultSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(required=False, help_text=_("The parameter, or the column of a file."))
    row = serializers.IntegerField(required=False, help_text=_("The row of a file, as a spreadsheet numbers it."))
    detail = serializers.CharField(required=False, help_text=_("What is wrong."))
    remedy = serializers.CharField(required=False, help_text=_("What to do."))


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text=_("Number of the request; the logs of the portal know it."))
    errors = FaultSerializer(many=True, required=False)  # type: ignore[assignment]


@extend_schema_field(OpenApiTypes.ANY)
class AnyField(serializers.JSONField):
    pass


FIELDS: dict[str, type[serializers.Field[Any, Any, Any, Any]]] = {
    "text": serializers.CharField,
    "integer": serializers.IntegerField,
    "number": serializers.FloatField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
    "datetime": serializers.DateTimeField,
    "json": AnyField,
}


@cache
def row_serializer(name: str, columns: tuple[Column, ...]) -> type[serializers.Serializer[Any]]:
    """The shape of a row for the document alone: rows are written by `exchange.formats`, not by serializers."""
    fields = {}
    for column in columns:
        words: Any = column.help
        fields[column.name] = FIELDS[column.kind](allow_null=True, required=False, help_text=words)
    return extend_schema_serializer(component_name=name)(type(name, (serializers.Serializer,), fields))


@cache
def page_serializer(name: str, row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    fields = {
        "next": serializers.URLField(allow_null=True, help_text=_("Address of the next page; null on the last one.")),
        "results": row(many=True),
    }
    return extend_schema_serializer(component_name=name, many=False)(type(name, (serializers.Serializer,), fields))


class SessionScheme(LibrarySessionScheme):
    target_class = "accounts.api_authentication.SessionAuthentication"


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.api_authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": now("Issued by the administrator of the portal.")}


class FilterScheme(OpenApiFilterExtension):
    """Parameters as the form of the filter set takes them, which is what decides at a request."""

    target_class = "exchange.filters.StrictFilterBackend"
    priority = 1

    def get_schema_operation_parameters(self, auto_schema: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        filterset = auto_schema.view.filterset_class(queryset=auto_schema.view.queryset.none())
        return [
            {"name": name, "in": "query", "description": str(field.label or ""), "schema": _form_schema(field)}
            for name, field in filterset.form.fields.items()
        ]


def _form_schema(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, YesNoField):
        return {"type": "boolean"}
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        if callable(getattr(choices, "choices", None)):  # read from rows: the document is the same over every database
            return {"type": "string"}
        words = [str(value) for value, _label in choices if value != ""]
        return {"type": "string", "enum": words} if words else {"type": "string"}
    if isinstance(field, forms.DecimalField):
        return {"type": "number"}
    if isinstance(field, forms.DateTimeField):
        return {"type": "string", "format": "date-time"}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    longest = getattr(field, "max_length", None)
    return {"type": "string", "maxLength": longest} if longest else {"type": "string"}


class PortalSchema(AutoSchema):
    """Schema of `ListViewSet`; other views keep the library's own."""

    view: Any

    @property
    def _is_list_set(self) -> bool:
        return bool(getattr(self.view, "columns", None))

    def get_operation_id(self) -> str:
        if not self._is_list_set:
            return str(super().get_operation_id())
        return f"{self.view.basename}_{self.view.action}".replace("-", "_")

    def get_tags(self) -> list[str]:
        return [self.view.basename] if self._is_list_set else super().get_tags()

    def get_filter_backends(self) -> list[Any]:
        """Filters belong to the list and to its file alike."""
        if self._is_list_set:
            return list(self.view.filter_backends) if self.view.action in {"list", "export"} else []
        return list(super().get_filter_backends())

    def get_description(self) -> str:  # type: ignore[override]
        if not self._is_list_set:
            return str(super().get_description())
        whole = now("The whole filtered list as a file, nothing cut off.")
        return f"{self.view.about} {whole}" if self.view.action == "export" else str(self.view.about)

    def get_override_parameters(self) -> list[Any]:
        if not self._is_list_set:
            return list(super().get_override_parameters())
        return parameters(self.view.action, [sign + word for word in self.view.sorts for sign in ("", "-")])

    def get_response_serializers(self) -> Any:
        if not self._is_list_set:
            return super().get_response_serializers()
        action, name = self.view.action, self.view.row_name
        row = row_serializer(name, tuple(self.view.columns))
        if action == "export":
            whole = self._files(row)
        else:
            whole = {200: page_serializer(f"{name}Page", row) if action == "list" else self._detail(row)}
        return {**whole, **{(status, MEDIA_TYPE): _problem(status) for status in STATUSES[action]}}

    def _detail(self, row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
        more = self.view.detail_columns
        return row_serializer(f"{self.view.row_name}Detail", (*self.view.columns, *more)) if more else row

    def _files(self, row: type[serializers.Serializer[Any]]) -> dict[Any, Any]:
        files: dict[Any, Any] = {}
        for form in FORMATS.values():
            kind = form.media_type.partition(";")[0]
            content: Any = {"csv": str, "ndjson": str, "json": row(many=True)}.get(form.name, OpenApiTypes.BINARY)
            files[(200, kind)] = OpenApiResponse(content, now("The whole list as a file."))
        return files


def parameters(action: str, sorts: list[str]) -> list[OpenApiParameter]:
    """What stands in the address besides filters, by action."""
    fields = _query("fields", now("Names of the fields wanted, divided by commas; all if left out."))
    if action == "retrieve":
        return [fields]
    shared = (
        [fields, _query("sort", now("Order of the rows; a minus turns it round."), enum=sorts)] if sorts else [fields]
    )
    if action == "list":
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE}
        return [
            *shared,
            _query("page_size", now("Rows of a page."), type=size),
            _query("cursor", now("Place to go on from; it stands in “next” and is not made by hand.")),
        ]
    delimiter = now("CSV only: “semicolon” also writes decimal commas, as a Russian Excel expects.")
    return [
        *shared,
        _query("format", now("Format of the file."), enum=list(FORMATS), default="csv"),
        _query("delimiter", delimiter, enum=["comma", "semicolon"]),
        _query("bom", now("CSV only: a byte order mark, by which Excel knows UTF-8."), type=bool),
    ]


def _query(name: str, text: str, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, more.pop("type", str), OpenApiParameter.QUERY, description=text, **more)


def _problem(status: int) -> OpenApiResponse:
    return OpenApiResponse(ProblemSerializer, str(TITLES[status]))
