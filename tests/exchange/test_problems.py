"""One shape of error, with the place and the remedy, and nothing of the inside."""

import json

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404
from django.test import RequestFactory
from rest_framework import exceptions

from accounts import request_context
from exchange.faults import BadParameters, FieldError, RowError, RowErrors, UnreadableFile
from exchange.problems import problem_handler

CONTEXT = {"request": RequestFactory().get("/api/v1/x/")}


def answered(exc: Exception):
    with request_context.bound("0123456789abcdef"):
        response = problem_handler(exc, CONTEXT)
    body = json.loads(response.content)
    assert response["Content-Type"] == "application/problem+json"
    assert body["status"] == response.status_code
    assert body["instance"] == "0123456789abcdef"
    assert body["title"]
    return response, body


@pytest.mark.parametrize(
    ("exc", "status"),
    [
        (Http404(), 404),
        (PermissionDenied(), 403),
        (SuspiciousOperation("inside"), 400),
        (UnreadableFile("not a table"), 400),
        (exceptions.NotAuthenticated(), 401),
        (exceptions.PermissionDenied(), 403),
        (exceptions.NotFound(), 404),
        (exceptions.MethodNotAllowed("POST"), 405),
        (exceptions.NotAcceptable(), 406),
        (exceptions.UnsupportedMediaType("text/x"), 415),
        (exceptions.Throttled(wait=3.2), 429),
    ],
)
def test_each_exception_has_its_status_and_words(exc, status):
    response, body = answered(exc)
    assert response.status_code == status
    assert body["type"] == "about:blank"
    assert "inside" not in str(body)


def test_parameters_are_named_one_by_one():
    _response, body = answered(BadParameters([FieldError("a", "unknown", "use b"), FieldError("c", "bad")]))
    assert body["type"] == "/api/#parameters"
    assert body["errors"] == [
        {"field": "a", "detail": "unknown", "remedy": "use b"},
        {"field": "c", "detail": "bad"},
    ]


def test_rows_of_a_file_are_named_one_by_one():
    _response, body = answered(RowErrors([RowError(5, "inn", "11 digits", "give 10 or 12"), RowError(7, "", "short")]))
    assert body["errors"] == [
        {"row": 5, "field": "inn", "detail": "11 digits", "remedy": "give 10 or 12"},
        {"row": 7, "detail": "short"},
    ]


@pytest.mark.parametrize(
    ("exc", "errors"),
    [
        (ValidationError({"inn": ["wrong"]}), [{"field": "inn", "detail": "wrong"}]),
        (ValidationError("wrong"), [{"detail": "wrong"}]),
        (exceptions.ValidationError({"a": {"b": ["wrong"]}}), [{"field": "a.b", "detail": "wrong"}]),
        (exceptions.ValidationError(["one", "two"]), [{"detail": "one"}, {"detail": "two"}]),
    ],
)
def test_validation_keeps_the_fields(exc, errors):
    assert answered(exc)[1]["errors"] == errors


def test_headers_that_a_client_needs():
    waiting, refused = exceptions.Throttled(wait=3.2), exceptions.AuthenticationFailed()
    refused.auth_header = "Bearer"
    assert answered(waiting)[0]["Retry-After"] == "4"
    assert answered(refused)[0]["WWW-Authenticate"] == "Bearer"


def test_the_unforeseen_is_recorded_and_tells_nothing(caplog):
    response, body = answered(ZeroDivisionError("secret of the inside"))
    assert response.status_code == 500
    assert "secret" not in json.dumps(body)
    assert "secret of the inside" in caplog.text
