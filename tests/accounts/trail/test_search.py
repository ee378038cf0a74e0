"""The page of the trail: what can be asked, that it answers whole, and as fast for many rows as for few."""

import csv
import datetime as dt
import io
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, TrailCheck
from accounts.trail import queries
from accounts.trail.places import kind_words, subjects_of
from accounts.trail.queries import Criteria
from accounts.verbs import verb_words
from indicators.models import Observation
from tests import cast
from tests.accounts.trail.conftest import from_here, rows
from tests.client import PortalClient
from tests.matrix.scene import build

pytestmark = pytest.mark.django_db
PAGE = "/accounts/audit/"


@pytest.fixture
def reader(db) -> PortalClient:
    client = PortalClient()
    client.force_login(cast.administrator())
    return client


def pks(**criteria) -> list[int]:
    return list(queries.events(Criteria(**criteria)).values_list("pk", flat=True))


def main_of(response) -> str:
    assert response.status_code == HTTPStatus.OK
    return response.content.decode().partition("<main")[2]


def test_each_condition_narrows_to_its_rows(db) -> None:
    person, other = cast.visitor(), cast.neighbour()
    mine = audit.record(by=person, verb="accounts.sign_in", obj=person, stream="sign-in")
    theirs = audit.record(by=other, verb="accounts.sign_out", obj=other)
    (far,) = from_here(concerning=[("indicators.observation", "abc")])
    assert pks() == [far.pk, theirs.pk, mine.pk]
    for words in (str(person.pk), f"№ {person.pk}", "VISITOR@cast.example", "Влас"):
        assert pks(person=words) == [mine.pk], words
    assert pks(verb="accounts.sign_out") == [theirs.pk]
    assert pks(stream="sign-in") == [mine.pk]
    assert pks(request="request-number-1") == pks(address="203.0.113.7") == [far.pk]
    assert pks(object=f"accounts.user {other.pk}") == [theirs.pk]
    assert pks(object="abc") == pks(object="indicators.observation abc") == [far.pk]
    for nothing in (
        {"person": "Нет"},
        {"person": "9" * 30},
        {"address": "192.0.2.1"},
        {"object": " "},
        {"object": "/no/such/"},
    ):
        assert pks(**nothing) == [], nothing


def test_days_are_whole_days_of_the_readers_clock(reader) -> None:
    rows(1)
    today = timezone.localdate().isoformat()
    assert "test.do_thing" in main_of(reader.get(f"{PAGE}?since={today}&until={today}"))
    assert "Ничего не найдено" in main_of(reader.get(f"{PAGE}?until=2020-01-01"))
    assert "Ничего не найдено" in main_of(reader.get(f"{PAGE}?since=9999-12-31&until=9999-12-31"))


@pytest.mark.parametrize(
    ("asked", "words"), [("address=nonsense", "Это не сетевой адрес"), ("since=nonsense", "Введите правильную дату")]
)
def test_wrong_condition_is_told_at_its_field_and_shows_nothing(reader, asked, words) -> None:
    rows(1)
    page = main_of(reader.get(f"{PAGE}?{asked}"))
    assert words in page
    assert "test.do_thing" not in page
    assert reader.get(f"{PAGE}export/?{asked}").status_code == HTTPStatus.BAD_REQUEST


def test_pages_follow_each_other_by_key_without_gap_or_double(db) -> None:
    made = [event.pk for event in rows(60)]
    seen, before = [], None
    for _page in range(3):
        found = queries.page(Criteria(), before)
        seen += [event.pk for event in found.events]
        before = found.older
    assert (seen, before, found.total) == (made[::-1], None, 60)
    assert queries.page(Criteria(), 999999).total == 60


def test_count_stops_where_it_says_so(reader, monkeypatch) -> None:
    monkeypatch.setattr(queries, "COUNTED", 5)
    rows(8)
    page = main_of(reader.get(PAGE))
    assert "Больше 5 событий" in page
    assert "Раньше" not in page


