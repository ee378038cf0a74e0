"""Who may do what: one literal table of person × deed × own or foreign, and the doors."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import today
from clusters import access
from clusters.models import ClusterAssignment, Membership, OrganisationAssignment
from tests import cast
from tests.clusters import make

# deed: who may, of those below. "own" is the tourism cluster and its member, "other" the industrial one and its member.
MATRIX = {
    ("edit_cluster", "own"): {"administrator", "coordinator"},
    ("edit_cluster", "other"): {"administrator", "neighbour"},
    ("coordinate", "own"): {"coordinator"},
    ("coordinate", "other"): {"neighbour"},
    ("admit_member", "own"): {"administrator", "coordinator"},
    ("admit_member", "other"): {"administrator", "neighbour"},
    ("edit_organisation", "own"): {"administrator", "coordinator", "reporter"},
    ("edit_organisation", "other"): {"administrator", "neighbour"},
    ("record_link", "own with other"): {"administrator", "coordinator", "reporter", "neighbour"},
    ("record_link", "other with other"): {"administrator", "neighbour"},
    ("assign_coordinator", ""): {"administrator"},
    ("assign_reporter", "own"): {"administrator", "coordinator"},
    ("assign_reporter", "other"): {"administrator", "neighbour"},
    ("import_organisations", ""): {"administrator"},
}


@pytest.fixture
def world(tourism, industrial):
    own, other = make.member(tourism), make.member(industrial, "Завод «Вентиль»")
    third = make.member(industrial, "Завод «Насос»")
    people = {
        "administrator": cast.administrator(),
        "official": cast.official(),
        "coordinator": cast.coordinator(tourism),
        "neighbour": cast.neighbour(cluster=industrial),
        "reporter": cast.reporter(own),
        "api_partner": cast.api_partner(),
        "visitor": cast.visitor(),
        "stranger": AnonymousUser(),
    }
    return people, {"own": (tourism, own), "other": (industrial, other), "third": (industrial, third)}


def objects(deed, whose, places):
    if deed in {"edit_cluster", "coordinate", "admit_member"}:
        return (places[whose][0],)
    if deed == "record_link":
        return (places["own" if whose.startswith("own") else "third"][1], places["other"][1])
    return (places[whose][1],) if whose else ()


@pytest.mark.parametrize(("deed", "whose"), list(MATRIX))
def test_matrix(world, deed, whose):
    people, places = world
    may = getattr(access, f"can_{deed}")
    allowed = {name for name, user in people.items() if may(user, *objects(deed, whose, places))}
    assert allowed == MATRIX[deed, whose]


def test_closed_account_may_nothing(tourism, spa):
    coordinator, reporter = cast.coordinator(tourism), cast.reporter(spa)
    for user in (coordinator, reporter):
        user.is_active = False
        user.save()
    assert not access.can_edit_cluster(coordinator, tourism)
    assert not access.can_edit_organisation(reporter, spa)


def test_role_holds_on_its_dates_alone(tourism, spa):
    first, last = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
    user = cast.person("coordinator")
    ClusterAssignment.objects.create(user=user, role="coordinator", cluster=tourism, valid_from=first, valid_until=last)
    OrganisationAssignment.objects.create(
        user=user, role="reporter", organisation=spa, valid_from=first, valid_until=last
    )
    for day, holds in ((dt.date(2024, 12, 31), False), (first, True), (dt.date(2025, 12, 31), True), (last, False)):
        assert access.coordinated_clusters(user, day).exists() is holds
        assert access.reported_organisations(user, day).exists() is holds


def test_coordinator_loses_an_organisation_with_its_membership(tourism, spa):
    coordinator = cast.coordinator(tourism)
    Membership.objects.create(organisation=spa, cluster=tourism, valid_from=make.LONG_AGO, valid_until=today())
    assert not access.can_edit_organisation(coordinator, spa)
    assert not access.can_assign_reporter(coordinator, spa)


@pytest.mark.parametrize(
    ("door", "word"),
    [
        (access.organisation_for_reading, "000000000000"),
        (access.organisation_for_editing, "000000000000"),
        (access.cluster_for_reading, "none"),
        (access.cluster_for_editing, "none"),
        (access.territory_for_reading, "NONE"),
    ],
)
def test_door_to_nothing_is_404(db, door, word):
    with pytest.raises(Http404):
        door(cast.administrator(), word)


def test_doors_open_for_those_who_may(world):
    people, places = world
    cluster, organisation = places["own"]
    assert access.organisation_for_reading(AnonymousUser(), organisation.public_id.upper()) == organisation
    assert access.cluster_for_reading(AnonymousUser(), "tourism") == cluster
    assert access.organisation_for_editing(people["reporter"], organisation.public_id) == organisation
    assert access.cluster_for_editing(people["coordinator"], "tourism") == cluster
    assert access.territory_for_reading(AnonymousUser(), make.territory().code.lower()) == make.territory()


def test_doors_to_what_one_may_only_read_give_the_reason(world):
    people, places = world
    with pytest.raises(PermissionDenied, match="представитель этой организации"):
        access.organisation_for_editing(people["neighbour"], places["own"][1].public_id)
    with pytest.raises(PermissionDenied, match="координатор"):
        access.cluster_for_editing(people["reporter"], "tourism")
