"""Two members, their reporters, and a notice of the first."""

import datetime as dt

import pytest

from accounts.models import today
from clusters.cooperation import actions
from tests import cast
from tests.clusters import make

CONTACT = {"contact_name": "Ирина Иванова", "contact_email": "irina@one.example", "contact_phone": "+7 87937 12345"}


@pytest.fixture
def tourism(db):
    return make.cluster()


@pytest.fixture
def author(tourism):
    return make.member(tourism, "Санаторий «Каштан»")


@pytest.fixture
def other(tourism):
    return make.member(tourism, "Молочный комбинат «Исток»")


@pytest.fixture
def reporter(author):
    return cast.reporter(author)


@pytest.fixture
def neighbour(other):
    return cast.neighbour(organisation=other)


@pytest.fixture
def values():
    return {
        "kind": "request",
        "subject": "goods",
        "title_ru": "Творог и кефир",
        "text_ru": "Три раза в неделю",
        "okved": ["10.51"],
        "wanted_kinds": ["processor"],
        "last_day": today() + dt.timedelta(days=30),
        **CONTACT,
    }


@pytest.fixture
def draft(author, values):
    return actions.draft_notice(by=None, organisation=author, values=values)


@pytest.fixture
def notice(draft):
    return actions.publish_notice(by=None, notice=draft)


@pytest.fixture
def answer():
    return {"message": "Можем поставлять", "contact_name": "Пётр", "contact_email": "petr@two.example"}


@pytest.fixture
def interest(notice, other, answer):
    return actions.express_interest(by=None, notice=notice, organisation=other, **answer)
