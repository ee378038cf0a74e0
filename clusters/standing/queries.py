"""How a cluster stands by its rules on a date, and how an organisation would by the rules of admission."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet

from accounts.models import today
from clusters.models import Cluster, Organisation
from clusters.rules.enums import Purpose, Subject
from clusters.rules.evaluation import Verdict, evaluate
from clusters.rules.facts import FACTS, Fact, Known, known_facts, provide, stated_facts, values
from clusters.rules.language import Value
from clusters.rules.models import RuleSet, RuleSetVersion
from clusters.rules.queries import versions_on
from clusters.rules.words import Said, Speaker
from clusters.standing.models import AppliedRuleSet, ClusterFact


@dataclass(frozen=True)
class Standing:
    """One rule set applied to one subject on a date."""

    version: RuleSetVersion
    verdict: Verdict
    said: list[Said]

    @property
    def rule_set(self) -> RuleSet:
        return self.version.rule_set

    @property
    def state(self) -> str:
        return self.verdict.state.value

    @property
    def lacking(self) -> list[Said]:
        """Single rules that are not met or not known, those not met first."""
        single = [one for one in self.said if one.fact and one.binding == "yes"]
        open_ones = [one for one in single if one.state != "passed" and not self._excused(one)]
        return sorted(open_ones, key=lambda one: one.state != "failed")

    def _excused(self, one: Said) -> bool:
        """Inside a group that is met all the same."""
        return one.code in {
            leaf.item.code for part in self.verdict.parts if part.state.value == "passed" for leaf in part.leaves()
        }


def applied_on(cluster: Cluster, date: dt.date, purpose: Purpose) -> QuerySet[AppliedRuleSet]:
    return AppliedRuleSet.objects.on(date).filter(cluster=cluster, rule_set__purpose=purpose)


def standings_of(cluster: Cluster, date: dt.date) -> list[Standing]:
    """By each rule set of standing that applies to the cluster on the date. Queries do not grow with members."""
    return _standings(cluster, Purpose.STANDING, known_facts(Subject.CLUSTER, cluster, date), date)


def admission_standings(cluster: Cluster, organisation: Organisation, date: dt.date) -> list[Standing]:
    known = known_facts(Subject.ORGANISATION, organisation, date)
    return _standings(cluster, Purpose.ADMISSION, known, date)


def admission_verdicts(cluster: Cluster, organisation: Organisation) -> list[Verdict]:
    """The verdict of each rule of admission that applies to the cluster today, in order."""
    standings = admission_standings(cluster, organisation, today())
    return [part for standing in standings for part in standing.verdict.parts]


def review_check(cluster: Cluster, organisation: Organisation) -> list[dict[str, str]]:
    """The same in words, as `clusters.panels.REVIEW_CHECKS` wants them."""
    standings = admission_standings(cluster, organisation, today())
    return [
        {"code": one.code, "state": one.state, "text": one.sentence}
        for standing in standings
        for one in standing.said
        if one.binding == "yes" or one.state != "passed"
    ]


def _standings(cluster: Cluster, purpose: Purpose, known: dict[str, Known], date: dt.date) -> list[Standing]:
    applied = list(applied_on(cluster, date, purpose).values_list("rule_set_id", flat=True))
    versions = versions_on(applied, date)
    speaker, facts = Speaker(known), values(known)
    found = []
    for key in applied:
        if key in versions:
            verdict = evaluate(versions[key].rules, facts)
            found.append(Standing(versions[key], verdict, speaker.said(verdict)))
    return found


def stated_on(cluster: Cluster, date: dt.date) -> dict[str, Known]:
    """A reader of facts: the latest statement of each by the date. One query."""
    rows = ClusterFact.objects.filter(cluster=cluster, as_of__lte=date).order_by("as_of", "pk")
    return {
        row.fact: Known(_value_of(row), row.source, row.source_url, row.as_of, row.is_demo)
        for row in rows
        if row.fact in FACTS
    }


def _value_of(row: ClusterFact) -> Value:
    # The database keeps exactly one of the two.
    return cast(Value, row.number if row.yes_no is None else row.yes_no)


def register() -> None:
    provide(Subject.CLUSTER, stated_on)


def statements_of(cluster: Cluster) -> QuerySet[ClusterFact]:
    return ClusterFact.objects.filter(cluster=cluster).order_by("-as_of", "-pk")


def facts_to_state() -> list[Fact]:
    return stated_facts(Subject.CLUSTER)
