import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from accounts.models import Notice, User
from accounts.notices import notify, visibility
from tests import cast

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def reader(db) -> User:
    return cast.visitor()


@pytest.fixture
def inbox(client, reader) -> Client:
    client.force_login(reader)
    return client


def told(recipient: User, **changes) -> Notice:
    facts = {"kind": "support.decided", "subject": "Тема", "body": "Текст", "link": "/reports/", **changes}
    return notify(recipient=recipient, **facts)


@pytest.fixture
def closed(monkeypatch) -> set[str]:
    """Ids of people whom nobody may see: a rule about `accounts.User` for the time of one test."""
    hidden: set[str] = set()
    monkeypatch.setattr(visibility, "_rules", {})
    visibility.register(User, lambda _user, word: word not in hidden)
    return hidden


def moscow(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """In a year after every row that is stamped with the true time."""
    return dt.datetime(2099, 11, day, hour, minute, tzinfo=MOSCOW)


@pytest.fixture
def clock(monkeypatch):
    """Sets the hour at which the sender and the database's defaults believe to be."""

    def set_to(moment: dt.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment.astimezone(dt.UTC))

    return set_to
