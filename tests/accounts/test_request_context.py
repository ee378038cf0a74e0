"""The request's number, and lines of the log that cannot be forged."""

import logging

import pytest
from django.test import Client

from accounts.request_context import RequestIdFilter, accept_or_make, begin, bound, current_request_id


def logged(message: str, *arguments: object) -> logging.LogRecord:
    record = logging.LogRecord("test", logging.INFO, "file", 1, message, arguments, None)
    assert RequestIdFilter().filter(record)
    return record


@pytest.mark.parametrize("offered", ["abcdefgh", "A-1" * 20, "0" * 64])
def test_well_formed_number_is_kept(offered: str) -> None:
    assert accept_or_make(offered) == offered


@pytest.mark.parametrize("offered", ["", "short", "0" * 65, "abcdefgh\n", "abc defgh", "абвгдежз", "abcdefgh;"])
def test_any_other_is_replaced(offered: str) -> None:
    made = accept_or_make(offered)
    assert made != offered
    assert len(made) == 32


def test_number_is_known_inside_only() -> None:
    begin("outer-number")
    with bound("inner-number"):
        assert current_request_id() == "inner-number"
    assert current_request_id() == "outer-number"


def test_log_line_carries_the_number() -> None:
    with bound("request-number"):
        assert logged("x").request_id == "request-number"
    with bound(""):
        assert logged("x").request_id == "-"


def test_log_line_stays_one_line() -> None:
    forged = logged("user %s", "a\nINFO forged\x1b[31m\u2028b")
    assert forged.getMessage() == "user a\\nINFO forged\\x1b[31m\\u2028b"
    assert logged("Привет %s", "мир").getMessage() == "Привет мир"


@pytest.mark.django_db
def test_answer_names_the_request() -> None:
    client = Client()
    assert (
        client.get("/accounts/login/", headers={"X-Request-ID": "given-number-7"})["X-Request-ID"] == "given-number-7"
    )
    assert len(client.get("/accounts/login/", headers={"X-Request-ID": "bad\x01"})["X-Request-ID"]) == 32


@pytest.mark.django_db
def test_refusal_is_logged_under_the_number_of_its_request(caplog) -> None:
    caplog.handler.addFilter(RequestIdFilter())
    Client().get("/no/such/page/", headers={"X-Request-ID": "lost-request-1"})
    assert [record.request_id for record in caplog.records if record.name == "django.request"] == ["lost-request-1"]
