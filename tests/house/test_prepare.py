"""What makes a data folder and a database ready may be repeated."""

from io import StringIO

import pytest
from django.conf import settings as portal
from django.contrib.auth import get_user_model
from django.core.management import call_command

STEPS = ["folders", "faces", "message catalogue", "migrations", "cache table", "reference data", "demonstration data"]


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
