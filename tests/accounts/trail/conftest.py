from pathlib import Path

import pytest

from accounts import audit
from accounts.append_only import guard, unguard
from accounts.request_context import Origin, bound

HERE = Origin("203.0.113.7", "Browser of the tests")


@pytest.fixture
def book(settings, tmp_path) -> Path:
    """The file of checkpoints, of this test alone."""
    settings.AUDIT_CHECKPOINT_FILE = tmp_path / "checkpoints.jsonl"
    return settings.AUDIT_CHECKPOINT_FILE


def rows(number: int, stream: str = "main", **fields) -> list:
    return [audit.record(by=None, verb="test.do_thing", stream=stream, **fields) for _row in range(number)]


def from_here(number: int = 1, **fields) -> list:
    with bound("request-number-1", HERE):
        return rows(number, **fields)


def tamper(connection, sql: str, *parameters) -> None:
    """What somebody with the rights of the table's owner can do."""
    tables = ("accounts_auditevent", "accounts_auditsubject")
    for table in tables:
        unguard(connection, table)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    for table in tables:
        guard(connection, table)
