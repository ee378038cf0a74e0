"""Statements and applied rules as tables."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from clusters.rules.facts import FACTS
from clusters.rules.words import Speaker
from clusters.standing.models import AppliedRuleSet, ClusterFact
from clusters.tables import long_date, period


def statements_table(statements: Iterable[ClusterFact]) -> dict[str, Any]:
    speaker = Speaker()
    rows = [
        [
            str(FACTS[row.fact].label) if row.fact in FACTS else row.fact,
            {"text": speaker.value(row.fact, _value(row)), "mark": "demo" if row.is_demo else ""},
            long_date(row.as_of),
            {"text": row.source, "url": row.source_url},
        ]
        for row in statements
    ]
    labels = (_("Fact"), _("Value"), _("As of"), _("Source"))
    return {"caption": _("Stated facts"), "columns": [{"label": label} for label in labels], "rows": rows}


def _value(row: ClusterFact) -> Decimal | bool | None:
    return row.number if row.yes_no is None else row.yes_no


def applied_table(applied: Iterable[AppliedRuleSet]) -> dict[str, Any]:
    rows = [
        [
            {"text": row.rule_set.name, "url": row.rule_set.get_absolute_url()},
            row.rule_set.get_purpose_display(),
            period(row.valid_from, row.valid_until),
        ]
        for row in applied
    ]
    labels = (_("Rules"), _("Used for"), _("In force"))
    return {"caption": _("Rules of the cluster"), "columns": [{"label": label} for label in labels], "rows": rows}
