"""Measures of support that the product carries: real ones from a source, and made-up ones for the demonstration."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from clusters.rules.enums import Purpose, Subject
from clusters.rules.models import RuleSet
from clusters.rules.reference import load_sets, read
from clusters.stable_ids import stable_public_id
from clusters.support import actions, criteria
from clusters.support.models import SupportMeasure

_OTHER_KEYS = {"key", "criteria", "state"}


@transaction.atomic
def load() -> int:
    """Add what is missing; how many were. A second call changes nothing."""
    return load_measures(read("support_measures.toml")["measure"])


def load_measures(entries: Iterable[Mapping[str, Any]], *, is_demo: bool = False) -> int:
    known = set(SupportMeasure.objects.values_list("public_id", flat=True))
    added = 0
    for entry in entries:
        public_id = stable_public_id("measure", entry["key"])
        if public_id in known:
            continue
        fields = {name: value for name, value in entry.items() if name not in _OTHER_KEYS}
        state = entry.get("state", "open")
        fields |= {"public_id": public_id, "state": state, "rule_set": _rule_set(entry, public_id, is_demo)}
        actions.make_measure(by=None, fields=fields, is_demo=is_demo)
        added += 1
    return added


def _rule_set(entry: Mapping[str, Any], public_id: str, is_demo: bool) -> RuleSet:
    code = f"measure-{public_id}"
    names = actions.names_of_rules(entry["name_ru"], entry["name_en"])
    source = {name: entry[name] for name in ("act_ru", "act_en", "act_url") if name in entry}
    kept = {"code": code, "purpose": Purpose.ELIGIBILITY, "subject": Subject.ORGANISATION}
    load_sets([{**kept, **names, **source, **criteria.content(entry["criteria"])}], is_demo=is_demo)
    return RuleSet.objects.get(code=code)