def questions(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(asked)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?object=abc", f"{PAGE}?person=cast&verb=test.do_thing"])
def test_questions_are_equal_at_3_30_and_300_rows(reader, address: str) -> None:
    counts = {}
    for number in (3, 30, 300):
        for at in range(number - AuditEvent.objects.filter(verb="test.do_thing").count()):
            person = cast.person(f"cast{at % 7}", family_name=f"Cast{at}")
            audit.record(by=person, verb="test.do_thing", obj=person, concerning=[("x.y", "abc")])
        counts[number] = questions(reader, address)
    assert counts[3] == counts[30] == counts[300]
    assert counts[300] <= 14


def test_drill_who_read_the_submission(db, reader) -> None:
    """TRUST 44: page, list, file and the page of the organisation; each reader, each time, by pasting the address."""
    scene = build()
    figure = scene.things["own_figure"]
    asked = {
        "rep": [figure.get_absolute_url(), "/api/v1/observations/?page_size=1000"],
        "coord": ["/api/v1/observations/export/?format=xlsx", scene.organisation.get_absolute_url()],
        "rep~": ["/api/v1/observations/", figure.get_absolute_url()],
        "official": ["/api/v1/observations/"],
    }
    for who, addresses in asked.items():
        client = PortalClient()
        client.force_login(scene.people[who])
        for address in addresses:
            response = client.get(address)
            assert b"".join(response) is not None
    people = {scene.people[who].pk: who for who in scene.people}
    told = queries.events(Criteria(object=f"https://portal.example{figure.get_absolute_url()}"))
    readings = [(people[event.actor_id], event.verb) for event in told.order_by("pk") if event.stream == "reading"]
    assert readings == [
        ("rep", "indicators.read_figures"),
        ("rep", "exchange.read_list"),
        ("coord", "exchange.export_list"),
        ("coord", "indicators.read_figures"),
    ]
    refused = [people[event.actor_id] for event in told if event.stream == "refusals"]
    assert refused == ["rep~"]
    page = main_of(reader.get(f"{PAGE}?object={figure.get_absolute_url()}&stream=reading"))
    assert page.count("прочитаны конфиденциальные показатели</span>") == 2
    assert {("coord", "rep")} == {
        tuple(sorted({people[pk] for pk in told.filter(stream="reading").values_list("actor", flat=True)}))
    }


def test_public_figures_are_read_without_a_row(db) -> None:
    scene = build()
    client = PortalClient()
    client.force_login(scene.people["visitor"])
    assert client.get(scene.things["public_figure"].get_absolute_url()).status_code == HTTPStatus.OK
    assert client.get("/api/v1/observations/").status_code == HTTPStatus.OK
    assert not AuditEvent.objects.filter(stream="reading").exists()


def test_export_keeps_every_row_and_is_itself_a_deed(reader) -> None:
    rows(40, after={"text": "=1+1"})
    response = reader.get(f"{PAGE}export/?verb=test.do_thing&person=&format=csv&before=3&address=")
    table = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert (len(table), table[0]["sequence"], table[0]["after"]) == (40, "40", '{"text": "=1+1"}')
    event = AuditEvent.objects.get(verb="accounts.export_audit")
    assert event.after == {"format": "csv", "filters": {"verb": "test.do_thing"}}
    assert reader.get(f"{PAGE}export/?format=exe").status_code == HTTPStatus.BAD_REQUEST
    assert reader.head(f"{PAGE}export/").status_code == HTTPStatus.OK


def test_export_hides_formulas_and_whom_it_asked_for(reader) -> None:
    audit.record(by=None, verb="=cmd|' /C calc'!A0", stream="main")
    response = reader.get(f"{PAGE}export/?person=visitor@cast.example&address=203.0.113.7")
    assert response.status_code == HTTPStatus.OK
    event = AuditEvent.objects.get(verb="accounts.export_audit")
    assert event.after["filters"] == {"person": "***", "address": "***"}
    whole = reader.get(f"{PAGE}export/").getvalue().decode("utf-8-sig")
    assert not [cell for line in csv.reader(io.StringIO(whole)) for cell in line if cell.startswith("=")]


def test_page_says_when_the_trail_was_checked(reader) -> None:
    assert "ещё не было" in main_of(reader.get(PAGE))
    TrailCheck.objects.create(kind="verification", rows=1, problems=["main 2: the content was changed"])
    TrailCheck.objects.create(kind="checkpoint", rows=7, digest="x")
    page = main_of(reader.get(PAGE))
    assert "1 замечание" in page
    assert "main 2: the content was changed" in page
    assert "7 записей" in page


def test_address_leads_to_its_object_whatever_names_it(db) -> None:
    scene = build()
    assert subjects_of("/clusters/tourism/") == [("clusters.cluster", str(scene.cluster.pk))]
    assert subjects_of("/territories/KISL/") == [("clusters.territory", str(scene.place.pk))]
    public_id = scene.organisation.public_id
    assert subjects_of(f"/organisations/{public_id}/") == [("clusters.organisation", public_id)]
    assert subjects_of(f"/organisations/{public_id}/edit/") == [("", public_id)]
    assert subjects_of("/about/") == [("", "/about/")]
    assert (kind_words("clusters.cluster"), kind_words("gone.model"), kind_words("x")) == ("кластер", "gone.model", "x")


def test_deeds_of_the_administration_site_have_words() -> None:
    assert verb_words("accounts.change_user") == "изменено в администрировании: пользователь"
    assert verb_words("gone.change_user") == "gone.change_user"
    assert verb_words("accounts.change_nothing") == "accounts.change_nothing"


def test_time_of_the_drill_is_short(db) -> None:
    assert Observation.objects.count() == 0
    rows(300, concerning=[("indicators.observation", "abc")])
    began = dt.datetime.now(dt.UTC)
    assert len(queries.page(Criteria(object="abc")).events) == 25
    assert dt.datetime.now(dt.UTC) - began < dt.timedelta(seconds=2)
