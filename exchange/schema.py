"""The OpenAPI document: made from the columns of each list, with every status that can occur."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

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
    field = serializers.CharField(required=False, help_text="The parameter, or the column of a file.")
    row = serializers.IntegerField(required=False, help_text="The row of a file, as a spreadsheet numbers it.")
    detail = serializers.CharField(required=False, help_text="What is wrong.")
    remedy = serializers.CharField(required=False, help_text="What to do.")


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="Number of the request; the logs of the portal know it.")
    errors = FaultSerializer(many=True, required=False)


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


def row_serializer(name: str, columns: Sequence[Column]) -> type[serializers.Serializer[Any]]:
    """The shape of a row for the document alone: rows are written by `exchange.formats`, not by serializers."""
    fields = {
        column.name: FIELDS[column.kind](allow_null=True, required=False, help_text=column.help) for column in columns
    }
    return extend_schema_serializer(component_name=name)(type(name, (serializers.Serializer,), fields))


def page_serializer(name: str, row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    fields = {
        "next": serializers.URLField(allow_null=True, help_text="Address of the next page; null on the last one."),
        "results": row(many=True),
    }
    return extend_schema_serializer(component_name=name, many=False)(type(name, (serializers.Serializer,), fields))


def _query(name: str, text: str, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, more.pop("type", str), OpenApiParameter.QUERY, description=text, **more)


class PortalSchema(AutoSchema):  # type: ignore[no-untyped-call]
    """Schema of `ListViewSet`; other views keep the library's own."""

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

    def get_override_parameters(self) -> list[Any]:
        if not self._is_list_set:
            return list(super().get_override_parameters())
        sorts = [sign + word for word in self.view.sorts for sign in ("", "-")]
        fields = _query("fields", "Names of the fields wanted, divided by commas; all if left out.")
        if self.view.action == "retrieve":
            return [fields]
        shared = (
            [fields, _query("sort", "Order of the rows; a minus turns it round.", enum=sorts)] if sorts else [fields]
        )
        return shared + (_FILE if self.view.action == "export" else _PAGE)

    def get_response_serializers(self) -> Any:
        if not self._is_list_set:
            return super().get_response_serializers()
        action, name = self.view.action, self.view.row_name
        row = row_serializer(name, self.view.columns)
        whole = {
            "list": lambda: {200: page_serializer(f"{name}Page", row)},
            "retrieve": lambda: {200: self._detail(row)},
            "export": lambda: self._files(row),
        }[action]()
        return {**whole, **{(status, MEDIA_TYPE): _problem(status) for status in STATUSES[action]}}

    def _detail(self, row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
        more = self.view.detail_columns
        return row_serializer(f"{self.view.row_name}Detail", [*self.view.columns, *more]) if more else row

    def _files(self, row: type[serializers.Serializer[Any]]) -> dict[Any, Any]:
        files: dict[Any, Any] = {}
        for form in FORMATS.values():
            kind = form.media_type.partition(";")[0]
            content: Any = {"csv": str, "ndjson": str, "json": row(many=True)}.get(form.name, OpenApiTypes.BINARY)
            files[(200, kind)] = OpenApiResponse(content, "The whole list as a file.")
        return files


_PAGE = [
    _query(
        "page_size",
        f"Rows of a page, {DEFAULT_SIZE} if left out.",
        type={"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE},
    ),
    _query("cursor", "Place to go on from; it stands in `next` and is not made by hand."),
]
_FILE = [
    _query("format", "Format of the file, csv if left out.", enum=list(FORMATS)),
    _query(
        "delimiter",
        "CSV only: `semicolon` also writes decimal commas, as a Russian Excel expects.",
        enum=["comma", "semicolon"],
    ),
    _query("bom", "CSV only: a byte order mark, by which Excel knows UTF-8.", type=bool),
]


def _problem(status: int) -> OpenApiResponse:
    title = TITLES[status]
    return OpenApiResponse(ProblemSerializer, str(getattr(title, "_args", [title])[0]))
