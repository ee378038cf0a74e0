"""Which notice goes how, and at what hour: hand-worked cases."""

import datetime as dt

import pytest

from accounts.enums import Channel
from accounts.models import Notice, NoticeHours
from accounts.notices import channels
from accounts.notices.groups import BY_CODE, GROUPS, OTHER, group_of, kinds_of
from tests import cast
from tests.accounts.inbox.conftest import moscow, told

pytestmark = pytest.mark.django_db
AT_ONCE, DIGEST, PORTAL = Channel.AT_ONCE, Channel.DIGEST, Channel.PORTAL


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("accounts.role_given", "account"),
        ("clusters.assigned", "account"),
        ("clusters.application_returned", "membership"),
        ("clusters.link_stated", "partners"),
        ("clusters.edited", "registry"),
        ("competitiveness.report_ready", "figures"),
        ("test.told", "other"),
        ("clusters", "other"),
    ],
)
def test_kind_belongs_to_the_group_with_the_longest_beginning(kind: str, group: str) -> None:
    assert group_of(kind).code == group


def test_each_notice_is_found_in_exactly_one_group(reader) -> None:
    kinds = ["accounts.x", "clusters.assigned", "clusters.application_a", "clusters.z", "indicators.b", "none"]
    for kind in kinds:
        told(reader, kind=kind)
    found = {group.code: set(Notice.objects.filter(kinds_of(group)).values_list("kind", flat=True)) for group in GROUPS}
    assert {kind: code for code, held in found.items() for kind in held} == {
        kind: group_of(kind).code for kind in kinds
    }
    assert sum(map(len, found.values())) == len(kinds)
    assert found[OTHER.code] == {"none"}


@pytest.mark.parametrize(
    ("kind", "direct", "wish", "channel"),
    [
        ("support.decided", False, None, DIGEST),
        ("support.decided", False, AT_ONCE, AT_ONCE),
        ("support.decided", False, PORTAL, PORTAL),
        ("support.decided", True, None, AT_ONCE),
        ("support.decided", True, DIGEST, AT_ONCE),
        ("support.decided", True, PORTAL, PORTAL),
        ("accounts.role_given", False, None, AT_ONCE),
        ("accounts.role_given", False, PORTAL, AT_ONCE),
    ],
)
def test_channel_follows_the_wish_and_safety_follows_none(kind, direct, wish, channel) -> None:
    wishes = {} if wish is None else {group_of(kind).code: wish}
    assert channels.channel_of(Notice(kind=kind, direct=direct), wishes) == channel


def hours(begin: int | None, end: int | None, letter: int = 8) -> NoticeHours:
    clock = [None if hour is None else dt.time(hour) for hour in (begin, end)]
    return NoticeHours(quiet_from=clock[0], quiet_until=clock[1], digest_at=dt.time(letter))


@pytest.mark.parametrize(
    ("begin", "end", "now", "until"),
    [
        (None, None, moscow(24, 3), None),
        (22, 7, moscow(24, 21, 59), None),
        (22, 7, moscow(24, 22), moscow(25, 7)),
        (22, 7, moscow(24, 3), moscow(24, 7)),
        (22, 7, moscow(24, 7), None),
        (13, 15, moscow(24, 14), moscow(24, 15)),
        (13, 15, moscow(24, 15), None),
    ],
)
def test_quiet_hours_end_on_the_persons_clock(reader, begin, end, now, until) -> None:
    assert channels.quiet_until(reader, hours(begin, end), now) == until


def test_quiet_hours_are_those_of_the_persons_own_zone(db) -> None:
    far = cast.person("far", time_zone="Asia/Kamchatka")  # nine hours ahead of Moscow
    assert channels.quiet_until(far, hours(22, 7), moscow(24, 14)) == moscow(24, 22)
    assert channels.quiet_until(far, hours(22, 7), moscow(24, 23)) is None


@pytest.mark.parametrize(
    ("now", "moment"),
    [(moscow(24, 8), moscow(24, 8)), (moscow(24, 7, 59), moscow(23, 8)), (moscow(24, 0), moscow(23, 8))],
)
def test_hour_of_the_letter_that_passed_last(reader, now, moment) -> None:
    assert channels.last_digest_moment(reader, hours(None, None), now) == moment


def test_account_is_the_only_group_that_is_fixed() -> None:
    assert [code for code, group in BY_CODE.items() if group.fixed] == ["account"]
