"""Figures to look at: eight quarters of made-up figures for the demonstration organisations, each marked so.

The same figures in every installation: a generator seeded by organisation, no clock. What somebody has recorded since
for one of these organisations stays.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts import audit
from clusters.models import Organisation
from indicators.actions.recording import standing, write
from indicators.aggregation import asked_kinds
from indicators.demo_figures import Firm
from indicators.enums import Status
from indicators.figures import Figure
from indicators.models import Indicator
from indicators.official.names import DATA
from indicators.periods import Period, quarter, quarters

SOURCE = "Демонстрационные данные"
FIRST, COUNT = quarter(2024, 4), 8
PLACES = Decimal("0.001")
_WHOLE = {"A02", "D05", "D06", "E01", "H02", "H03", "H04"}


@dataclass(frozen=True)
class Loaded:
    created: int
    superseded: int


@transaction.atomic
def load() -> Loaded:
    """Add the figures of all demonstration organisations; a second call changes nothing."""
    figures = list(_figures())
    before = standing(figures)
    ours = [figure for figure in figures if (row := before.get(figure.key)) is None or row.status == Status.DEMO]
    counts = write(ours, by=None, stable=True)
    loaded = Loaded(counts.created, counts.superseded)
    if counts.changes:
        audit.record(by=None, verb="indicators.load_demo", after=vars(loaded))
    return loaded


def _figures() -> Iterator[Figure]:
    profiles = tomllib.loads((DATA / "demo_profiles.toml").read_text(encoding="utf-8"))
    indicators = Indicator.objects.in_bulk(list(asked_kinds()), field_name="code")
    periods = quarters(FIRST, COUNT)
    organisations = Organisation.objects.filter(is_demo=True, kind__in=profiles).order_by("public_id")
    for organisation in organisations:
        rng = random.Random(organisation.public_id)  # noqa: S311  reproducible on purpose, nothing secret
        firm = Firm(rng, organisation.size_class, profiles[organisation.kind], bottles=_bottles(organisation))
        for step, period in enumerate(periods):
            values = firm.quarter(step, (period.end.month - 1) // 3, (period.end - period.start).days + 1)
            yield from _of_quarter(organisation, period, values, indicators)


def _bottles(organisation: Organisation) -> bool:
    return organisation.okved_main.startswith("11.07")


def _of_quarter(
    organisation: Organisation, period: Period, values: dict[str, float], indicators: dict[str, Indicator]
) -> Iterator[Figure]:
    for code, kinds in asked_kinds().items():
        if organisation.kind in kinds and code in values and code in indicators:
            places = Decimal(1) if code in _WHOLE else PLACES
            value = Decimal(repr(values[code])).quantize(places)
            unit = indicators[code].unit
            yield Figure(indicators[code], organisation, period, value, unit, Status.DEMO, source=SOURCE)
