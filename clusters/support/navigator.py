"""What an organisation may get: every open measure against its facts, the likely ones first."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clusters.models import Organisation
from clusters.rules.enums import Subject
from clusters.rules.evaluation import State, Verdict, evaluate
from clusters.rules.facts import FACTS, Fact, Known, known_facts, values
from clusters.rules.language import Value, value_as_json
from clusters.rules.models import RuleSetVersion
from clusters.rules.queries import versions_on
from clusters.rules.words import Said, Speaker
from clusters.support.models import SupportMeasure

ELIGIBLE, NEARLY, UNKNOWN, NO = "eligible", "nearly", "unknown", "no"
ORDER = (ELIGIBLE, NEARLY, UNKNOWN, NO)


@dataclass(frozen=True)
class Answer:
    """One measure and how the organisation stands to it. Without rules in the portal nothing is known."""

    measure: SupportMeasure
    version: RuleSetVersion | None
    verdict: Verdict | None
    said: list[Said]

    @property
    def state(self) -> str:
        """eligible; nearly (exactly one condition is not met); unknown; no."""
        if self.verdict is None:
            return UNKNOWN
        if self.verdict.state is State.PASSED:
            return ELIGIBLE
        failed = sum(part.state is State.FAILED for part in self.verdict.parts if part.counts)
        return {0: UNKNOWN, 1: NEARLY}.get(failed, NO)

    @property
    def failed(self) -> list[Said]:
        return [one for one in self.said if one.state == "failed" and one.binding == "yes" and one.depth == 0]

    @property
    def unknown(self) -> list[Said]:
        return [one for one in self.said if one.state == "unknown" and one.binding == "yes" and one.fact]

    @property
    def place(self) -> tuple[int, int, str]:
        return ORDER.index(self.state), len(self.unknown), self.measure.name


def facts_of(organisation: Organisation, stated: Mapping[str, Value], on: dt.date) -> dict[str, Known]:
    """What the registry knows, with what the applicant states where the registry keeps no such fact."""
    known = known_facts(Subject.ORGANISATION, organisation, on)
    own = {code: Known(value) for code, value in stated.items() if code in FACTS and FACTS[code].stated}
    return {**own, **known}


def answers(known: Mapping[str, Known], on: dt.date) -> list[Answer]:
    """Every measure open on the date, eligible first. Two queries and those for the names of values."""
    measures = list(SupportMeasure.objects.open_on(on).select_related("giver", "territory"))
    versions = versions_on((measure.rule_set_id for measure in measures), on)
    speaker, facts = Speaker(known), values(known)
    found = [_answer(measure, versions.get(measure.rule_set_id or 0), facts, speaker) for measure in measures]
    return sorted(found, key=lambda answer: answer.place)


def answer_for(measure: SupportMeasure, known: Mapping[str, Known], on: dt.date) -> Answer:
    version = versions_on([measure.rule_set_id], on).get(measure.rule_set_id or 0)
    return _answer(measure, version, values(known), Speaker(known))


def _answer(
    measure: SupportMeasure, version: RuleSetVersion | None, facts: Mapping[str, Value], speaker: Speaker
) -> Answer:
    if version is None:
        return Answer(measure, None, None, [])
    verdict = evaluate(version.rules, facts)
    return Answer(measure, version, verdict, speaker.said(verdict))


def frozen(answer: Answer) -> list[dict[str, object]]:
    """The verdicts as an application keeps them: rule, fact, threshold, value and state, in no one's language."""
    if answer.verdict is None:
        return []
    return [
        {
            "code": leaf.item.code,
            "fact": leaf.item.fact,  # type: ignore[union-attr]
            "operator": leaf.item.operator.value,  # type: ignore[union-attr]
            "threshold": value_as_json(leaf.item.threshold),  # type: ignore[union-attr]
            "has": value_as_json(leaf.has),
            "state": leaf.state.value,
        }
        for leaf in answer.verdict.leaves()
    ]


def questions(versions: Iterable[RuleSetVersion]) -> list[Fact]:
    """Facts that only the applicant can state and that the rules ask of, in the order of declaration."""
    asked = {rule.fact for version in versions for rule in version.rules.rules()}
    return [fact for fact in FACTS.values() if fact.code in asked and fact.stated]
