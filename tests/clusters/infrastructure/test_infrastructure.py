"""Shared infrastructure: who keeps it, what is recorded, and where it is shown."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, today
from clusters import reference as registry
from clusters.infrastructure import access, actions, demo, queries, reference
from clusters.infrastructure.models import InfrastructureObject
from clusters.infrastructure.registration import technology_infrastructure
from clusters.models import Organisation
from tests import cast
from tests.clusters import make


@pytest.fixture
def tourism(db):
    return make.cluster()


@pytest.fixture
def industrial(db):
    return make.cluster("industrial", name_ru="Промышленный кластер", name_en="Industrial Cluster")


def fields(**more):
    return {"name_ru": "Лаборатория воды", "kind": "laboratory", "territory": make.territory(), **more}


def laboratory(*clusters, **more):
    return actions.record_object(by=None, fields=fields(**more), clusters=clusters)


def last_event():
    return AuditEvent.objects.order_by("-pk").first()


def test_a_coordinator_enters_an_object_of_the_own_cluster(tourism):
    by = cast.coordinator(tourism)
    obj = actions.record_object(by=by, fields=fields(phone="+7 87937 12345", since="2021"), clusters=[tourism])
    assert (obj.since, list(obj.clusters.all())) == ("2021", [tourism])
    event = last_event()
    assert (event.verb, event.actor, event.object_id) == ("clusters.record_infrastructure", by, obj.public_id)
    assert (event.after["phone"], event.after["clusters"]) == ("***", ["tourism"])


def test_a_coordinator_names_a_cluster_and_no_foreign_one(tourism, industrial):
    by = cast.coordinator(tourism)
    with pytest.raises(PermissionDenied, match="которые вы координируете"):
        actions.record_object(by=by, fields=fields(), clusters=[tourism, industrial])
    with pytest.raises(ValidationError, match="хотя бы один кластер"):
        actions.record_object(by=by, fields=fields(), clusters=[])
    assert not InfrastructureObject.objects.exists()
    assert actions.record_object(by=cast.administrator(), fields=fields()).clusters.count() == 0


@pytest.mark.parametrize("who", [cast.visitor, cast.official, cast.api_partner])
def test_who_keeps_no_infrastructure_does_nothing(tourism, who):
    obj, by = laboratory(tourism), who()
    for deed in (
        lambda: actions.record_object(by=by, fields=fields(name_ru="Иное")),
        lambda: actions.edit_object(by=by, obj=obj, changes={"name_ru": "Иное"}),
        lambda: actions.close_object(by=by, obj=obj, until=today()),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert InfrastructureObject.objects.get().name_ru == "Лаборатория воды"


def test_rights_by_cluster(tourism, industrial):
    obj = laboratory(tourism)
    closed = cast.coordinator(tourism, key="closed")
    closed.is_active = False
    people = {
        "administrator": cast.administrator(), "coordinator": cast.coordinator(tourism),
        "neighbour": cast.neighbour(cluster=industrial), "stranger": AnonymousUser(), "closed": closed,
    }  # fmt: skip
    assert {name for name, user in people.items() if access.can_keep_object(user, obj)} == {
        "administrator",
        "coordinator",
    }
    assert {name for name, user in people.items() if access.can_keep_some(user)} == {
        "administrator",
        "coordinator",
        "neighbour",
    }
    assert access.object_for_keeping(people["coordinator"], obj.public_id.upper()) == obj
    with pytest.raises(PermissionDenied):
        access.object_for_keeping(people["neighbour"], obj.public_id)
    with pytest.raises(Http404):
        access.object_for_reading(people["administrator"], "000000000000")


def test_edit_records_what_changed_and_only_own_clusters_move(tourism, industrial):
    obj, by = laboratory(tourism, industrial), cast.coordinator(tourism)
    actions.edit_object(
        by=by, obj=obj, changes={"capacity_ru": "120 проб", "email": "a@b.example"}, clusters=[tourism, industrial]
    )
    assert (last_event().before, last_event().after) == (
        {"capacity_ru": "", "email": "***"}, {"capacity_ru": "120 проб", "email": "***"},
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        actions.edit_object(by=by, obj=obj, changes={}, clusters=[tourism])
    with pytest.raises(ValidationError, match="хотя бы один"):
        actions.edit_object(by=by, obj=obj, changes={}, clusters=[industrial])
    actions.edit_object(by=None, obj=obj, changes={}, clusters=[industrial])
    assert last_event().after == {"clusters": ["industrial"]}
    count = AuditEvent.objects.count()
    actions.edit_object(by=None, obj=obj, changes={"kind": "laboratory"})
    assert AuditEvent.objects.count() == count


def test_another_ones_change_is_not_overwritten_and_other_fields_are_refused(tourism):
    obj = laboratory(tourism)
    seen = obj.updated_at
    actions.edit_object(by=None, obj=obj, changes={"name_ru": "Иное"}, seen=seen)
    with pytest.raises(ValidationError, match="сохранил кто-то другой"):
        actions.edit_object(by=None, obj=obj, changes={"name_ru": "Третье"}, seen=seen)
    with pytest.raises(ValueError, match="is_demo: not set by this action"):
        actions.edit_object(by=None, obj=obj, changes={"is_demo": True})


def test_close_keeps_the_object_with_its_day(tourism):
    obj = laboratory(tourism)
    actions.close_object(by=None, obj=obj, until=today())
    assert last_event().after == {"until": today().isoformat()}
    assert not queries.objects_of_cluster(tourism).exists()
    with pytest.raises(ValidationError, match="уже закрыт"):
        actions.close_object(by=None, obj=obj, until=today())
    assert laboratory(tourism).pk != obj.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"latitude": 44}, "__all__"), ({"latitude": 99, "longitude": 40}, "latitude"), ({"website": "javascript:1"}, "website"),
     ({"phone": "позвоните"}, "phone"), ({"since": "2024-13"}, "since"), ({"kind": "castle"}, "kind")],
)  # fmt: skip
def test_what_cannot_be_is_refused(db, wrong, field):
    with pytest.raises(ValidationError) as caught:
        laboratory(**wrong)
    assert set(caught.value.message_dict) == {field}


def test_one_name_in_one_place_at_a_time(db):
    laboratory()
    with pytest.raises(ValidationError, match="уже есть объект с таким названием"):
        laboratory()


def test_pages_show_filter_and_take_forms(client, tourism):
    obj = laboratory(tourism, description_ru="испытания воды", capacity_ru="120 проб")
    assert (
        "Лаборатория воды"
        in client.get("/infrastructure/?kind=laboratory&cluster=tourism&territory=KISL&current=true").content.decode()
    )
    assert "Лаборатория воды" not in client.get("/infrastructure/?current=false").content.decode()
    assert "120 проб" in client.get(obj.get_absolute_url()).content.decode()
    assert "120 проб" in client.get("/clusters/tourism/").content.decode()
    client.force_login(cast.coordinator(tourism))
    operator = make.organisation("Институт", inn=make.INN)
    form = {
        "name_ru": "Стенд",
        "kind": "innovation",
        "territory": make.territory().pk,
        "clusters": [tourism.pk],
        "operator": make.INN,
    }
    answer = client.post("/infrastructure/new/", form)
    made = InfrastructureObject.objects.get(name_ru="Стенд")
    assert (answer.url, made.operator) == (made.get_absolute_url(), operator)
    assert "Стенд" in client.get(operator.get_absolute_url()).content.decode()
    assert f'value="{make.INN}"' in client.get(f"{made.get_absolute_url()}edit/").content.decode()
    assert client.post("/infrastructure/new/", form).status_code == 422
    assert client.post("/infrastructure/new/", {**form, "operator": "999"}).status_code == 422
    edited = {
        **form,
        "name_ru": "Стенд 2",
        "operator": operator.get_absolute_url(),
        "seen": made.updated_at.isoformat(),
    }
    assert client.post(f"{made.get_absolute_url()}edit/", edited).status_code == 302
    assert client.post(f"{made.get_absolute_url()}edit/", edited).status_code == 422
    assert client.post(f"{made.get_absolute_url()}close/", {"until": "2026-01-01"}).status_code == 302
    assert client.post(f"{made.get_absolute_url()}close/", {"until": "2026-01-01"}).status_code == 422


def test_the_api_gives_objects(client, tourism):
    obj = laboratory(tourism, description_ru="испытания")
    found = json.loads(client.get(f"/api/v1/infrastructure/{obj.public_id}/").content)
    assert (found["name_ru"], found["territory"], found["description_ru"]) == ("Лаборатория воды", "KISL", "испытания")
    assert "Лаборатория воды" in b"".join(client.get("/api/v1/infrastructure/export/").streaming_content).decode()


def test_search_finds_objects_at_work(tourism):
    laboratory(tourism)
    assert queries.search("лаборатории")[0].summary == "Лаборатория · Кисловодск"
    InfrastructureObject.objects.update(is_demo=True)
    assert queries.search("воды")[0].summary.endswith("демонстрационные данные")


def test_rules_may_ask_how_many_technological_objects_serve_a_cluster(tourism, industrial):
    laboratory(tourism)
    actions.record_object(by=None, fields=fields(name_ru="Дорога", kind="transport"), clusters=[tourism])
    known = technology_infrastructure(tourism, today())["cluster.technology_infrastructure"]
    assert (known.value, known.is_demo) == (1, False)
    assert technology_infrastructure(industrial, today()) == {}


def test_reference_and_demonstration_are_added_once(db):
    registry.load()
    assert (reference.load().objects, reference.load().objects) == (6, 0)
    assert (demo.load(), demo.load()) == (3, 0)
    assert InfrastructureObject.objects.filter(is_demo=False, source_url="").count() == 0
    assert Organisation.objects.filter(operated_infrastructure__isnull=False).count() == 6
    for row in InfrastructureObject.objects.all():
        row.full_clean()


@pytest.mark.parametrize("address", ["/infrastructure/", "/clusters/tourism/"])
def test_queries_equal_at_3_30_and_300(client, tourism, address):
    counts = {}
    for number in (3, 30, 300):
        InfrastructureObject.objects.all().delete()
        rows = InfrastructureObject.objects.bulk_create(
            InfrastructureObject(name_ru=f"Объект {n}", kind="laboratory", territory=make.territory())
            for n in range(number)
        )
        tourism.infrastructure.set(rows)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts[number] = len(asked)
    assert counts[3] == counts[30] == counts[300]
