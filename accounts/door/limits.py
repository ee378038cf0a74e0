"""How often something may be done. Counted in rows under lock, so that no number of parallel requests slips through.

A moment is forgotten exactly `seconds` after it: there is no edge of a window at which twice as much is let in.
"""

import datetime as dt
import time
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.door.models import Tally


@dataclass(frozen=True)
class Limit:
    """At most `most` times in any `seconds`, counted for `purpose` and `of` together."""

    purpose: str
    of: tuple[str, ...]
    most: int
    seconds: float

    @property
    def name(self) -> str:
        return digest(self.purpose, *self.of)


@dataclass(frozen=True)
class Taken:
    names: tuple[str, ...]
    moment: float


def digest(purpose: str, *of: str) -> str:
    """HMAC-SHA256 under the portal's own key: tells two apart and tells nothing of either."""
    return salted_hmac("accounts.door", "\0".join((purpose, *of)), algorithm="sha256").hexdigest()


@transaction.atomic
def take(*limits: Limit) -> Taken | None:
    """Count one more under every limit, or under none: None when one of them is reached."""
    now = time.time()
    tallies = _locked(sorted(limits, key=lambda limit: limit.name))
    for limit in limits:
        tally = tallies[limit.name]
        tally.moments = [moment for moment in tally.moments if moment > now - limit.seconds]
        if len(tally.moments) >= limit.most:
            return None
    for limit in limits:
        tally = tallies[limit.name]
        tally.moments.append(now)
        tally.forget_at = timezone.now() + dt.timedelta(seconds=limit.seconds)
        tally.save(update_fields=["moments", "forget_at"])
    return Taken(tuple(tallies), now)


@transaction.atomic
def give_back(taken: Taken) -> None:
    """What was counted turned out not to be meant: a right password is no guess."""
    for tally in Tally.objects.select_for_update().filter(name__in=taken.names).order_by("name"):
        if taken.moment in tally.moments:
            tally.moments.remove(taken.moment)
            tally.save(update_fields=["moments"])


def forget() -> int:
    """Remove the tallies that count nothing any more; how many there were."""
    removed, _by_model = Tally.objects.filter(forget_at__lt=timezone.now()).delete()
    return removed


def _locked(limits: list[Limit]) -> dict[str, Tally]:
    names = [limit.name for limit in limits]
    while True:
        later = timezone.now() + dt.timedelta(hours=1)
        missing = [Tally(name=name, forget_at=later) for name in names]
        Tally.objects.bulk_create(missing, ignore_conflicts=True)
        rows = {row.name: row for row in Tally.objects.select_for_update().filter(name__in=names).order_by("name")}
        if len(rows) == len(set(names)):  # otherwise one was forgotten between the two statements
            return rows
