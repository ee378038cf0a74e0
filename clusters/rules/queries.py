"""Reads of rule sets: which version is in force, and what it says of a subject."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.access import Person
from clusters.rules.access import can_edit_rules
from clusters.rules.enums import Purpose
from clusters.rules.models import RuleSet, RuleSetVersion


def version_on(rule_set: RuleSet, date: dt.date) -> RuleSetVersion | None:
    return RuleSetVersion.objects.filter(rule_set=rule_set).on(date).first()


def versions_on(rule_sets: Iterable[int | None], date: dt.date) -> dict[int, RuleSetVersion]:
    """The version in force of each set, by the key of the set. One query."""
    rows = RuleSetVersion.objects.filter(rule_set__in={key for key in rule_sets if key is not None}).on(date)
    found: dict[int, RuleSetVersion] = {}
    for row in rows.select_related("rule_set"):
        found.setdefault(row.rule_set_id, row)
    return found


def content_on(path: str, date: dt.date) -> Subquery:
    """For annotations: the rules in force of the set that `path` leads to, as JSON."""
    rows = RuleSetVersion.objects.filter(rule_set=OuterRef(path), valid_from__lte=date)
    return Subquery(rows.order_by("-valid_from", "-number").values("content")[:1])


def rule_sets_for_list(user: Person) -> QuerySet[RuleSet]:
    """What everyone may read; the administrator also sees the rules of measures in draft."""
    rows = RuleSet.objects.all()
    if can_edit_rules(user):
        return rows
    shown = RuleSet.objects.filter(measures__state__in=["open", "closed", "archived"]).values("pk")
    return rows.filter(~Q(purpose=Purpose.ELIGIBILITY) | Q(pk__in=shown))
