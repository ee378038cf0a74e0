"""Commands and the demonstration accounts."""

import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts import demo
from accounts.access import can_administer
from accounts.models import ApiToken, AuditEvent, PortalAssignment, User
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data_folder(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def sign_ins() -> list[list[str]]:
    return [line.split("\t") for line in demo.sign_ins_file().read_text(encoding="utf-8").splitlines()]


def test_demo_people_can_sign_in_and_are_marked() -> None:
    people = demo.load()
    rows = sign_ins()
    assert [row[0] for row in rows] == list(people) == [
        "administrator", "administrator_second", "official", "coordinator", "reporter", "reporter_elsewhere", "api_partner",
        "chair", "secretary", "council_member",
    ]  # fmt: skip
    for role, email, password in rows:
        assert authenticate(None, email=email, password=password) == people[role]
    assert all(user.is_demo and user.family_name == "Демо" for user in people.values())
    assert rows[3][1] == "coordinator@demo.example"
    assert can_administer(people["administrator"])
    assert stat.S_IMODE(demo.sign_ins_file().stat().st_mode) == 0o600


def test_demo_load_again_changes_nothing() -> None:
    first, text = demo.load(), demo.sign_ins_file().read_text(encoding="utf-8")
    rows = AuditEvent.objects.count()
    assert demo.load() == first
    assert demo.sign_ins_file().read_text(encoding="utf-8") == text
    assert (User.objects.count(), PortalAssignment.objects.count(), AuditEvent.objects.count()) == (10, 4, rows)


def test_demo_password_is_made_anew_when_the_file_was_lost() -> None:
    demo.load()
    old = sign_ins()[0][2]
    demo.sign_ins_file().write_text("", encoding="utf-8")
    demo.load()
    assert sign_ins()[0][2] != old
    assert authenticate(None, email="official@demo.example", password=sign_ins()[1][2]) is not None


def test_demo_person_who_is_new_is_added_to_the_file_with_the_same_password() -> None:
    demo.load()
    rows = sign_ins()
    demo.sign_ins_file().write_text("".join("\t".join(row) + "\n" for row in rows[:-1]), encoding="utf-8")
    demo.load()
    assert sign_ins() == rows


def test_demo_password_of_the_file_serves_a_new_database() -> None:
    demo.load()
    text = demo.sign_ins_file().read_text(encoding="utf-8")
    User.objects.update(password="!")
    demo.load()
    assert demo.sign_ins_file().read_text(encoding="utf-8") == text
    assert authenticate(None, email="official@demo.example", password=sign_ins()[1][2]) is not None


def test_issue_token_prints_the_secret_alone(capsys) -> None:
    email = cast.api_partner().email
    call_command("issue_token", email.upper(), "--scope", "read", "--scope", "write", "--days", "5")
    secret = capsys.readouterr().out.strip()
    token = ApiToken.objects.get()
    assert len(secret) == 64
    assert (token.user.email, token.scopes, token.issued_by) == (email, ["read", "write"], None)
    call_command("issue_token", email)
    assert ApiToken.objects.filter(scopes=["read"]).count() == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody@cast.example"], "no active account"),
        (["visitor@cast.example", "--days", "0"], "от одного дня до года"),
    ],
)
def test_issue_token_refuses(arguments: list[str], message: str) -> None:
    cast.visitor()
    with pytest.raises(CommandError, match=message):
        call_command("issue_token", *arguments)
    assert ApiToken.objects.count() == 0


def test_create_administrator(capsys) -> None:
    call_command("create_administrator", "first@cast.example", family_name="Первая", given_name="Вера")
    user = User.objects.get()
    password = capsys.readouterr().out.splitlines()[1].rpartition(" ")[2]
    assert can_administer(user)
    assert user.check_password(password)


def test_create_administrator_with_a_password_file(tmp_path: Path, capsys) -> None:
    path = tmp_path / "password"
    path.write_text("a sound password of mine\n", encoding="utf-8")
    names = {"family_name": "Первая", "given_name": "Вера", "password_file": str(path)}
    call_command("create_administrator", "first@cast.example", **names)
    assert User.objects.get().check_password("a sound password of mine")
    assert "sound" not in capsys.readouterr().out
    with pytest.raises(CommandError, match="уже есть"):
        call_command("create_administrator", "FIRST@cast.example", **names)
    path.write_text("short\n", encoding="utf-8")
    with pytest.raises(CommandError, match="12"):
        call_command("create_administrator", "second@cast.example", **names)
    with pytest.raises(CommandError, match="Give a file that can be read"):
        call_command("create_administrator", "third@cast.example", **{**names, "password_file": str(path) + "x"})
    assert User.objects.count() == 1
