"""What the product brings: real facts with sources, and a demonstration that is marked and the same everywhere."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Count, Q
from stdnum.ru import inn

from accounts import audit
from accounts.models import AuditEvent
from clusters import demo, queries, reference
from clusters.models import Cluster, Link, Membership, Organisation, SourcedFact, Territory
from tests import cast

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="the folder of reference data stands beside the repository only where it is developed",
)


@pytest.fixture
def loaded(db):
    reference.load()


@pytest.fixture
def demonstration(loaded):
    return demo.load({})


def test_reference_loads_once(db):
    assert reference.load() == reference.Loaded(territories=17, clusters=3, organisations=23)
    assert reference.load() == reference.Loaded(0, 0, 0)
    assert AuditEvent.objects.get().after == {"territories": 17, "clusters": 3, "organisations": 23}


def test_reference_keeps_what_was_corrected_since(loaded):
    Territory.objects.filter(code="PKUB").update(oktmo="91625000")
    Organisation.objects.filter(name_ru="АО «Нарзан»").update(name_ru="Акционерное общество «Нарзан»")
    assert reference.load() == reference.Loaded(0, 0, 0)
    assert Territory.objects.get(code="PKUB").oktmo == "91625000"


def test_reference_rows_are_valid(loaded):
    for model in (Territory, Cluster, Organisation, SourcedFact):
        for row in model.objects.all():
            row.full_clean()


def test_reference_organisations_claim_nothing_unsourced(loaded):
    claims = Q(is_demo=True) | ~Q(inn="") | ~Q(ogrn="") | ~Q(size_class="unknown") | Q(latitude__isnull=False)
    assert not Organisation.objects.filter(claims).exists()
    assert not Organisation.objects.annotate(facts_=Count("facts")).exclude(facts_=2).exists()
    assert not SourcedFact.objects.filter(source_url="").exists()
    assert not Membership.objects.exists()


def test_reference_places_organisations_in_fields(loaded):
    counted = {row.slug: queries.known_in_field(row).count() for row in Cluster.objects.all()}
    assert counted == {"tourism": 7, "agro-industrial": 8, "industrial": 4}


def test_reference_says_what_is_not_verified(loaded):
    assert Territory.objects.get(code="PKUB").oktmo_note == "код не установлен"
    assert Territory.objects.get(code="PKUB").get_in_cmw_display() == "принадлежность к региону не подтверждена"
    assert Territory.objects.of_region().count() == 11


@needs_reference
def test_reference_agrees_with_its_origin(loaded):
    with (REFERENCE / "territories.csv").open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    for territory in Territory.objects.select_related("parent"):
        row = rows.pop(territory.code)
        assert (territory.name_ru, territory.oktmo, territory.in_cmw) == (row["name_ru"], row["oktmo"], row["in_cmw"])
        assert str(territory.population or "") == row["population"]
        assert (territory.parent.code if territory.parent else "") == row["parent"]
    assert rows == {}


def test_demo_loads_once_and_is_the_same_everywhere(demonstration):
    assert demonstration == demo.Loaded(organisations=120, memberships=134, links=267)
    assert demo.load({}) == demo.Loaded(0, 0, 0)
    first = Organisation.objects.filter(is_demo=True).order_by("pk").first()
    assert (first.name_ru, first.inn, first.public_id) == (
        "Санаторий «Демо-Роза ветров 01»",
        "0000000018",
        "zsrw9vb194h7",
    )


def test_demo_rows_are_valid_and_marked(demonstration):
    for model in (Organisation, Membership, Link):
        for row in model.objects.filter(is_demo=True):
            row.full_clean()
    assert not Membership.objects.filter(Q(is_demo=False) | Q(organisation__is_demo=False)).exists()
    assert not Link.objects.filter(is_demo=False).exists()


def test_demo_numbers_pass_the_checks_and_are_nobodys(demonstration):
    numbers = list(Organisation.objects.filter(is_demo=True).values_list("inn", flat=True))
    assert all(inn.is_valid(number) and number.startswith("0000") for number in numbers)
    assert len(set(numbers)) == 120
    assert all("Демо-" in name for name in Organisation.objects.filter(is_demo=True).values_list("name_ru", flat=True))


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2024, 1, 1), {"tourism": 53, "agro-industrial": 40, "industrial": 31}),
        (date(2026, 1, 1), {"tourism": 51, "agro-industrial": 45, "industrial": 30}),
    ],
)
def test_demo_clusters_have_members_in_every_quarter(demonstration, day, members):
    counted = {row.slug: row.members for row in queries.clusters_with_counts(day)}
    assert counted == members


def test_demo_links_reach_across_clusters(demonstration):
    industrial = Cluster.objects.get(slug="industrial")
    links, members = queries.links_and_members(industrial, date(2026, 1, 1))
    inside = [link for link in links if {link.supplier_id, link.recipient_id} <= members]
    assert (len(inside), len(links)) == (29, 105)


def test_demo_people_get_their_roles_once(loaded):
    users = {
        "coordinator": cast.person("coordinator"),
        "reporter": cast.person("reporter"),
        "official": cast.official(),
    }
    demo.load(users)
    demo.load(users)
    assert users["coordinator"].clusterassignments.get().cluster.slug == "tourism"
    organisation = users["reporter"].organisationassignments.get().organisation
    assert organisation.is_demo
    assert organisation.memberships.current().filter(cluster__slug="tourism").exists()
    assert audit.verify() == []
