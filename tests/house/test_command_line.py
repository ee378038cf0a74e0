"""What hinders every management command is said in words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.db import OperationalError

from cmw_portal import command_line

OUR_COMMANDS = [(app, name) for name, app in get_commands().items() if (settings.BASE_DIR / app.split(".")[0]).is_dir()]


def manage(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_folder_that_is_not_prepared_is_named_with_the_remedy(tmp_path: Path) -> None:
    done = manage(tmp_path, "issue_token", "somebody@example.org")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"The data folder {tmp_path} is not prepared. "
        "Run python3 run.py setup, or set DATA_DIR to the folder that the portal runs on.\n"
    )
    assert "Traceback" in manage(tmp_path, "issue_token", "somebody@example.org", "--traceback").stderr


def test_wrong_variable_is_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "verify_audit", PORT="eighty")
    assert done.returncode == 1
    assert done.stderr == "PORT='eighty' is not a whole number. Example: PORT=8000.\n"


def test_database_outside_the_folder_is_named(settings) -> None:
    settings.DATABASE_URL = "postgres://portal@127.0.0.1/portal"
    assert command_line._not_prepared().startswith("The database of DATABASE_URL (with the data folder /")


def test_other_fault_of_the_database_keeps_its_traceback(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(argv: list[str]) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(command_line, "execute_from_command_line", fail)
    with pytest.raises(OperationalError, match="disk I/O error"):
        command_line.run(["manage.py", "issue_token"])


@pytest.mark.parametrize(("app", "name"), OUR_COMMANDS, ids=lambda value: value)
def test_every_command_explains_itself_in_one_language(app: str, name: str) -> None:
    told = load_command_class(app, name).create_parser("manage.py", name).format_help()
    assert told.startswith("usage: manage.py ")
    ours = told.partition("--version")[0]
    assert not [line for line in ours.splitlines() if any("а" <= letter <= "я" for letter in line.lower())]
