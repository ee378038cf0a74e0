"""What a cluster as a whole comes to: figures of its members put together by the rules of `data/aggregation.csv`.

Organisation values are confidential. What leaves this module is a total of three contributors or more, or nothing.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from clusters.models import Cluster
from indicators.disclosure import threshold_unsafe
from indicators.enums import Status
from indicators.models import Indicator, Observation
from indicators.official.names import DATA, rows_of
from indicators.periods import Period, parse_period
from indicators.registry_measures import REGISTRY_MEASURES, Member, Roster, rosters

#: A draft or a figure still under review is nobody's result yet.
COUNTED = (Status.VERIFIED, Status.OFFICIAL, Status.IMPORTED, Status.IMPUTED, Status.DEMO)
PLACES = Decimal("0.000001")

#: Indicator code → primary key of the organisation → value, within one period.
Values = dict[str, dict[int, Decimal]]


@dataclass(frozen=True)
class AggregateValue:
    """A cluster's figure of one indicator and period.

    `value` is None when it is suppressed and when nobody contributed. `coverage` is the share (0–1) of the members
    asked for the indicator that contributed.
    """

    code: str
    period: str
    value: Decimal | None
    unit: str
    rule: str
    contributors: int
    members: int
    coverage: float
    suppressed: bool
    is_demo: bool


@dataclass(frozen=True)
class Rule:
    """`numerator`, `denominator`: codes; for a weighted mean the denominator is the weight."""

    code: str
    kind: str
    numerator: str
    denominator: str
    factor: Decimal


@dataclass(frozen=True)
class _Total:
    """A total and what each member puts into it: one list for a sum, two where it is divided by another total."""

    value: Decimal | None
    parts: tuple[Sequence[Decimal], ...]


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(row["code"], row["rule"], row["numerator"], row["denominator"], Decimal(row["factor"] or 1))
        for row in rows_of("aggregation.csv")
    )


@cache
def asked_kinds() -> dict[str, frozenset[str]]:
    """Indicator code → kinds of organisations that are asked for it."""
    found: dict[str, frozenset[str]] = {}
    for form in tomllib.loads((DATA / "reporting.toml").read_text(encoding="utf-8"))["form"]:
        for code in form["indicators"]:
            found[code] = found.get(code, frozenset()) | frozenset(form["kinds"])
    return found


def cluster_values(cluster: Cluster, period: Period | str) -> dict[str, AggregateValue]:
    """The cluster's figures of a period by indicator code, from the figures of those who are members at its end."""
    period = parse_period(str(period))
    return cluster_values_many([cluster], [period])[cluster.slug, period.code]


def cluster_values_many(
    clusters: Iterable[Cluster], periods: Iterable[Period | str]
) -> dict[tuple[str, str], dict[str, AggregateValue]]:
    """`cluster_values` for each (slug, period code). Four queries at any number of clusters and periods."""
    clusters, spans = list(clusters), [parse_period(str(period)) for period in periods]
    units = dict(Indicator.objects.values_list("code", "unit"))
    members = rosters(clusters, spans)
    values, demo = _values({pk for roster in members.values() for pk in roster.members}, spans)
    found = {}
    for key, roster in members.items():
        in_period = values.get(key[1], {})
        marked = demo.get(key[1], set())
        found[key] = {
            rule.code: _apply(rule, roster, in_period, marked, units.get(rule.code, ""), key[1]) for rule in rules()
        }
    return found


def _values(organisations: set[int], periods: Sequence[Period]) -> tuple[dict[str, Values], dict[str, set[int]]]:
    """Figures by period code, and the organisations whose figures are for demonstration."""
    values: dict[str, Values] = {}
    demo: dict[str, set[int]] = {}
    rows = Observation.objects.current().filter(
        organisation__in=organisations,
        period__in=[period.code for period in periods],
        activity="",
        variant="",
        status__in=COUNTED,
        value__isnull=False,
    )
    for code, period, organisation, value, is_demo in rows.order_by().values_list(
        "indicator__code", "period", "organisation_id", "value", "is_demo"
    ):
        values.setdefault(period, {}).setdefault(code, {})[organisation] = value
        if is_demo:
            demo.setdefault(period, set()).add(organisation)
    return values, demo


def _apply(rule: Rule, roster: Roster, values: Values, demo: set[int], unit: str, period: str) -> AggregateValue:
    if rule.kind == "registry":
        measure = REGISTRY_MEASURES[rule.code](roster)
        number = len(roster.members)
        is_demo = any(member.is_demo for member in roster.members.values())
        return AggregateValue(
            rule.code,
            period,
            _rounded(measure),
            unit,
            rule.kind,
            number,
            number,
            1.0,
            suppressed=False,
            is_demo=is_demo,
        )
    own = _of_members(values.get(rule.numerator, {}), roster.members)
    other = _of_members(values.get(rule.denominator, {}), roster.members)
    counted = [pk for pk in own if not rule.denominator or other.get(pk)]
    total = _TOTALS[rule.kind](rule, [own[pk] for pk in counted], [other.get(pk, Decimal(0)) for pk in counted])
    suppressed = any(threshold_unsafe(part) for part in total.parts)
    asked = [pk for pk, member in roster.members.items() if member.kind in asked_kinds().get(rule.numerator, ())]
    expected = len(set(asked) | set(counted))
    return AggregateValue(
        code=rule.code,
        period=period,
        value=None if suppressed else _rounded(total.value),
        unit=unit,
        rule=rule.kind,
        contributors=len(counted),
        members=len(roster.members),
        coverage=len(counted) / expected if expected else 0.0,
        suppressed=suppressed,
        is_demo=any(pk in demo for pk in counted),
    )


def _of_members(values: dict[int, Decimal], members: dict[int, Member]) -> dict[int, Decimal]:
    """In the order of the primary key, so that a sum never depends on the database."""
    return {pk: values[pk] for pk in sorted(members) if pk in values}


def _sum(rule: Rule, own: list[Decimal], other: list[Decimal]) -> _Total:
    return _Total(sum(own, Decimal(0)) if own else None, (own,))


def _mean(rule: Rule, own: list[Decimal], other: list[Decimal]) -> _Total:
    return _Total(sum(own, Decimal(0)) / len(own) if own else None, (own,))


def _weighted_mean(rule: Rule, own: list[Decimal], other: list[Decimal]) -> _Total:
    weighed = [value * weight for value, weight in zip(own, other, strict=True)]
    return _Total(sum(weighed, Decimal(0)) / sum(other) if other else None, (weighed, other))


def _ratio(rule: Rule, own: list[Decimal], other: list[Decimal]) -> _Total:
    return _Total(rule.factor * sum(own, Decimal(0)) / sum(other) if other else None, (own, other))


_TOTALS: dict[str, Callable[[Rule, list[Decimal], list[Decimal]], _Total]] = {
    "sum": _sum,
    "mean": _mean,
    "weighted_mean": _weighted_mean,
    "ratio": _ratio,
}


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(PLACES)
