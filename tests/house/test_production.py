"""The settings in the shape of the service: everything secure, or refused with the reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SERVICE = {"BASE_URL": "https://portal.example.org", "SECRET_KEY": "0123456789abcdef" * 5, "COLLECTED_STATIC": "1"}


def manage(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **SERVICE)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "", "No SECRET_KEY"),
        ("DEBUG", "perhaps", "Set DEBUG=1 or DEBUG=0."),
        ("PORT", "http", "PORT='http'"),
    ],
)
def test_wrong_setting_stops_the_start(tmp_path: Path, name: str, value: str, said: str) -> None:
    done = manage(tmp_path, "check", **{**SERVICE, name: value})
    assert done.returncode != 0
    assert said in done.stderr


def test_migrations_are_made(tmp_path: Path) -> None:
    done = manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert (done.returncode, done.stdout) == (0, "No changes detected\n"), done.stderr
