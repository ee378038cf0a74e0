"""Rule sets that the product carries, from TOML. A set is added once: what an administrator changes since is theirs."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from clusters.reference import DATA
from clusters.rules import actions
from clusters.rules.models import RuleSet

FIRST_DAY = dt.date(2020, 1, 1)
"""From when the portal applies what it carries; not the date of the act."""
_FIELDS = ("code", "name_ru", "name_en", "purpose", "subject", "act_ru", "act_en", "act_url", "note_ru", "note_en")


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def load_sets(sets: Iterable[Mapping[str, Any]], *, is_demo: bool = False) -> int:
    """Add what is missing; how many were."""
    known = set(RuleSet.objects.values_list("code", flat=True))
    missing = [entry for entry in sets if entry["code"] not in known]
    for entry in missing:
        fields = {name: entry[name] for name in _FIELDS if name in entry}
        actions.make_rule_set(
            by=None,
            fields=fields | {"is_demo": is_demo},
            content={"items": entry["items"]},
            valid_from=FIRST_DAY,
        )
    return len(missing)
