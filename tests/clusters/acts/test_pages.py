"""Pages, list and export of the register of acts, and what the desk is told."""

import datetime as dt
import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import today
from clusters.acts import access, actions, queries
from clusters.acts.models import ActFinding, ActRelation, LegalAct
from tests import cast
from tests.clusters import make
from tests.clusters.acts import material

SOON = today() + dt.timedelta(days=10)


@pytest.fixture
def pair(db):
    return material.act("О дорогах", number="5", date="2021-09"), material.act(
        "О мостах", number="6", in_force_from=dt.date(2024, 9, 30)
    )


@pytest.fixture
def finding(official, pair):
    return actions.mark_conflict(
        by=official, act=pair[0], other=pair[1], kind="contradiction", reason="статья 3", owner=official, due=SOON
    )


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


def test_the_list_shows_acts_with_status_and_filters_by_words(client, pair):
    actions.record_relation(by=None, from_act=pair[1], kind="replaces", to_act=pair[0])
    page = text_of(client, "/acts/")
    assert "О дорогах" in page
    assert "заменён" in page
    assert "сентябрь 2021" in page
    assert "О дорогах" not in text_of(client, "/acts/?status=in_force")
    assert "О дорогах" in text_of(
        client, "/acts/?on=2024-09-29&topic=tourism&territory=KISL&level=municipal&kind=decree&is_programme=false"
    )
    assert "О дорогах" not in text_of(client, "/acts/?on=2024-09-30")
    assert "О мостах" in text_of(client, "/acts/?q=мостов&sort=-title")
    assert "Подходящих актов нет" in text_of(client, "/acts/?q=вода")


@pytest.mark.parametrize(
    "address", ["/acts/?sort=colour", "/acts/?colour=red", "/acts/?on=вчера", "/acts/findings/?mine=true"]
)
def test_an_unknown_word_in_the_address_is_named(client, db, address):
    assert client.get(address).status_code == 400


def test_the_page_of_an_act_tells_its_relations_both_ways_and_the_chain(client, pair):
    actions.record_relation(by=None, from_act=pair[1], kind="replaces", to_act=pair[0], note="приложение 2")
    page = text_of(client, pair[0].get_absolute_url())
    for words in (
        "Заменён актом",
        "Постановление № 6 от 1 января 2020",
        "с 30 сентября 2024",
        "приложение 2",
        "этот акт",
        "по 29 сентября 2024",
    ):
        assert words in page
    assert "Править акт" not in page
    assert "Заменяет" in text_of(client, pair[1].get_absolute_url())
    assert [act.number for act in queries.successions(pair[0])] == ["5", "6"]
    assert queries.successions(material.act("Один")) == []


def test_persons_are_named_to_those_who_keep_acts_alone(client, official, pair):
    LegalAct.objects.update(owner=official)
    assert official.family_name not in text_of(client, pair[0].get_absolute_url())
    client.force_login(official)
    assert official.family_name in text_of(client, pair[0].get_absolute_url())


def test_an_official_enters_and_edits_an_act(client, official):
    material.topic("water")
    make.territory()
    client.force_login(official)
    from clusters.acts.models import Topic

    form = {
        "kind": "decree",
        "number": "9",
        "date": "2024-05",
        "title_ru": "О воде",
        "territory": make.territory().pk,
        "topics": [Topic.objects.get().pk],
    }
    answer = client.post("/acts/new/", form)
    act = LegalAct.objects.get()
    assert answer.url == act.get_absolute_url()
    assert client.post("/acts/new/", form).status_code == 422
    edited = {**form, "title_ru": "О воде и недрах", "seen": act.updated_at.isoformat()}
    assert client.post(f"{act.get_absolute_url()}edit/", edited).status_code == 302
    assert client.post(f"{act.get_absolute_url()}edit/", {**edited, "title_ru": "Иное"}).status_code == 422
    act.refresh_from_db()
    assert (act.title_ru, act.level, act.date) == ("О воде и недрах", "municipal", "2024-05")
    assert 'value="О воде и недрах"' in text_of(client, f"{act.get_absolute_url()}edit/")


