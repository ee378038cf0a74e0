"""The trail as it grows, and as it shows what was done to it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from accounts import audit
from accounts.append_only import guard, is_guarded, unguard
from accounts.models import AuditEvent, AuditStream
from accounts.request_context import bound
from tests import cast

TABLE = "accounts_auditevent"


@pytest.fixture
def trail(db):
    """Five rows of one stream, one of another."""
    for number in range(1, 6):
        audit.record(by=None, verb="test.do_thing", after={"number": number}, stream="main")
    audit.record(by=None, verb="test.do_thing", stream="other")


def tamper(sql: str, *parameters) -> None:
    """What somebody with the rights of the table's owner can do."""
    unguard(connection, TABLE)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    guard(connection, TABLE)


def found(stream: str | None = None) -> list[tuple[str, int]]:
    return [(problem.stream, problem.sequence) for problem in audit.verify(stream)]


def test_row_says_who_what_when_and_in_which_request(db) -> None:
    user, before = cast.visitor(), dt.datetime.now(dt.UTC)
    with bound("request-number-1"):
        event = audit.record(by=user, verb="test.change_user", obj=user, before={"a": 1}, after={"a": 2})
    stored = AuditEvent.objects.get()
    assert (stored.actor, stored.verb, stored.object_type, stored.object_id, stored.before, stored.after) == (
        user, "test.change_user", "accounts.user", str(user.pk), {"a": 1}, {"a": 2},
    )  # fmt: skip
    assert (stored.stream, stored.sequence, stored.request_id) == ("portal", 1, "request-number-1")
    assert before <= stored.recorded_at <= dt.datetime.now(dt.UTC)
    assert str(stored) == "portal 1: test.change_user"
    assert stored.digest == event.digest == audit.digest_of(stored)


def test_rows_are_chained_within_their_stream(trail) -> None:
    rows = list(AuditEvent.objects.filter(stream="main").order_by("sequence"))
    assert [row.sequence for row in rows] == [1, 2, 3, 4, 5]
    assert [row.previous_digest for row in rows] == ["", *(row.digest for row in rows[:-1])]
    assert AuditStream.objects.get(name="main").digest == rows[-1].digest
    assert AuditEvent.objects.get(stream="other").sequence == 1
    assert audit.verify() == []


def test_values_read_back_as_they_were_sealed(db) -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC)
    values = {
        "figure": Decimal("1.50"), "float": 0.1, "big": 10**30, "date": moment.date(), "moment": moment, "none": None,
        "list": [1, (2, "я")], "set": {"б", "а"}, "nul": "a\x00b", "half": "\ud800", "nested": {"ключ": True}, 7: object,
    }  # fmt: skip
    audit.record(by=None, verb="test.keep_values", obj=None, after=values)
    stored = AuditEvent.objects.get().after
    assert (stored["figure"], stored["float"], stored["big"], stored["date"]) == ("1.50", "0.1", 10**30, "2026-01-02")
    assert (stored["list"], stored["set"], stored["nested"]) == ([1, [2, "я"]], ["а", "б"], {"ключ": True})
    assert (stored["nul"], stored["half"], stored["7"]) == ("a\ufffdb", "?", "<class 'object'>")
    assert audit.verify() == []


def test_row_of_the_trail_is_referred_to_by_public_id_or_key(db) -> None:
    user = cast.visitor()
    assert audit.plain(user) == audit.reference(user) == str(user.pk)
    assert audit.reference(None) == ""


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(audit.AuditOutsideTransaction, match=r"test\.do_thing: call audit\.record inside"):
        audit.record(by=None, verb="test.do_thing")
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("sql", [f"UPDATE {TABLE} SET verb = 'other'", f"DELETE FROM {TABLE}"])
def test_database_refuses_change_and_removal(trail, sql: str) -> None:
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEvent.objects.filter(verb="test.do_thing").count() == 6


def test_database_refuses_to_empty_the_table(trail) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE; its DELETE is refused in the test above")
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE} CASCADE")
    assert AuditEvent.objects.count() == 6


