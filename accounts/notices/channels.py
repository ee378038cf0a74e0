"""How a person is to be told: at once, in the daily letter, or only in the portal; and at what hours."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from accounts.enums import Channel
from accounts.models import Notice, NoticeHours, NoticeWish, User
from accounts.notices.groups import group_of


def wishes_of(user: User) -> dict[str, Channel]:
    return {wish.group: Channel(wish.channel) for wish in NoticeWish.objects.filter(user=user)}


def hours_of(user: User) -> NoticeHours:
    """What the person has chosen, or the custom of the house; not stored by asking."""
    return NoticeHours.objects.filter(user=user).first() or NoticeHours(user=user)


def channel_of(notice: Notice, wishes: Mapping[str, Channel]) -> Channel:
    """The safety of the account is always told at once. What concerns the person alone does not wait for the daily letter."""
    group = group_of(notice.kind)
    if group.fixed:
        return Channel.AT_ONCE
    wish = wishes.get(group.code)
    if notice.direct:
        return Channel.PORTAL if wish == Channel.PORTAL else Channel.AT_ONCE
    return wish or Channel.DIGEST


def quiet_until(user: User, hours: NoticeHours, now: dt.datetime) -> dt.datetime | None:
    """The end of the quiet hours `now` lies in, on the person's own clock; None outside them."""
    begin, end = hours.quiet_from, hours.quiet_until
    if begin is None or end is None:
        return None
    zone = ZoneInfo(user.time_zone)
    here = now.astimezone(zone)
    clock = here.time()
    within = begin <= clock < end if begin < end else clock >= begin or clock < end
    if not within:
        return None
    day = here.date() if clock < end else here.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, end, tzinfo=zone)


def last_digest_moment(user: User, hours: NoticeHours, now: dt.datetime) -> dt.datetime:
    """The hour of the daily letter that passed last, on the person's own clock."""
    zone = ZoneInfo(user.time_zone)
    here = now.astimezone(zone)
    day = here.date() if here.time() >= hours.digest_at else here.date() - dt.timedelta(days=1)
    return dt.datetime.combine(day, hours.digest_at, tzinfo=zone)