def test_an_official_records_and_ends_a_relation(client, official, pair):
    client.force_login(official)
    address = f"{pair[0].get_absolute_url()}relations/new/"
    assert client.post(address, {"kind": "cites", "other": "№ 6"}).status_code == 302
    assert client.post(address, {"kind": "cites", "other": pair[0].public_id}).status_code == 422
    relation = ActRelation.objects.get()
    ending = f"{pair[1].get_absolute_url()}relations/{relation.public_id}/end/"
    assert "Постановление № 5 от сентябрь 2021 ссылается на" in text_of(client, ending) or "ссылается на" in text_of(
        client, ending
    )
    assert ending in text_of(client, pair[1].get_absolute_url())
    assert client.post(ending, {"until": "2025-01-01"}).status_code == 302
    assert client.post(ending, {"until": "2025-01-01"}).status_code == 404


def test_a_relation_that_a_finding_holds_is_refused_on_its_page(client, official, finding):
    client.force_login(official)
    ending = f"{finding.act_a.get_absolute_url()}relations/{finding.relation.public_id}/end/"
    assert "стоит в реестре расхождений" in client.post(ending, {"until": "2030-01-01"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("6", 302, ""),
        ("мост", 302, ""),
        ("№6", 302, ""),
        ("о", 422, "Найдено несколько актов"),
        ("вода", 422, "акт не найден"),
        ("", 422, ""),
    ],
)
def test_the_other_act_is_found_by_number_or_words(client, official, pair, typed, status, words):
    material.act("О мостовых", number="6а")
    LegalAct.objects.filter(number="6а").update(search_text="")
    client.force_login(official)
    answer = client.post(f"{pair[0].get_absolute_url()}relations/new/", {"kind": "cites", "other": typed})
    assert answer.status_code == status
    assert words in answer.content.decode().replace("\xa0", " ")


def test_the_other_act_is_found_by_the_address_of_its_page(client, official, pair):
    client.force_login(official)
    typed = f"https://portal.example{pair[1].get_absolute_url()}"
    assert (
        client.post(f"{pair[0].get_absolute_url()}relations/new/", {"kind": "cites", "other": typed}).status_code == 302
    )


def test_an_official_marks_settles_and_sees_the_history(client, official, pair):
    client.force_login(official)
    form = {"other": "6", "kind": "contradiction", "reason": "статья 3", "owner": official.pk, "due": SOON.isoformat()}
    address = f"{pair[0].get_absolute_url()}conflict/"
    assert client.post(address, {**form, "due": "2020-01-01"}).status_code == 422
    assert client.post(address, form).status_code == 302
    found = ActFinding.objects.get()
    page = text_of(client, found.get_absolute_url())
    assert "ещё 10 дней" in page
    assert official.family_name in page
    step = f"{found.get_absolute_url()}settle/"
    assert (
        client.post(step, {"settlement": "amended", "settled_on": SOON.isoformat(), "remark": "x"}).status_code == 422
    )
    assert (
        client.post(
            step, {"settlement": "amended", "settled_on": today().isoformat(), "remark": "изменена"}
        ).status_code
        == 302
    )
    assert "изменена" in text_of(client, found.get_absolute_url())
    assert client.get(f"{found.get_absolute_url()}dance/").status_code == 404
    assert client.get(f"{found.get_absolute_url()}lapse/").status_code == 404


def test_candidates_are_for_officials_and_confirmed_ones_for_everyone(client, official):
    for _place in range(2):
        material.act("О порядке субсидий гостиницам")
    client.force_login(official)
    assert client.post("/acts/findings/look/").url == "/acts/findings/"
    found = ActFinding.objects.get()
    for verb in ("confirm", "reject"):
        assert client.get(f"{found.get_absolute_url()}{verb}/").status_code == 200
    client.logout()
    assert "Здесь пусто" in text_of(client, "/acts/findings/")
    assert (
        client.get(found.get_absolute_url()).status_code
        == client.get("/acts/findings/000000000000/").status_code
        == 404
    )
    actions.confirm(by=official, finding=found, remark="так и есть")
    page = text_of(client, found.get_absolute_url())
    assert "так и есть" in page
    assert official.family_name not in page
    assert (
        client.get("/acts/findings/?kind=duplication&territory=KISL&overdue=false&state=confirmed").status_code == 200
    )
    client.force_login(cast.visitor())
    assert client.get(f"{found.get_absolute_url()}assign/").status_code == 403


def test_rejected_remarks_are_not_shown_to_the_public_later(client, official):
    for _place in range(2):
        material.act("О порядке субсидий гостиницам")
    actions.look_for_findings(by=None)
    found = ActFinding.objects.get()
    actions.reject(by=official, finding=found, remark="внутреннее мнение")
    actions.reconsider(by=official, finding=found)
    actions.confirm(by=official, finding=found)
    assert "внутреннее мнение" not in text_of(client, found.get_absolute_url())
    client.force_login(official)
    assert "внутреннее мнение" in text_of(client, found.get_absolute_url())