def test_edited_row_is_found(trail) -> None:
    tamper(f"UPDATE {TABLE} SET verb = 'test.do_nothing' WHERE stream = 'main' AND sequence = 3")
    assert found() == [("main", 3)]
    assert "content was changed" in str(audit.verify()[0])


def test_edited_row_with_a_new_digest_is_found_at_the_next(trail) -> None:
    event = AuditEvent.objects.get(stream="main", sequence=3)
    event.verb = "test.do_nothing"
    digest = audit.digest_of(event)
    where = "WHERE stream = 'main' AND sequence = 3"
    tamper(f"UPDATE {TABLE} SET verb = 'test.do_nothing', digest = %s {where}", digest)
    assert found() == [("main", 4)]


def test_last_row_rewritten_is_found_by_the_head(trail) -> None:
    event = AuditEvent.objects.get(stream="main", sequence=5)
    event.verb = "test.do_nothing"
    digest = audit.digest_of(event)
    where = "WHERE stream = 'main' AND sequence = 5"
    tamper(f"UPDATE {TABLE} SET verb = 'test.do_nothing', digest = %s {where}", digest)
    assert found() == [("main", 5)]
    assert "head remembers" in str(audit.verify()[0])


def test_removed_row_is_found(trail) -> None:
    tamper(f"DELETE FROM {TABLE} WHERE stream = 'main' AND sequence = 2")
    assert found("main") == [("main", 2)]
    assert found("other") == []


def test_swapped_rows_are_found(trail) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        tamper(f"UPDATE {TABLE} SET sequence = %s WHERE stream = 'main' AND sequence = %s", new, old)
    assert {number for _stream, number in found()} >= {2, 3}


def test_cut_tail_is_found_by_the_head(trail) -> None:
    tamper(f"DELETE FROM {TABLE} WHERE stream = 'main' AND sequence > 3")
    assert found() == [("main", 4)]


def test_head_set_back_is_found(trail) -> None:
    AuditStream.objects.filter(name="main").update(sequence=3)
    assert ("main", 5) in found()
    AuditStream.objects.filter(name="main").delete()
    assert ("main", 5) in found()


def test_missing_guard_is_told(trail) -> None:
    unguard(connection, TABLE)
    assert not is_guarded(connection, TABLE)
    assert found() == [("*", 0)]
    guard(connection, TABLE)
    assert found() == []


def test_verify_audit_prints_the_heads(trail, capsys) -> None:
    call_command("verify_audit")
    head = AuditStream.objects.get(name="main").digest
    assert capsys.readouterr().out.splitlines() == [
        f"main: 5 rows, head {head}",
        f"other: 1 rows, head {AuditStream.objects.get(name='other').digest}",
        "The audit trail is whole.",
    ]
    call_command("verify_audit", "--stream", "other")
    assert capsys.readouterr().out.startswith("other: 1 rows")


def test_verify_audit_fails_on_a_changed_row(trail, capsys) -> None:
    tamper(f"UPDATE {TABLE} SET request_id = 'x' WHERE stream = 'main' AND sequence = 4")
    with pytest.raises(CommandError, match=r"1 problem") as error:
        call_command("verify_audit")
    assert error.value.returncode == 1
    assert capsys.readouterr().err == "main 4: the content was changed after it was recorded\n"


def test_verify_audit_names_the_streams_there_are(trail) -> None:
    with pytest.raises(CommandError, match=r"no stream 'mian'. Streams: main, other"):
        call_command("verify_audit", "--stream", "mian")


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain_without_gap_or_double() -> None:
    writers, each = 8, 10
    start = Barrier(writers)

    def write(writer: int) -> None:
        start.wait()
        for number in range(each):
            with transaction.atomic():
                audit.record(by=None, verb="test.do_thing", after={"writer": writer, "number": number}, stream="busy")
        connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    sequences = AuditEvent.objects.filter(stream="busy").order_by("sequence").values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, writers * each + 1))
    assert audit.verify() == []
