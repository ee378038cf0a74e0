"""What a chain alone cannot show: a tail cut together with its head; and a file of checkpoints that was itself touched."""

import datetime as dt
import json
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.models import AuditEvent, AuditStream, TrailCheck
from accounts.tasks import checkpoint_audit, verify_audit
from accounts.trail import checkpoints
from tests.accounts.trail.conftest import rows, tamper

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, int]]:
    return [(problem.stream, problem.sequence) for problem in audit.verify()]


def lines(book) -> list[dict]:
    return [json.loads(line) for line in book.read_text().splitlines()]


def cut_with_head(stream: str, last: int) -> None:
    """The last rows and what the head remembers of them: the chain that is left is whole in itself."""
    tamper(connection, "DELETE FROM accounts_auditevent WHERE stream = %s AND sequence > %s", stream, last)
    left = AuditEvent.objects.filter(stream=stream).order_by("-sequence").first()
    AuditStream.objects.filter(name=stream).update(sequence=last, digest=left.digest)


def test_line_says_when_and_of_each_stream_the_head_and_is_signed(book) -> None:
    rows(3)
    rows(1, "other")
    digest = checkpoint_audit()
    (line,) = lines(book)
    assert [(head["stream"], head["sequence"], head["count"]) for head in line["streams"]] == [
        ("main", 3, 3),
        ("other", 1, 1),
    ]
    assert line["streams"][0]["digest"] == AuditStream.objects.get(name="main").digest
    assert dt.datetime.fromisoformat(line["at"]).utcoffset() == dt.timedelta(0)
    assert (line["previous"], len(line["signature"])) == ("", 64)
    assert (TrailCheck.objects.get().digest, TrailCheck.objects.get().rows) == (digest, 4)
    assert (book.stat().st_mode & 0o777, found()) == (0o600, [])


def test_lines_follow_each_other(book) -> None:
    first = checkpoint_audit()
    rows(2)
    checkpoint_audit()
    assert [line["previous"] for line in lines(book)] == ["", first]
    assert found() == []


def test_tail_cut_with_the_head_is_found_at_the_row(book) -> None:
    rows(5)
    cut_with_head("main", 3)
    assert found() == []  # what the chain alone says
    rows(2)
    checkpoint_audit()
    cut_with_head("main", 2)
    assert found() == [("main", 3)]
    assert "rows up to 5, seen by the checkpoint" in str(audit.verify()[0])


def test_tail_cut_and_written_anew_is_found_at_the_row(book) -> None:
    rows(5)
    checkpoint_audit()
    cut_with_head("main", 3)
    rows(4, after={"other": "story"})
    assert found() == [("main", 5)]
    assert "is not the row that the checkpoint" in str(audit.verify()[0])


def test_stream_taken_away_altogether_is_found(book) -> None:
    rows(2)
    checkpoint_audit()
    tamper(connection, "DELETE FROM accounts_auditevent")
    AuditStream.objects.all().delete()
    assert found() == [("main", 1)]


def test_changed_line_is_not_believed_and_told_by_its_number(book) -> None:
    rows(2)
    for _time in range(3):
        checkpoint_audit()
    text = book.read_text().splitlines()
    text[1] = text[1].replace('"sequence":2', '"sequence":1')
    book.write_text("\n".join(text) + "\n")
    assert found() == [("checkpoints", 2), ("checkpoints", 3)]
    assert "signature is not the portal's" in str(audit.verify()[0])


def test_made_up_line_is_not_believed(book, settings) -> None:
    rows(2)
    checkpoint_audit()
    key, settings.SECRET_KEY = settings.SECRET_KEY, "another key " * 5
    checkpoint_audit()
    settings.SECRET_KEY = key
    assert found() == [("checkpoints", 2)]


def test_line_signed_under_a_former_key_is_believed(book, settings) -> None:
    rows(2)
    checkpoint_audit()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    checkpoint_audit()
    assert found() == []


@pytest.mark.parametrize("left", [0, 1])
def test_cut_file_is_found_by_what_the_database_remembers(book, left: int) -> None:
    for _time in range(2):
        checkpoint_audit()
    book.write_text("".join(f"{line}\n" for line in book.read_text().splitlines()[:left]))
    assert found() == [("checkpoints", left + 1)]


