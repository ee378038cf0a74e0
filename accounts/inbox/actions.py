"""Writes of one's own notices and wishes."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.enums import Channel
from accounts.models import Notice, NoticeHours, NoticeWish, User
from accounts.notices import channels
from accounts.notices.groups import BY_CODE, GROUPS
from accounts.notices.unsubscribing import DAILY_LETTER

CHOSEN = "accounts.choose_notices"


def mark_read(*, by: User, notice: Notice) -> bool:
    """Mark one's own notice as read; whether it was new. Nobody else is concerned: no audit row."""
    return bool(Notice.objects.filter(pk=notice.pk, recipient=by).unread().update(read_at=timezone.now()))


@transaction.atomic
def choose(
    *,
    by: User,
    wishes: Mapping[str, Channel],
    digest_at: dt.time,
    quiet_from: dt.time | None = None,
    quiet_until: dt.time | None = None,
) -> None:
    """Store how and when the person wants to be told. Letters about the safety of the account cannot be chosen away.

    Raises ValidationError: half of the quiet hours, a daily letter within them, a group that is fixed or unknown.
    """
    for code in wishes:
        if code not in BY_CODE or BY_CODE[code].fixed:
            raise ValidationError({code: _("These notices always come at once.")})
    hours = NoticeHours(user=by, digest_at=digest_at, quiet_from=quiet_from, quiet_until=quiet_until)
    _check(hours)
    User.objects.select_for_update().get(pk=by.pk)
    before, after = _facts(by), {"wishes": {code: str(wishes[code]) for code in sorted(wishes)}, "hours": _clock(hours)}
    if before == after:
        return
    for code, channel in wishes.items():
        NoticeWish.objects.update_or_create(user=by, group=code, defaults={"channel": channel})
    hours.save()
    audit.record(by=by, verb=CHOSEN, obj=by, before=before, after=after)


def _check(hours: NoticeHours) -> None:
    if (hours.quiet_from is None) != (hours.quiet_until is None):
        missing = "quiet_from" if hours.quiet_from is None else "quiet_until"
        raise ValidationError({missing: _("Give the beginning and the end of the quiet hours, or neither.")})
    if hours.quiet_from is None or hours.quiet_until is None:
        return
    begin, end, letter = hours.quiet_from, hours.quiet_until, hours.digest_at
    if begin == end:
        raise ValidationError({"quiet_until": _("The end must differ from the beginning.")})
    if begin <= letter < end if begin < end else letter >= begin or letter < end:
        raise ValidationError({"digest_at": _("This hour is within your quiet hours: choose one outside them.")})


@transaction.atomic
def unsubscribe(*, user: User, scope: str) -> None:
    """Stop the letters of a group, or the daily letter, at the word of whoever holds the letter; the portal shows them still."""
    User.objects.select_for_update().get(pk=user.pk)
    before = channels.wishes_of(user)
    if scope == DAILY_LETTER:
        chosen = {group.code for group in GROUPS if not group.fixed}
        codes = {code for code in chosen if before.get(code, Channel.DIGEST) == Channel.DIGEST}
    else:
        codes = {scope} if before.get(scope) != Channel.PORTAL else set()
    if not codes:
        return
    for code in codes:
        NoticeWish.objects.update_or_create(user=user, group=code, defaults={"channel": Channel.PORTAL})
    told = {code: str(Channel.PORTAL) for code in sorted(codes)}
    audit.record(by=None, verb="accounts.unsubscribe", obj=user, after={"scope": scope, "wishes": told})


def _facts(user: User) -> dict[str, object]:
    wishes = channels.wishes_of(user)
    return {
        "wishes": {code: str(wishes[code]) for code in sorted(wishes)},
        "hours": _clock(channels.hours_of(user)),
    }


def _clock(hours: NoticeHours) -> dict[str, str]:
    names = ("digest_at", "quiet_from", "quiet_until")
    return {name: f"{value:%H:%M}" if (value := getattr(hours, name)) else "" for name in names}
