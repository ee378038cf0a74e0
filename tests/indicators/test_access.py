"""Who may read and record: one literal matrix."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from clusters.models import Membership
from indicators import access
from indicators.models import Observation
from indicators.periods import parse_period

ROLES = (
    "visitor",
    "administrator",
    "official",
    "api_partner",
    "coordinator",
    "neighbour_coordinator",
    "reporter",
    "neighbour_reporter",
)
#: What each reads and records: territory, cluster, organisation of the tourism cluster.
READS = {
    "published": ROLES,
    "draft_of_territory": (),
    "of_cluster": ("coordinator",),
    "of_organisation": ("coordinator", "reporter"),
    "demo_of_organisation": ("coordinator", "reporter"),
    "draft_of_organisation": (),
}
RECORDS = {
    "territory": ("administrator", "official"),
    "cluster": ("coordinator",),
    "organisation": ("coordinator", "reporter"),
}
IMPORTS = ("administrator", "official", "coordinator", "neighbour_coordinator")


@pytest.fixture
def subjects(place, cluster, make_member):
    return {"territory": place, "cluster": cluster, "organisation": make_member(cluster)}


@pytest.fixture
def people(subjects, neighbour_cluster, make_member, make_user):
    neighbour = make_member(neighbour_cluster)
    return {
        "visitor": AnonymousUser(),
        "administrator": make_user("administrator"),
        "official": make_user("official"),
        "api_partner": make_user("api_partner"),
        "coordinator": make_user("coordinator", subjects["cluster"]),
        "neighbour_coordinator": make_user("coordinator", neighbour_cluster),
        "reporter": make_user("reporter", subjects["organisation"]),
        "neighbour_reporter": make_user("reporter", neighbour),
    }


@pytest.fixture
def figures(subjects, wage):
    def make(subject, status):
        period = parse_period("2023")
        return Observation.objects.create(
            indicator=wage,
            period="2023",
            period_start=period.start,
            period_end=period.end,
            value=Decimal(1),
            status=status,
            is_demo=status == "demo",
            variant=status,
            **{subject: subjects[subject]},
        )

    return {
        "published": make("territory", "official"),
        "draft_of_territory": make("territory", "draft"),
        "of_cluster": make("cluster", "verified"),
        "of_organisation": make("organisation", "submitted"),
        "demo_of_organisation": make("organisation", "demo"),
        "draft_of_organisation": make("organisation", "draft"),
    }


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_what(people, figures, role):
    seen = set(access.observations_visible_to(people[role]).values_list("pk", flat=True))
    assert {name for name, row in figures.items() if row.pk in seen} == {
        name for name, roles in READS.items() if role in roles
    }


@pytest.mark.parametrize("role", ROLES)
def test_who_records_for_whom(people, subjects, role):
    found = {name for name, subject in subjects.items() if access.can_record(people[role], subject)}
    assert found == {name for name, roles in RECORDS.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_who_imports(people, role):
    assert access.can_import(people[role]) == (role in IMPORTS)
    assert access.can_import_official(people[role]) == (role in ("administrator", "official"))
    if role not in IMPORTS:
        with pytest.raises(PermissionDenied):
            access.require_importer(people[role])
    if role.endswith("coordinator"):
        access.require_importer(people[role])
        with pytest.raises(PermissionDenied):
            access.require_importer(people[role], official=True)


def test_own_draft_is_for_its_author(people, subjects, wage):
    period = parse_period("2024")
    span = {"period": "2024", "period_start": period.start, "period_end": period.end}
    mine = Observation.objects.create(
        indicator=wage,
        organisation=subjects["organisation"],
        value=Decimal(1),
        status="draft",
        recorded_by=people["reporter"],
        **span,
    )
    assert access.observation_for_reading(people["reporter"], mine.public_id) == mine
    with pytest.raises(Http404):
        access.observation_for_reading(people["coordinator"], mine.public_id)


def test_who_recorded_a_figure_loses_it_with_the_role(people, subjects, wage):
    period = parse_period("2024")
    given = Observation.objects.create(
        indicator=wage,
        organisation=subjects["organisation"],
        period="2024",
        period_start=period.start,
        period_end=period.end,
        value=Decimal(1),
        status="verified",
        recorded_by=people["official"],
    )
    with pytest.raises(Http404):
        access.observation_for_reading(people["official"], given.public_id)


def test_coordinator_no_longer_reads_those_who_left(people, subjects, figures):
    Membership.objects.filter(organisation=subjects["organisation"]).update(valid_until=date(2024, 1, 1))
    seen = access.observations_visible_to(people["coordinator"])
    assert not seen.filter(organisation=subjects["organisation"]).exists()
    assert access.own_figures_for_reading(people["coordinator"], subjects["organisation"]) == []


def test_foreign_and_unknown_figure_answer_alike(people, figures):
    messages = []
    for public_id in (figures["of_organisation"].public_id, "000000000000"):
        with pytest.raises(Http404) as caught:
            access.observation_for_reading(people["official"], public_id)
        messages.append(str(caught.value))
    assert messages[0] == messages[1]


def test_own_figures_are_those_of_the_last_period(people, subjects, figures):
    rows = access.own_figures_for_reading(people["reporter"], subjects["organisation"])
    assert {row.status for row in rows} == {"submitted", "demo"}
    assert access.own_figures_for_reading(people["visitor"], subjects["organisation"]) == []


def test_indicator_is_found_by_its_code_in_any_case(wage):
    assert access.indicator_for_reading("e01") == wage
    with pytest.raises(Http404):
        access.indicator_for_reading("Z99")


def test_author_is_shown_to_those_who_are_signed_in(people, figures):
    row = figures["published"]
    assert not access.may_see_author(people["official"], row)
    row.recorded_by = people["official"]
    assert access.may_see_author(people["reporter"], row)
    assert not access.may_see_author(people["visitor"], row)


@pytest.mark.parametrize(("began", "reads"), [("2024-01-01", False), ("2023-12-31", True), ("2023-06-01", True)])
def test_coordinator_reads_only_periods_that_end_after_the_membership_began(people, subjects, figures, began, reads):
    Membership.objects.filter(organisation=subjects["organisation"]).update(valid_from=date.fromisoformat(began))
    seen = access.observations_visible_to(people["coordinator"]).filter(organisation=subjects["organisation"])
    assert seen.exists() == reads
    own = access.observations_visible_to(people["reporter"]).filter(organisation=subjects["organisation"])
    assert own.count() == 2
