"""The desk: what awaits a person, with the time left in words; what has changed; what to do first, by role."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts import audit
from accounts.awaiting import Awaiting
from accounts.models import Notice, User
from accounts.notices import notify
from accounts.working_days import DAYS_OFF, after_working_days, is_working, working_days_between
from cmw_portal import desk
from cmw_portal.deadlines import deadline
from tests import cast
from tests.clusters import make

MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        (None, "", "neutral"),
        (dt.date(2026, 11, 21), "просрочено на 2 дня", "bad"),
        (dt.date(2026, 11, 22), "просрочено на 1 день", "bad"),
        (dt.date(2026, 11, 23), "сегодня последний день", "warn"),
        (dt.date(2026, 11, 24), "ещё 1 рабочий день", "warn"),
        (dt.date(2026, 11, 26), "ещё 3 рабочих дня", "warn"),
        (dt.date(2026, 11, 30), "ещё 5 рабочих дней", "neutral"),
        (dt.date(2027, 1, 12), "ещё 50 дней", "neutral"),  # the calendar of 2027 is not known
        (dt.date(2027, 3, 1), "", "neutral"),
    ],
)
def test_time_left_in_words(due, text, tone):
    assert deadline(due, MONDAY) == {"text": text, "tone": tone}


def test_time_left_in_english_and_over_a_weekend():
    saturday = dt.date(2026, 11, 21)
    assert deadline(dt.date(2026, 11, 22), saturday)["text"] == "ещё 1 день"
    with translation.override("en"):
        assert deadline(dt.date(2026, 11, 25), MONDAY)["text"] == "2 working days left"


def test_the_calendar_of_2026_has_247_working_days():
    new_year = dt.date(2025, 12, 31)
    assert sum(is_working(new_year + dt.timedelta(days=n)) for n in range(1, 366)) == 247
    assert all(day.weekday() < 5 for day in DAYS_OFF[2026])
    assert working_days_between(dt.date(2026, 10, 30), dt.date(2026, 11, 6)) == 4  # the 4th of November is off
    assert working_days_between(MONDAY, MONDAY) == 0


@pytest.mark.parametrize(
    ("since", "number", "day"),
    [
        ("2026-11-20", 10, "2026-12-04"),
        ("2026-10-30", 3, "2026-11-05"),  # the 4th of November is off
        ("2026-12-30", 1, "2027-01-11"),  # not decreed yet: the eight days of January and a weekend
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_the_day_after_so_many_working_days(since, number, day):
    assert after_working_days(dt.date.fromisoformat(since), number) == dt.date.fromisoformat(day)


def test_what_is_due_first_comes_first_and_then_what_waits_longest():
    moment = timezone.now()
    rows = [
        Awaiting("без срока, недавно", "/c/", since=moment),
        Awaiting("без срока, давно", "/b/", since=moment - dt.timedelta(days=9)),
        Awaiting("поздний срок", "/d/", due=dt.date(2026, 12, 31)),
        Awaiting("ранний срок", "/a/", due=dt.date(2026, 12, 1)),
    ]
    sorted_titles = [thing.title for thing in desk.awaiting(User(), [lambda _user: rows])]
    assert sorted_titles == ["ранний срок", "поздний срок", "без срока, давно", "без срока, недавно"]


def _body(client, user) -> str:
    client.force_login(user)
    answer = client.get("/desk/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_long_lists_are_capped_and_say_how_many_more(client, monkeypatch):
    def rows(count):
        return lambda _user: [Awaiting(f"Дело {n:03d}", "/about/", note="заметка") for n in range(count)]

    monkeypatch.setattr(desk, "ROOMS", [rows(35)])
    body = _body(client, cast.visitor())
    assert body.count("Дело ") == 35
    assert "Ещё 25" in body
    assert "Это не всё" not in body
    monkeypatch.setattr(desk, "ROOMS", [rows(300)])
    body = _body(client, cast.visitor())
    assert body.count("Дело ") == desk.SHOWN + desk.MORE
    assert "Это не всё" in body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("visitor", "/clusters/"),
        ("official", "/acts/"),
        ("administrator", "/accounts/invitations/new/"),
        ("api_partner", "/accounts/tokens/"),
    ],
)
def test_an_empty_desk_says_what_to_do_first(client, role, first):
    body = _body(client, getattr(cast, role)())
    begin = body.partition('id="begin"')[2].partition("</section>")[0]
    assert f'href="{first}"' in begin
    assert "Сейчас вас ничего не ждёт" in body


@pytest.mark.django_db
def test_a_reporter_is_told_what_the_profile_lacks(client):
    spa = make.organisation("Санаторий «Каштан»", okved_main="86.90.4", website="https://spa.example")
    body = _body(client, cast.reporter(spa))
    assert "ещё не заполнено: муниципалитет, электронная почта" in body
    spa.territory, spa.email = make.territory(), "spa@spa.example"
    spa.save()
    assert "ещё не заполнено" not in _body(client, cast.reporter(spa))


@pytest.mark.django_db
def test_a_coordinator_begins_with_the_own_cluster_and_sees_new_members(client):
    tourism, industrial = make.cluster(), make.cluster("industrial")
    make.member(tourism, "Новая здравница")
    make.member(industrial, "Чужой завод")
    body = _body(client, cast.coordinator(tourism))
    assert "/clusters/tourism/edit/" in body
    assert "Новый участник: Новая здравница" in body
    assert "Чужой завод" not in body


@pytest.mark.django_db
def test_a_reporter_sees_who_joined_the_same_cluster_and_not_oneself(client):
    tourism = make.cluster()
    own = make.member(tourism, "Своя здравница")
    make.member(tourism, "Соседняя здравница")
    body = _body(client, cast.reporter(own))
    assert "Новый участник: Соседняя здравница" in body
    assert "Новый участник: Своя здравница" not in body


@pytest.mark.django_db
def test_what_came_after_the_last_visit_is_marked(client):
    user = cast.visitor()
    for _time in range(2):
        audit.record(by=user, verb="accounts.sign_in", obj=user)
    assert desk.last_visit(user) is not None
    notify(recipient=user, kind="test", subject="Решение принято", body="…", link="/about/")
    changed = desk.changes(user, desk.hands_of(user), desk.last_visit(user))
    assert [(row.title, row.url, row.is_new) for row in changed] == [("Решение принято", "/about/", True)]
    assert not desk.changes(user, desk.hands_of(user), None)[0].is_new
    Notice.objects.update(created_at=timezone.now() - dt.timedelta(days=31))
    assert desk.changes(user, desk.hands_of(user), None) == []


@pytest.mark.django_db
def test_queries_equal_at_3_30_and_300_of_each(client):
    user, tourism, place = cast.visitor(), make.cluster(), make.territory()
    cast.coordinator(tourism, key="visitor")
    counts = {}
    for number in (3, 30, 300):
        Notice.objects.all().delete()
        for row in make.replaced(number, tourism, place):
            notify(recipient=user, kind="test", subject=row.name, body="…")
        _body(client, user)
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/desk/").status_code == 200
        counts[number] = len(captured)
    assert counts[3] == counts[30] == counts[300] <= 45
