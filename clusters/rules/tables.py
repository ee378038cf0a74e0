"""Rule sets and their history as tables."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from clusters.rules.models import RuleSet, RuleSetVersion
from clusters.rules.words import Speaker, certainty_words
from clusters.tables import long_date


def rule_sets_table(rule_sets: Iterable[RuleSet]) -> dict[str, Any]:
    rows = [
        [
            {"text": found.name, "url": found.get_absolute_url(), "mark": "demo" if found.is_demo else ""},
            found.get_purpose_display(),
            found.act,
        ]
        for found in rule_sets
    ]
    labels = (_("Rules"), _("Used for"), _("Source"))
    return {"caption": _("Rule sets"), "columns": [{"label": label} for label in labels], "rows": rows}


def rules_table(version: RuleSetVersion) -> dict[str, Any]:
    speaker = Speaker()
    rows = [
        [
            speaker.text(rule),
            speaker.fact(rule),
            speaker.needs(rule),
            certainty_words(rule.certainty.value),
        ]
        for rule in version.rules.rules()
    ]
    labels = (_("Rule"), _("Fact asked of"), _("What is needed"), _("How well it is known"))
    caption = _("Rules of version %(number)s") % {"number": version.number}
    return {"caption": caption, "columns": [{"label": label} for label in labels], "rows": rows}


def history_table(versions: Iterable[RuleSetVersion]) -> dict[str, Any]:
    rows = [[str(row.number), long_date(row.valid_from), row.reason or _("first version")] for row in versions]
    labels = (_("Version"), _("In force from"), _("Why it changed"))
    return {"caption": _("History"), "columns": [{"label": label} for label in labels], "rows": rows}