def test_overdue_and_mine_are_filters(client, official, finding):
    ActFinding.objects.update(due=today() - dt.timedelta(days=1))
    assert "просрочено на 1 день" in text_of(client, "/acts/findings/?overdue=true")
    client.force_login(official)
    assert "Противоречие" in text_of(client, "/acts/findings/?mine=true")
    assert "Здесь пусто" in text_of(client, "/acts/findings/?mine=false")


def test_awaiting_tells_the_owner_and_those_who_check(official, finding):
    [own] = queries.awaiting(official)
    assert (own.title, own.due, own.url) == ("Уладить: Противоречие", SOON, finding.get_absolute_url())
    for _place in range(2):
        material.act("О порядке субсидий гостиницам")
    actions.look_for_findings(by=None)
    assert [one.title for one in queries.awaiting(official)][1:] == ["Проверить 1 пару актов: возможно, они расходятся"]
    actions.confirm(by=official, finding=ActFinding.objects.get(state="found"))
    assert queries.awaiting(official)[1].title == "Назначить ответственного за 1 подтверждённое расхождение актов"
    assert queries.awaiting(cast.visitor()) == queries.awaiting(AnonymousUser()) == []


def test_an_owner_without_the_role_sees_his_own_candidate(official, finding):
    owner = cast.visitor()
    ActFinding.objects.update(owner=owner, state="rejected")
    assert access.finding_for_reading(owner, finding.public_id.upper()) == finding
    assert not access.findings_visible_to(AnonymousUser()).exists()


def test_search_finds_acts_by_number_and_words(pair):
    assert [hit.title for hit in queries.search("мостах")] == ["О мостах"]
    LegalAct.objects.filter(number="6").update(is_demo=True, in_force_until=dt.date(2025, 1, 1))
    assert (
        queries.search("мостах")[0].summary
        == "Постановление № 6 от 1 января 2020 · не действует · демонстрационные данные"
    )


def test_the_api_gives_an_act_with_its_relations_and_the_file_of_all(client, pair):
    relation = actions.record_relation(
        by=None, from_act=pair[1], kind="cites", to_act=pair[0], since=dt.date(2024, 1, 1)
    )
    found = json.loads(client.get(f"/api/v1/legal-acts/{pair[0].public_id}/").content)
    assert (found["date"], found["status"], found["topics"]) == ("2021-09", "in_force", ["tourism"])
    assert found["relations"] == [
        {
            "public_id": relation.public_id,
            "from": pair[1].public_id,
            "kind": "cites",
            "to": pair[0].public_id,
            "since": "2024-01-01",
            "until": None,
        }
    ]
    rows = json.loads(client.get("/api/v1/legal-acts/?territory=KISL&sort=-date").content)["results"]
    assert [row["number"] for row in rows] == ["5", "6"]
    file = b"".join(client.get("/api/v1/legal-acts/export/?format=csv").streaming_content).decode()
    assert "О мостах" in file


def test_no_act_without_relations_breaks_the_api(client, db):
    alone = material.act(topics=())
    found = json.loads(client.get(f"/api/v1/legal-acts/{alone.public_id}/").content)
    assert (found["relations"], found["topics"]) == ([], [])


PAGES = ["/acts/", "/acts/findings/", "/acts/{first}/", "/desk/"]


@pytest.mark.parametrize("address", PAGES)
def test_queries_equal_at_3_30_and_300(client, official, address):
    client.force_login(official)
    counts = {}
    for number in (3, 30, 300):
        for model in (ActFinding, ActRelation, LegalAct.topics.through, LegalAct):
            model.objects.all().delete()
        hub = material.act("Основной", number="1")
        rows = LegalAct.objects.bulk_create(
            LegalAct(
                title_ru=f"Акт {n}",
                kind="decree",
                level="municipal",
                date="2020",
                number=f"н{n}",
                territory=make.territory(),
            )
            for n in range(number)
        )
        ActRelation.objects.bulk_create(ActRelation(from_act=row, to_act=hub, kind="cites") for row in rows)
        ActFinding.objects.bulk_create(
            ActFinding(act_a=hub, act_b=row, kind="duplication", state="in_work", owner=official, due=SOON)
            for row in rows
        )
        page = address.format(first=hub.public_id)
        assert client.get(page).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts[number] = len(asked)
    assert counts[3] == counts[30] == counts[300]
