"""Errors of the REST interface: one shape, RFC 9457 (`application/problem+json`)."""

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.views import set_rollback

from accounts.request_context import current_request_id
from exchange.faults import BadParameters, FieldError, RowError, RowErrors, UnreadableFile

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)

TITLES = {
    400: gettext_lazy("The request cannot be understood"),
    401: gettext_lazy("Sign-in is needed"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("This method is not offered here"),
    406: gettext_lazy("This format is not offered here"),
    415: gettext_lazy("This type of content is not taken"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something broke on our side"),
}
DETAILS = {
    403: gettext_lazy("Your role does not allow this. Ask the administrator of the portal for the right."),
    404: gettext_lazy("There is nothing at this address, or it is not open to you."),
    406: gettext_lazy("Lists and objects are given as application/json. For files see …/export/?format=."),
    500: gettext_lazy("The failure is recorded. When you write to us, give the number in “instance”."),
}


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Iterable[FieldError | RowError] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """A finished response. `instance` is the request number, the same as in the logs and in X-Request-ID."""
    faults = [_entry(error) for error in errors]
    body: dict[str, Any] = {
        "type": "/api/#parameters" if faults and status == HTTPStatus.BAD_REQUEST else "about:blank",
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
        "detail": detail or str(DETAILS.get(status, "")),
        "instance": current_request_id(),
    }
    if faults:
        body["errors"] = faults
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    for name, value in (headers or {}).items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> JsonResponse:
    """Exception handler for Django REST framework. Nothing of an unforeseen error leaves the house but its number."""
    set_rollback()
    if isinstance(exc, BadParameters | RowErrors):
        return problem(400, _("The request was not carried out."), errors=exc.errors)
    if isinstance(exc, UnreadableFile | BadRequest):
        return problem(400, str(exc))
    if isinstance(exc, exceptions.ValidationError | DjangoValidationError):
        return problem(400, _("The request was not carried out."), errors=_validation_errors(exc))
    if isinstance(exc, exceptions.APIException):
        return _api_problem(exc)
    for kind, status in ((Http404, 404), (PermissionDenied, 403), (SuspiciousOperation, 400)):
        if isinstance(exc, kind):
            return problem(status)
    logger.exception("Unforeseen error at %s", context["request"].path, exc_info=exc)
    return problem(500)


def _api_problem(exc: exceptions.APIException) -> JsonResponse:
    headers = {}
    if header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    plain = isinstance(exc, exceptions.NotFound | exceptions.NotAcceptable)
    return problem(exc.status_code, "" if plain else str(exc.detail), headers=headers)


def _validation_errors(exc: exceptions.ValidationError | DjangoValidationError) -> list[FieldError]:
    if isinstance(exc, DjangoValidationError):
        return list(_flatten(getattr(exc, "message_dict", None) or exc.messages, ""))
    return list(_flatten(exc.detail, ""))


def _flatten(detail: Any, field: str) -> Iterable[FieldError]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _flatten(inner, f"{field}.{name}" if field else str(name))
    elif isinstance(detail, list | tuple):
        for inner in detail:
            yield from _flatten(inner, field)
    else:
        yield FieldError(field, str(detail))


def _entry(error: FieldError | RowError) -> dict[str, Any]:
    place = (error.row, error.column) if isinstance(error, RowError) else ("", error.field)
    entry = {"row": place[0], "field": place[1], "detail": error.message, "remedy": error.remedy}
    return {name: value for name, value in entry.items() if value != ""}
