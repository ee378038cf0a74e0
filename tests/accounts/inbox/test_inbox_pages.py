"""The pages of notices: one's own only, changed by POST only, as many questions for three rows as for three hundred."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, Notice, NoticeHours, User
from accounts.notices import visibility
from tests import cast
from tests.accounts.inbox.conftest import told

pytestmark = pytest.mark.django_db
INBOX = "/accounts/notices/"


def main_of(response) -> str:
    return response.content.decode().partition("<main")[2]


def test_opening_the_page_marks_nothing(inbox, reader) -> None:
    told(reader)
    assert "Тема" in main_of(inbox.get(INBOX))
    assert Notice.objects.unread().count() == 1


def test_notice_is_marked_by_its_button_and_followed(inbox, reader) -> None:
    first, second = told(reader), told(reader)
    assert inbox.post(f"{INBOX}{first.pk}/read/")["Location"] == INBOX
    assert inbox.post(f"{INBOX}{second.pk}/read/", {"follow": "1"})["Location"] == "/reports/"
    assert Notice.objects.unread().count() == 0
    assert inbox.get(f"{INBOX}{first.pk}/read/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_neighbours_notice_and_no_notice_are_answered_alike(inbox) -> None:
    foreign = told(cast.neighbour())
    answers = {inbox.post(f"{INBOX}{pk}/read/").status_code for pk in (foreign.pk, 999999)}
    assert answers == {HTTPStatus.NOT_FOUND}
    assert Notice.objects.get().read_at is None


def test_list_is_narrowed_by_group_and_by_what_is_unread(inbox, reader) -> None:
    told(reader, subject="Поддержка")
    told(reader, subject="Отчёт", kind="competitiveness.report_ready")
    Notice.objects.filter(subject="Поддержка").update(read_at="2026-11-24T10:00:00Z")
    unread, support = main_of(inbox.get(f"{INBOX}?show=unread")), main_of(inbox.get(f"{INBOX}?group=support"))
    assert ("Поддержка" in unread.partition("notice-new")[2], "Отчёт" in unread) == (False, True)
    assert ("<h2" in support, "Отчёт</h2>" in support, "Поддержка</h2>" in support) == (True, False, True)
    both = main_of(inbox.get(f"{INBOX}?show=unread&group=support"))
    assert "Таких уведомлений нет" in both


def test_words_nobody_knows_narrow_nothing(inbox, reader) -> None:
    told(reader)
    assert "Тема" in main_of(inbox.get(f"{INBOX}?group=nonsense&show=nonsense&page=99"))


def test_closed_object_is_neither_shown_nor_followed(inbox, reader, closed) -> None:
    notice = told(reader, about=reader, subject="Тайна", body="Сумма 100")
    closed.add(str(reader.pk))
    page = main_of(inbox.get(INBOX))
    assert "Вам это больше не открыто" in page
    assert "Тайна" not in page
    assert "Сумма" not in page
    assert inbox.post(f"{INBOX}{notice.pk}/read/", {"follow": "1"})["Location"] == INBOX


def test_model_that_is_no_longer_vouched_for_stays_closed(inbox, reader, closed, monkeypatch) -> None:
    told(reader, about=reader, subject="Тайна")
    monkeypatch.setattr(visibility, "_rules", {})
    assert "Тайна" not in main_of(inbox.get(INBOX))


def test_head_of_every_page_counts_what_is_unread(inbox, client, reader) -> None:
    for _number in range(2):
        told(reader)
    assert '<span class="count">2<' in inbox.get("/about/").content.decode()
    client.logout()
    assert 'class="count"' not in client.get("/about/").content.decode()


def questions(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(asked)


def test_questions_are_equal_at_3_30_and_300_notices(inbox, reader, monkeypatch) -> None:
    monkeypatch.setattr(visibility, "_rules", {})
    visibility.register(
        User,
        lambda _user, _word: True,
        among=lambda _user, words: set(map(str, User.objects.filter(pk__in=words).values_list("pk", flat=True))),
    )
    counts = {}
    for number in (3, 30, 300):
        for at in range(number - Notice.objects.count()):
            told(reader, about=cast.person(f"p{at % 7}"))
        counts[number] = questions(inbox, INBOX)
    assert counts[3] == counts[30] == counts[300]
    assert counts[300] <= 14


WISHES = dict.fromkeys(("membership", "partners", "support", "acts", "figures", "registry", "other"), "digest")


def test_wishes_are_stored_once_and_written_down(inbox, reader) -> None:
    sent = {**WISHES, "acts": "portal", "digest_at": "09:30", "quiet_from": "22:00", "quiet_until": "07:00"}
    for _time in range(2):
        assert inbox.post(f"{INBOX}wishes/", sent)["Location"] == f"{INBOX}wishes/"
    assert reader.notice_wishes.get(group="acts").channel == "portal"
    assert str(NoticeHours.objects.get()) == f"{reader.pk}: 09:30:00"
    event = AuditEvent.objects.get(verb="accounts.choose_notices")
    assert event.after["hours"] == {"digest_at": "09:30", "quiet_from": "22:00", "quiet_until": "07:00"}
    assert "22:00" in main_of(inbox.get(f"{INBOX}wishes/"))


@pytest.mark.parametrize(
    ("clocks", "words"),
    [
        ({"quiet_from": "22:00"}, "Укажите начало и конец тихих часов"),
        ({"quiet_until": "07:00"}, "Укажите начало и конец тихих часов"),
        ({"quiet_from": "07:00", "quiet_until": "07:00"}, "Конец должен отличаться от начала"),
        ({"quiet_from": "06:00", "quiet_until": "10:00"}, "попадает в тихие часы"),
        ({"quiet_from": "22:00", "quiet_until": "10:00"}, "попадает в тихие часы"),
        ({"digest_at": "25:00"}, "Введите правильное время"),
        ({"acts": "nonsense"}, "Выберите корректный вариант"),
    ],
)
def test_wrong_wishes_are_told_at_the_field_and_nothing_is_stored(inbox, clocks, words) -> None:
    page = main_of(inbox.post(f"{INBOX}wishes/", {**WISHES, "digest_at": "09:00", **clocks}))
    assert words in page
    assert (NoticeHours.objects.count(), AuditEvent.objects.filter(verb="accounts.choose_notices").count()) == (0, 0)
