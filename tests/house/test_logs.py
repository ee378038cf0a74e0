"""A refusal is one line of the log; a fault keeps its traceback."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the handler of the settings writes."""
    handler = next(each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def test_refusal_is_one_line(client: Client, written: io.StringIO, db: None) -> None:
    client.force_login(cast.visitor(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("accounts:audit-list")).status_code == 403
    (line,) = written.getvalue().splitlines()
    assert " WARNING [" in line
    assert line.endswith("Forbidden (Permission denied): /accounts/audit/")


def test_fault_keeps_its_traceback(
    client: Client, written: io.StringIO, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.queries.portal_roles", lambda user: 1 / 0)
    client.force_login(cast.visitor(), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.raise_request_exception = False
    assert client.get(reverse("accounts:profile")).status_code == 500
    assert "ZeroDivisionError" in written.getvalue()