def test_missing_file_is_found(book) -> None:
    checkpoint_audit()
    book.unlink()
    assert found() == [("checkpoints", 1)]


def test_line_left_out_is_found_at_the_next(book) -> None:
    for _time in range(3):
        checkpoint_audit()
    text = book.read_text().splitlines()
    book.write_text(f"{text[0]}\n{text[2]}\n")
    assert found() == [("checkpoints", 2)]


@pytest.mark.parametrize("rest", ["{", "[]", "null", '{"at": "x", "streams": [], "signature": ""}'])
def test_line_broken_off_by_a_fall_is_told_and_hides_nothing(book, rest: str) -> None:
    rows(2)
    checkpoint_audit()
    with book.open("a") as file:
        file.write(rest)
    checkpoint_audit()
    assert found() == [("checkpoints", 2)]
    cut_with_head("main", 1)
    assert ("main", 2) in found()


def test_file_put_aside_after_a_restore_begins_a_new_one(book) -> None:
    rows(3)
    checkpoint_audit()
    cut_with_head("main", 2)
    book.rename(book.with_suffix(".before"))
    checkpoint_audit()
    assert found() == []


def test_checkpoint_is_mailed_where_asked_and_a_dead_server_hinders_nothing(book, settings, monkeypatch) -> None:
    settings.AUDIT_MAIL_TO = ["auditor@person.example"]
    rows(1)
    checkpoint_audit()
    assert (mail.outbox[0].to, json.loads(mail.outbox[0].body)) == (["auditor@person.example"], lines(book)[0])

    def refuse(self, messages):
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    checkpoint_audit()
    assert len(lines(book)) == 2


def test_command_writes_a_checkpoint_or_says_what_hinders(book, settings, capsys) -> None:
    rows(2)
    call_command("checkpoint_audit")
    assert capsys.readouterr().out == f"2 rows, checkpoint {TrailCheck.objects.get().digest}\n"
    settings.AUDIT_CHECKPOINT_FILE = book / "no" / "such"
    with pytest.raises(CommandError, match=r"cannot be written .*Point it to a file of the portal's own"):
        call_command("checkpoint_audit")


def test_verification_is_noted_for_the_page(book) -> None:
    rows(3)
    assert verify_audit() == 0
    tamper(connection, "UPDATE accounts_auditevent SET verb = 'x' WHERE sequence = 2")
    assert verify_audit() == 1
    last = TrailCheck.objects.filter(kind="verification").first()
    assert (last.rows, last.problems) == (3, ["main 2: the content was changed after it was recorded"])
    assert str(last).startswith("verification 20")


def test_list_of_objects_concerned_is_sealed(book) -> None:
    concerned = [("indicators.observation", f"id{number}") for number in range(30)]
    (event,) = rows(1, concerning=concerned)
    assert (event.after["concerns"]["count"], len(event.after["concerns"]["first"])) == (30, 20)
    assert found() == []
    tamper(connection, "DELETE FROM accounts_auditsubject WHERE object_id = 'id29'")
    assert found() == [("main", 1)]


def test_database_refuses_change_of_the_list_of_objects(book) -> None:
    rows(1, concerning=[("", "x")])
    for sql in ("UPDATE accounts_auditsubject SET object_id = 'y'", "DELETE FROM accounts_auditsubject"):
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_superuser_who_switches_triggers_off_is_found_at_the_row(book) -> None:
    """PostgreSQL: the owner is refused by the triggers; a superuser can pass them by, and the seals tell where."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no users; its file is changed in the tests above")
    rows(5)
    checkpoint_audit()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounts_auditevent SET verb = 'test.nothing' WHERE sequence = 2")
        cursor.execute("DELETE FROM accounts_auditevent WHERE sequence = 4")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert found() == [("main", 2), ("main", 4)]
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditevent DISABLE TRIGGER ALL")
    assert ("*", 0) in found()


def test_book_reads_nothing_where_nothing_was_written(book) -> None:
    assert (checkpoints.read().lines, checkpoints.read().problems) == (0, [])
