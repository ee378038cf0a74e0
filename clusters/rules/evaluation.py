"""Facts against rules: passed, failed or unknown, in the three-valued logic of Kleene. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

from clusters.rules.language import Binding, Group, Kind, Mode, Operator, Rule, Value


class State(Enum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`has` is the fact, None where it is not known; `parts` are the verdicts inside a group."""

    item: Rule | Group
    state: State
    has: Value | None = None
    parts: tuple["Verdict", ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the outcome of the whole depends on it."""
        return isinstance(self.item, Group) or self.item.binding is Binding.YES

    def leaves(self) -> Iterator["Verdict"]:
        """Verdicts of single rules in it, at whatever depth."""
        if isinstance(self.item, Rule):
            yield self
        for part in self.parts:
            yield from part.leaves()


def evaluate(item: Rule | Group, facts: Mapping[str, Value | None]) -> Verdict:
    """`facts` by code; None or absent is unknown. Raises TypeError for a fact of another kind than the rule asks."""
    if isinstance(item, Group):
        parts = tuple(evaluate(one, facts) for one in item.items)
        return Verdict(item, _together(item, [part.state for part in parts if part.counts]), None, parts)
    has = facts.get(item.fact)
    if has is None:
        return Verdict(item, State.UNKNOWN)
    _require_kind(item, has)
    return Verdict(item, State.PASSED if _holds(item.operator, has, item.threshold) else State.FAILED, has)


def _together(group: Group, states: Sequence[State]) -> State:
    """At least n hold: surely, surely not, or it is not known. All of them is n of n, any of them 1 of n."""
    least = {Mode.ALL: len(states), Mode.ANY: 1, Mode.AT_LEAST: group.least}[group.mode]
    passed = states.count(State.PASSED)
    if passed >= least:
        return State.PASSED
    return State.UNKNOWN if passed + states.count(State.UNKNOWN) >= least else State.FAILED


_TYPES: dict[Kind, type] = {Kind.NUMBER: Decimal, Kind.YES_NO: bool, Kind.WORD: str, Kind.WORDS: frozenset}


def _require_kind(rule: Rule, has: Value) -> None:
    if type(has) is not _TYPES[rule.operator.kind]:
        raise TypeError(f"{rule.code}: {rule.operator.value} asks for a {rule.operator.kind.value}, not {has!r}.")


def _holds(operator: Operator, has: Any, threshold: Any) -> bool:
    return _TESTS[operator](has, threshold)


_TESTS: dict[Operator, Any] = {
    Operator.AT_LEAST: lambda has, threshold: has >= threshold,
    Operator.AT_MOST: lambda has, threshold: has <= threshold,
    Operator.MORE_THAN: lambda has, threshold: has > threshold,
    Operator.LESS_THAN: lambda has, threshold: has < threshold,
    Operator.EQUALS: lambda has, threshold: has == threshold,
    Operator.IS: lambda has, threshold: has is threshold,
    Operator.ONE_OF: lambda has, threshold: has in threshold,
    Operator.NONE_OF: lambda has, threshold: has not in threshold,
    Operator.INCLUDES_ANY: lambda has, threshold: bool(has & threshold),
    Operator.INCLUDES_ALL: lambda has, threshold: threshold <= has,
    Operator.INCLUDES_NONE: lambda has, threshold: not has & threshold,
}


def changed_thresholds(whole: Group, thresholds: Mapping[str, Value]) -> Group:
    """The same rules with other thresholds, by the code of the rule; what is not named stays."""

    def renewed(item: Rule | Group) -> Rule | Group:
        if isinstance(item, Group):
            return replace(item, items=tuple(renewed(one) for one in item.items))
        return replace(item, threshold=thresholds[item.code]) if item.code in thresholds else item

    return replace(whole, items=tuple(renewed(item) for item in whole.items))
