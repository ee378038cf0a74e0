"""Lets Django empty the database after a test that commits.

Such tests end with a flush of every table, which the triggers of the audit trail rightly refuse. They are lifted for
the flush alone: during the test itself they stand.
"""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from accounts.append_only import guard, unguard

TABLES = ("accounts_auditevent", "accounts_auditsubject")


@pytest.fixture(autouse=True, scope="session")
def _audit_trail_flushed_after_committing_tests() -> Iterator[None]:
    flush = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        from django.db import connection

        for table in TABLES:
            unguard(connection, table)
        try:
            flush(case)
        finally:
            for table in TABLES:
                guard(connection, table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
