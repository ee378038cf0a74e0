"""A copy of the database that can be taken while the portal runs, checked before it gets its name."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.backends.sqlite3._functions import register


class BackupFailed(Exception):
    """Nothing was left behind; the message says why and what helps."""


def make(folder: Path, moment: datetime) -> Path:
    """Writes `portal-<moment>.sqlite3` or `.dump` into the folder and gives its path."""
    embedded = connection.vendor == "sqlite"
    target = folder / f"portal-{moment:%Y%m%d-%H%M%S}.{'sqlite3' if embedded else 'dump'}"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy_sqlite(part) if embedded else _dump_postgresql(part)
        part.chmod(0o600)
        part.replace(target)
    except OSError as error:
        raise BackupFailed(f"{folder} cannot be written ({error.strerror}). Name another folder.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _copy_sqlite(part: Path) -> None:
    """Copying the file itself would miss what still stands in the journal beside it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])
    with closing(sqlite3.connect(part)) as copy:
        register(copy)  # the constraints that are checked use functions of Django
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise BackupFailed(f"The copy is damaged: {found}. Check the disk, then the database itself.")


def _dump_postgresql(part: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupFailed("pg_dump is not installed. On Debian and Ubuntu: apt install postgresql-client")
    told = connection.get_connection_params()
    words = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    variables = {name: str(told[word]) for name, word in words.items() if told.get(word)}
    done = subprocess.run(  # noqa: S603 - the password goes by the environment, where no list of processes shows it
        [program, "--format=custom", "--no-owner", "--file", str(part)],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFailed(f"pg_dump failed: {done.stderr.strip()}")
