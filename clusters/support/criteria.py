"""Conditions that a measure may set, each a rule whose threshold the measure gives."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from clusters.rules.facts import FACTS, Fact
from clusters.rules.language import Operator, Rule, Value, as_json, value_as_json
from clusters.rules.models import RuleSetVersion
from clusters.rules.reference import read


@cache
def criteria() -> dict[str, Mapping[str, str]]:
    """Fact, operator and words of each, by code."""
    return {entry["code"]: entry for entry in read("eligibility_criteria.toml")["criterion"]}


def fact_of(code: str) -> Fact:
    return FACTS[criteria()[code]["fact"]]


def operator_of(code: str) -> Operator:
    return Operator(criteria()[code]["operator"])


def content(thresholds: Mapping[str, Any], others: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Rules in the order of the list; `others` are rules of the set that the list does not know."""
    chosen = [{**criteria()[code], "threshold": thresholds[code]} for code in criteria() if code in thresholds]
    return {"items": chosen + (others or [])}


def thresholds_of(version: RuleSetVersion | None) -> dict[str, Value]:
    """What a version asks, by the code of the condition."""
    return {rule.code: rule.threshold for rule in _items(version) if isinstance(rule, Rule) and _is_listed(rule)}


def others_of(version: RuleSetVersion | None) -> list[dict[str, Any]]:
    return [as_json(item) for item in _items(version) if not (isinstance(item, Rule) and _is_listed(item))]


def as_thresholds(values: Mapping[str, Value]) -> dict[str, Any]:
    return {code: value_as_json(value) for code, value in values.items()}


def _items(version: RuleSetVersion | None) -> tuple[Any, ...]:
    return version.rules.items if version else ()


def _is_listed(rule: Rule) -> bool:
    listed = criteria().get(rule.code)
    return listed is not None and (listed["fact"], listed["operator"]) == (rule.fact, rule.operator.value)
