"""What everyone may know of the applications for a measure: sums of at least three organisations, now and in any difference.

A figure that grew by one organisation since it was last seen would tell that organisation's amount. So figures go forward in
steps: a quarter that is over is added only together with others until at least three organisations are new in the step.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from clusters.support.enums import GRANTED
from clusters.support.models import SupportApplication, SupportMeasure

LEAST = 3


@dataclass(frozen=True)
class Released:
    """`number` and `amount` are None while fewer than three organisations stand behind them."""

    number: int | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Statistics:
    applied: Released
    approved: Released


def statistics_of(measure: SupportMeasure, on: dt.date) -> Statistics:
    """Of quarters that ended before the date. One query."""
    rows = list(
        SupportApplication.objects.filter(measure=measure, submitted_at__isnull=False)
        .order_by("submitted_at", "pk")
        .values_list("organisation_id", "submitted_at", "decided_at", "granted", "state")
    )
    applied = [(who, _day(submitted), Decimal(0)) for who, submitted, _decided, _granted, _state in rows]
    approved = [
        (who, _day(decided), granted or Decimal(0))
        for who, _submitted, decided, granted, state in rows
        if state in GRANTED and decided is not None
    ]
    return Statistics(Released(released(applied, on).number), released(approved, on))


def released(rows: Iterable[tuple[int, dt.date, Decimal]], on: dt.date) -> Released:
    """`rows` are organisation, day and amount; what is added in one step comes from three organisations or more."""
    first_day = quarter_start(on)
    number, amount, waiting = 0, Decimal(0), list[tuple[int, Decimal]]()
    quarters: dict[dt.date, list[tuple[int, Decimal]]] = {}
    for who, day, granted in rows:
        if day < first_day:
            quarters.setdefault(quarter_start(day), []).append((who, granted))
    for start in sorted(quarters):
        waiting += quarters[start]
        if len({who for who, _granted in waiting}) >= LEAST:
            number, amount = number + len(waiting), amount + sum((granted for _who, granted in waiting), Decimal(0))
            waiting = []
    return Released(number, amount) if number else Released()


def quarter_start(day: dt.date) -> dt.date:
    return dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment, timezone.get_default_timezone())
