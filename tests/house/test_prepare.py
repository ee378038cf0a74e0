"""What makes a data folder and a database ready may be repeated."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils.translation import gettext

STEPS = ["folders", "faces", "message catalogue", "migrations", "cache table", "reference data", "demonstration data"]
GIVEN = "You have been given a role in the portal"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, db: None) -> list[str]:
    """The names of the loading commands that were called, without what they load."""
    called: list[str] = []

    def pretend(name: str, **options: object) -> None:
        called.append(name)
        if name == "load_demo":
            get_user_model().objects.create_user(email="demo@example.org", password=None)

    monkeypatch.setattr("cmw_portal.management.commands.prepare.call_command", pretend)
    monkeypatch.delenv("DEMO", raising=False)
    return called


def prepare(**options: bool) -> list[str]:
    told = StringIO()
    call_command("prepare", stdout=told, **options)
    return [line.strip().rpartition(" (")[0] for line in told.getvalue().splitlines()]


def test_first_time_everything_is_made(loaded: list[str], settings) -> None:
    settings.REDIS_URL = ""
    assert prepare() == STEPS
    assert loaded == ["migrate", "createcachetable", "load_reference", "load_demo"]
    assert (portal.BROKER_DIR / "messages").is_dir()


def test_second_time_the_demonstration_is_left_as_people_changed_it(loaded: list[str], settings) -> None:
    settings.REDIS_URL = ""
    prepare()
    assert prepare() == STEPS[:-1]


def test_demonstration_may_be_left_out(loaded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(no_demo=True)
    monkeypatch.setenv("DEMO", "0")
    prepare()
    assert "load_demo" not in loaded


def test_redis_needs_no_cache_table(loaded: list[str], settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    prepare()
    assert "createcachetable" not in loaded


def test_what_is_loaded_in_the_first_start_speaks_the_language_of_the_portal(
    loaded: list[str], settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(portal.LOCALE_PATHS[0] / "ru" / "LC_MESSAGES" / "django.po", folder)
    settings.LOCALE_PATHS = [tmp_path]
    said: list[str] = []
    monkeypatch.setattr(
        "cmw_portal.management.commands.prepare.call_command",
        lambda name, **options: said.append(gettext(GIVEN)),
    )
    assert gettext(GIVEN) == GIVEN
    prepare(no_demo=True)
    assert set(said) == {"Вам назначена роль на портале"}


def test_a_word_that_is_neither_yes_nor_no_stops_before_anything_is_made(
    loaded: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMO", "maybe")
    with pytest.raises(CommandError, match="Set DEMO=1 or DEMO=0"):
        call_command("prepare")
    assert (loaded, capsys.readouterr().out) == ([], "")
