"""A copy taken while the portal runs can be opened and holds the rows."""

import sqlite3
import subprocess
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="about the embedded database")
needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="about the database of the service")


@pytest.fixture
def copy(transactional_db: None, tmp_path: Path) -> Path:
    get_user_model().objects.create_user(email="copied@example.org", password=None)
    told = StringIO()
    call_command("backup", str(tmp_path / "copies"), stdout=told)
    (path,) = (tmp_path / "copies").iterdir()
    assert told.getvalue().startswith(str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    return path


@needs_sqlite
def test_copy_holds_the_rows(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        rows = opened.execute("SELECT email FROM accounts_user").fetchall()
    assert rows == [("copied@example.org",)]


@needs_postgresql
def test_dump_lists_the_tables(copy: Path) -> None:
    listed = subprocess.run(["pg_restore", "--list", str(copy)], capture_output=True, text=True, check=True)
    assert " TABLE DATA public accounts_user " in listed.stdout


@pytest.mark.django_db(transaction=True)
def test_old_copies_are_removed_when_asked(tmp_path: Path) -> None:
    for year in (2020, 2021):
        (tmp_path / f"portal-{year}0101-000000.sqlite3").touch()
    (tmp_path / "other.txt").touch()
    call_command("backup", str(tmp_path), keep=2, stdout=StringIO())
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[:2] == ["other.txt", "portal-20210101-000000.sqlite3"]
    assert len(names) == 3


@pytest.mark.django_db(transaction=True)
def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match=r"cannot be written .* Name another folder\."):
        call_command("backup", str(tmp_path / "file" / "copies"), stdout=StringIO())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
