"""The registry in the administration site: the same verbs, the same trail, nothing deleted."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import AuditEvent
from clusters.models import ClusterAssignment, Link, Membership, Organisation, OrganisationAssignment, Territory
from tests import cast
from tests.clusters import make


@pytest.fixture
def site(client, db):
    client.force_login(cast.administrator())
    return client


def address(model: str, page: str, *arguments) -> str:
    return reverse(f"admin:clusters_{model}_{page}", args=arguments)


def verbs() -> list[str]:
    """What was done; what was refused stands in a stream of its own."""
    return list(AuditEvent.objects.exclude(stream="refusals").order_by("pk").values_list("verb", flat=True))


def organisation_data(**changes) -> dict:
    values = {
        "name_ru": "Санаторий",
        "kind": "sanatorium",
        "sector": "business",
        "size_class": "unknown",
        "legal_form": "llc",
    }
    formset = {"facts-TOTAL_FORMS": 0, "facts-INITIAL_FORMS": 0}
    return {**values, **formset, "okved_additional": "", **changes}


MODELS = ["territory", "organisation", "cluster", "membership", "link", "clusterassignment", "organisationassignment"]


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_forms_open(site, tourism, kislovodsk, model):
    spa = make.member(tourism)
    Link.objects.create(supplier=spa, recipient=make.organisation("Другая"), kind="serves")
    cast.coordinator(tourism)
    cast.reporter(spa)
    assert site.get(address(model, "changelist")).status_code == 200
    assert site.get(address(model, "add")).status_code == 200
    row = apps.get_model("clusters", model).objects.first()
    assert "deletelink" not in site.get(address(model, "change", row.pk)).content.decode()


def test_strangers_stay_out(client, tourism):
    client.force_login(cast.coordinator(tourism))
    assert client.get(address("organisation", "changelist")).status_code in {302, 403}


def test_search_knows_cyrillic_case(site, spa):
    page = site.get(address("organisation", "changelist"), {"q": "САНАТОРИИ"})
    assert list(page.context["cl"].result_list) == [spa]


def test_search_of_rows_without_words_is_left_to_the_site(site, db):
    assert site.get(address("membership", "changelist"), {"q": "что угодно"}).status_code == 200


def test_organisation_added_and_edited_through_the_action(site, db):
    site.post(address("organisation", "add"), organisation_data())
    row = Organisation.objects.get()
    site.post(address("organisation", "change", row.pk), organisation_data(inn=make.INN, email="a@b.example"))
    row.refresh_from_db()
    assert row.inn == make.INN
    assert verbs() == ["clusters.add_organisation", "clusters.edit_organisation"]
    assert AuditEvent.objects.order_by("pk").last().after == {"inn": make.INN, "email": "***"}


def test_organisation_with_wrong_inn_is_refused_at_the_field(site, db):
    page = site.post(address("organisation", "add"), organisation_data(inn="7707083894"))
    assert "Контрольная цифра ИНН не сходится" in page.content.decode()
    assert not Organisation.objects.exists()


def test_membership_made_and_ended(site, tourism, spa):
    data = {"organisation": spa.pk, "cluster": tourism.pk, "valid_from": "01.01.2024"}
    site.post(address("membership", "add"), data)
    row = Membership.objects.get()
    again = site.post(address("membership", "add"), data)
    assert "состоит в кластере" in again.content.decode()
    site.post(address("membership", "change", row.pk), {"valid_until": ""})
    site.post(address("membership", "change", row.pk), {"valid_until": "01.01.2025"})
    row.refresh_from_db()
    assert row.valid_until == dt.date(2025, 1, 1)
    assert verbs() == ["clusters.admit_member", "clusters.end_membership"]
    assert site.post(address("membership", "change", row.pk), {"valid_until": ""}).status_code == 403


@pytest.mark.parametrize("until", ["", "01.01.2025"])
def test_link_made_and_ended(site, spa, until):
    other = make.organisation("Другая")
    data = {
        "supplier": spa.pk,
        "recipient": other.pk,
        "kind": "serves",
        "volume_class": "unknown",
        "since": "01.01.2024",
    }
    site.post(address("link", "add"), {**data, "until": until})
    row = Link.objects.get()
    site.post(address("link", "change", row.pk), {"until": "01.02.2025"})
    assert verbs() == ["clusters.record_link", "clusters.end_link"]


@pytest.mark.parametrize(
    ("model", "kept"), [("clusterassignment", ClusterAssignment), ("organisationassignment", OrganisationAssignment)]
)
def test_assignment_made_and_ended(site, tourism, spa, model, kept):
    context = {"cluster": tourism.pk} if kept is ClusterAssignment else {"organisation": spa.pk}
    data = {"user": cast.visitor().pk, "valid_from": "01.01.2024", **context}
    site.post(address(model, "add"), data)
    row = kept.objects.get()
    assert row.role == ("coordinator" if kept is ClusterAssignment else "reporter")
    assert "роль у человека уже есть" in site.post(address(model, "add"), data).content.decode()
    site.post(address(model, "change", row.pk), {"valid_until": "01.01.2025"})
    assert verbs()[-1] == "clusters.end_assignment"


def test_territory_gets_its_protection_zone(site, kislovodsk):
    zone = {"zone": "1", "act_title_ru": "Положение", "valid_from": "07.12.1996"}
    data = {"code": "KISL", "level": "municipality", "name_ru": "Кисловодск", "in_cmw": "full"}
    formset = {"zones-TOTAL_FORMS": 1, "zones-INITIAL_FORMS": 0}
    site.post(
        address("territory", "change", kislovodsk.pk),
        {**data, **formset, **{f"zones-0-{name}": value for name, value in zone.items()}},
    )
    assert Territory.objects.get().zones.get().act_title == "Положение"
    assert "clusters.add_protectionzone" in verbs()


def test_cluster_is_edited(site, tourism):
    data = {"hue": 3, "name_ru": "Курортный кластер", "mission_ru": "", "vision_ru": ""}
    site.post(address("cluster", "change", tourism.pk), data)
    tourism.refresh_from_db()
    assert (tourism.hue, tourism.slug, tourism.name_ru) == (3, "tourism", "Курортный кластер")
