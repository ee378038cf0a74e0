"""Points worked by hand, and the same sum in the database."""

import datetime as dt

import pytest

from accounts.models import today
from clusters.cooperation import actions
from clusters.cooperation.matching import Candidate, Wanted, distance_km, score
from clusters.cooperation.queries.matching import notices_for, organisations_for
from clusters.models import Membership
from tests.clusters import make

# codes asked, kinds wanted | main code, additional, kind, place, same cluster, linked | points
TABLE = [
    ("10.51", "", "10.51", "", "processor", 0, False, False, 40 + 10),
    ("10.51", "", "10.51.3", "", "processor", 0, False, False, 40 + 10),
    ("10.51.3", "", "10.51.9", "", "processor", 0, False, False, 40 + 10),  # the same group
    ("10.5", "", "10.52", "", "processor", 0, False, False, 40 + 10),  # within what was asked
    ("10.51", "", "10.52", "", "processor", 0, False, False, 30 + 10),  # the same subclass
    ("10.51", "", "10.11", "", "processor", 0, False, False, 20 + 10),  # the same class
    ("10.51", "", "11.07", "", "processor", 0, False, False, 0),
    ("10.51", "", "01.45", "10.51", "farm", 0, False, False, 30 + 10),  # by an additional activity
    ("10.51", "", "01.45", "10.52", "farm", 0, False, False, 20 + 10),
    ("10.51", "", "01.45", "10.11", "farm", 0, False, False, 10 + 10),
    ("10.51", "", "10.11", "10.51", "farm", 0, False, False, 30 + 10),  # the better of the two
    ("01.45 10.51", "", "10.51", "", "processor", 0, False, False, 40 + 10),  # any of the codes
    ("", "farm", "01.45", "", "farm", 0, False, False, 25 + 10),
    ("10.51", "farm", "01.45", "", "farm", 0, False, False, 25 + 10),
    ("10.51", "farm processor", "10.51", "", "processor", 0, False, False, 40 + 25 + 10),
    ("10.51", "processor", "10.51", "", "processor", 1, False, False, 40 + 25 + 15 + 10),
    ("10.51", "processor", "10.51", "", "processor", 2, False, False, 40 + 25 + 8 + 10),
    ("10.51", "processor", "10.51", "", "processor", 3, False, False, 40 + 25 + 10),
    ("10.51", "processor", "10.51", "", "processor", 1, True, False, 100),
    ("10.51", "processor", "10.51", "", "processor", 1, True, True, 90),  # they work together already
    ("", "", "10.51", "", "processor", 1, True, False, 0),  # nothing was asked for
    ("86", "", "86.90.4", "", "sanatorium", 0, False, False, 40 + 10),
    ("86.90", "", "86", "", "sanatorium", 0, False, False, 20 + 10),  # the organisation's code is wider
    ("10.51", "", "", "", "processor", 1, True, False, 0),
]


@pytest.mark.parametrize("row", TABLE)
def test_points_by_hand(row):
    asked, kinds, main, additional, kind, place, cluster, linked, points = row
    wanted = Wanted(tuple(asked.split()), frozenset(kinds.split()), place=1, near=frozenset({2}))
    found = score(wanted, Candidate(main, tuple(additional.split()), kind, place or None, cluster, linked))
    assert found.points == points == sum(reason.points for reason in found.reasons)
    assert found.suits is bool(points)


def test_kislovodsk_is_near_yessentuki():
    assert distance_km((43.9133, 42.7208), (44.0444, 42.8606)) == pytest.approx(18.4, abs=0.5)
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10007.6, abs=1)


@pytest.fixture
def registry(tourism, author, notice):
    """Twenty-four organisations of the table, in one place near the author or without any."""
    here = make.territory(centre_lat="43.9133", centre_lon="42.7208")
    near = make.territory("ESSE", name_ru="Ессентуки", centre_lat="44.0444", centre_lon="42.8606")
    far = make.territory("GEOR", name_ru="Георгиевск", centre_lat="44.1486", centre_lon="43.4736")
    type(author).objects.filter(pk=author.pk).update(territory=here)
    places = {0: None, 1: here, 2: near, 3: far}
    for number, (_asked, _kinds, main, additional, kind, place, cluster, _linked, _points) in enumerate(TABLE):
        made = make.organisation(
            f"Организация {number:02d}",
            okved_main=main,
            okved_additional=additional.split(),
            kind=kind,
            territory=places[place],
        )
        if cluster:
            Membership.objects.create(organisation=made, cluster=tourism, valid_from=make.LONG_AGO)
    notice.refresh_from_db()
    return notice


def test_the_database_makes_the_same_sum(registry):
    found = organisations_for(registry, limit=50)
    assert len(found) == sum(1 for row in TABLE if row[4] == "processor" or "10." in f"{row[2]} {row[3]}")
    assert all(one.row.points + one.row.same_cluster == one.match.points for one in found)
    assert [one.match.points for one in found] == sorted((one.match.points for one in found), reverse=True)
    assert found[0].match.points == 100


def test_a_notice_for_a_cluster_finds_its_members_alone(registry, tourism):
    registry.cluster = tourism
    assert {one.match.points for one in organisations_for(registry, limit=50)} == {100, 60}


def test_nothing_asked_for_finds_nobody(registry):
    registry.okved, registry.wanted_kinds = [], []
    assert organisations_for(registry) == []


def test_notices_that_suit_an_organisation(other, notice, answer, values, author):
    type(other).objects.filter(pk=other.pk).update(okved_main="10.51", kind="processor")
    other.refresh_from_db()
    actions.publish_notice(
        by=None,
        notice=actions.draft_notice(
            by=None, organisation=author, values=values | {"okved": ["62.01"], "wanted_kinds": []}
        ),
    )
    assert [(one.row, one.match.points) for one in notices_for(other)] == [(notice, 85)]
    actions.express_interest(by=None, notice=notice, organisation=other, **answer)
    assert notices_for(other) == []


def test_made_up_notices_suit_made_up_organisations(other, notice):
    type(other).objects.filter(pk=other.pk).update(okved_main="10.51", is_demo=True)
    other.refresh_from_db()
    assert notices_for(other) == []
    assert organisations_for(notice) == []


@pytest.mark.parametrize("number", [3, 30])
def test_matching_asks_equally_often(registry, django_assert_max_num_queries, number):
    for place in range(number):
        make.organisation(f"Ещё {place}", okved_main="10.51", kind="processor")
    with django_assert_max_num_queries(5):
        organisations_for(registry)
    assert registry.last_day == today() + dt.timedelta(days=30)
