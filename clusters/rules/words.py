"""Verdicts in words: what there is, what is needed, what to do, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from clusters.models.naming import in_active_language
from clusters.rules.evaluation import State, Verdict
from clusters.rules.facts import FACTS, Fact, Known
from clusters.rules.language import Binding, Certainty, Group, Mode, Operator, Rule, Value
from clusters.tables import long_date


@dataclass(frozen=True)
class Said:
    """One verdict for a page, a notice or JSON. `depth` is how far it stands inside groups."""

    code: str
    state: str
    text: str
    has: str
    needs: str
    remedy: str
    source: str
    origin: str
    origin_url: str
    certainty: str
    binding: str
    fact: str
    depth: int

    @property
    def state_word(self) -> str:
        return state_word(State(self.state))

    @property
    def tone(self) -> str:
        if self.binding != Binding.YES.value:
            return "neutral"
        return {"passed": "good", "failed": "bad", "unknown": "warn"}[self.state]

    @property
    def sentence(self) -> str:
        """The rule with what there is and what is needed, in one line."""
        if not self.needs:
            return self.text
        if self.state == State.UNKNOWN.value:
            return _("%(text)s: not known; needs %(needs)s. %(remedy)s") % vars(self)
        return _("%(text)s: has %(has)s, needs %(needs)s.") % vars(self)


def state_word(state: State) -> str:
    words = {
        State.PASSED: pgettext("rule", "met"),
        State.FAILED: pgettext("rule", "not met"),
        State.UNKNOWN: pgettext("rule", "not known"),
    }
    return words[state]


class Speaker:
    """Says verdicts; what words are called is asked for once and kept for the page."""

    def __init__(self, known: Mapping[str, Known] | None = None) -> None:
        self._known = known or {}
        self._words: dict[str, Mapping[str, str]] = {}

    def said(self, whole: Verdict) -> list[Said]:
        """Every verdict inside the whole, groups before what is in them."""
        return [one for part in whole.parts for one in self._said(part, 0)]

    def value(self, code: str, value: Value | None) -> str:
        """The value of a fact with its unit; “not known” for None."""
        fact = FACTS.get(code)
        if value is None:
            return pgettext("value of a fact", "not known")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Decimal):
            return figure(value, str(fact.unit) if fact else "")
        names = sorted([value] if isinstance(value, str) else value)
        return ", ".join(self._name(fact, name) for name in names) or pgettext("value of a fact", "none")

    def text(self, item: Rule | Group) -> str:
        return _of(item)

    def fact(self, rule: Rule) -> str:
        found = FACTS.get(rule.fact)
        return str(found.label) if found else rule.fact

    def needs(self, rule: Rule) -> str:
        phrase = {
            Operator.AT_LEAST: _("at least %(value)s"),
            Operator.AT_MOST: _("at most %(value)s"),
            Operator.MORE_THAN: _("more than %(value)s"),
            Operator.LESS_THAN: _("less than %(value)s"),
            Operator.EQUALS: _("exactly %(value)s"),
            Operator.IS: "%(value)s",
            Operator.ONE_OF: _("one of: %(value)s"),
            Operator.NONE_OF: _("none of: %(value)s"),
            Operator.INCLUDES_ANY: _("any of: %(value)s"),
            Operator.INCLUDES_ALL: _("all of: %(value)s"),
            Operator.INCLUDES_NONE: _("none of: %(value)s"),
        }[rule.operator]
        return phrase % {"value": self.value(rule.fact, rule.threshold)}

    def _name(self, fact: Fact | None, name: str) -> str:
        if fact is None:
            return name
        if fact.code not in self._words:
            self._words[fact.code] = fact.words()
        return self._words[fact.code].get(name, name)

    def _said(self, verdict: Verdict, depth: int) -> Iterator[Said]:
        item = verdict.item
        yield self._group(item, verdict, depth) if isinstance(item, Group) else self._rule(item, verdict, depth)
        for part in verdict.parts:
            yield from self._said(part, depth + 1)

    def _group(self, group: Group, verdict: Verdict, depth: int) -> Said:
        passed = sum(part.state is State.PASSED for part in verdict.parts)
        least = {Mode.ALL: len(group.items), Mode.ANY: 1, Mode.AT_LEAST: group.least}[group.mode]
        return Said(
            code=group.code,
            state=verdict.state.value,
            text=_of(group) or mode_words(group),
            has=_("%(passed)s of %(all)s met") % {"passed": passed, "all": len(group.items)},
            needs=_("%(least)s of %(all)s") % {"least": least, "all": len(group.items)},
            remedy="",
            source=group.source,
            origin="",
            origin_url="",
            certainty=group.certainty.value,
            binding=Binding.YES.value,
            fact="",
            depth=depth,
        )

    def _rule(self, rule: Rule, verdict: Verdict, depth: int) -> Said:
        known = self._known.get(rule.fact)
        return Said(
            code=rule.code,
            state=verdict.state.value,
            text=_of(rule),
            has=self.value(rule.fact, verdict.has),
            needs=self.needs(rule),
            remedy=self._remedy(rule, verdict.state),
            source=rule.source,
            origin=_origin(known),
            origin_url=known.source_url if known else "",
            certainty=rule.certainty.value,
            binding=rule.binding.value,
            fact=rule.fact,
            depth=depth,
        )

    def _remedy(self, rule: Rule, state: State) -> str:
        if state is State.UNKNOWN:
            fact = FACTS.get(rule.fact)
            words = {"fact": fact.label, "giver": fact.giver} if fact else {"fact": rule.fact, "giver": ""}
            return _("The fact “%(fact)s” is given by %(giver)s.") % words
        return _of(rule, "remedy") if state is State.FAILED else ""


def mode_words(group: Group) -> str:
    if group.mode is Mode.AT_LEAST:
        return _("At least %(least)s of these") % {"least": group.least}
    return _("Any of these") if group.mode is Mode.ANY else _("All of these")


def certainty_words(certainty: str) -> str:
    words = {
        Certainty.READ.value: _("read in the source"),
        Certainty.TO_CHECK.value: _("to be checked against the text of the source"),
        Certainty.OWN.value: "",
    }
    return words[certainty]


def figure(value: Decimal, unit: str = "") -> str:
    """`12,5 %`, `1 234`: digits as they are, without zeros at the end."""
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    text = number_format(plain, force_grouping=True).replace(" ", "\N{NO-BREAK SPACE}")
    gap = "" if unit == "%" and (get_language() or "ru").startswith("en") else "\N{NO-BREAK SPACE}"
    return f"{text}{gap}{unit}" if unit else text


def _origin(known: Known | None) -> str:
    if known is None:
        return ""
    date = long_date(known.as_of)
    return ", ".join(part for part in (known.source, date) if part)


def _of(item: Rule | Group, stem: str = "text") -> str:
    return in_active_language(item, stem)
