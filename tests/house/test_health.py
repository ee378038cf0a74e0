"""What the load balancer and the watchman ask."""

from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from cmw_portal import health

BAD_REDIS = "redis://:hunter2@127.0.0.1:1/0"


def ask(view) -> tuple[int, str]:
    answer = view(RequestFactory().get("/"))
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.content.decode()


def test_liveness_touches_no_database() -> None:
    """No `db` fixture: a query would raise."""
    assert ask(health.liveness) == (200, '{"status": "ok"}')


@pytest.mark.django_db
def test_ready_when_all_answer() -> None:
    assert ask(health.readiness) == (200, '{"status": "ok", "database": "ok", "migrations": "ok", "broker": "ok"}')


@pytest.mark.django_db
def test_silent_database_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object) -> None:
        raise OperationalError("password hunter2 refused for portal@10.0.0.7")

    monkeypatch.setattr(connection, "cursor", silent)
    status, text = ask(health.readiness)
    assert status == 503
    assert '"database": "The database does not answer."' in text
    assert "hunter2" not in text
    assert "10.0.0.7" not in text


@pytest.mark.django_db
def test_waiting_migration_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: [("x", False)])
    assert '"migrations": "1 migrations are not applied. Run: manage.py prepare"' in ask(health.readiness)[1]


@pytest.mark.django_db
def test_missing_broker_folder_is_told(settings, tmp_path: Path) -> None:
    settings.REDIS_URL, settings.BROKER_DIR = "", tmp_path / "absent"
    status, text = ask(health.readiness)
    assert status == 503
    assert "The folder of the broker cannot be written" in text


@pytest.mark.django_db
def test_silent_redis_is_told_without_its_address(settings) -> None:
    settings.REDIS_URL = BAD_REDIS
    status, text = ask(health.readiness)
    assert status == 503
    assert '"broker": "Redis does not answer."' in text
    assert "hunter2" not in text
