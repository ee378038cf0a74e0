"""The language of rules: a fact, an operator, a threshold; and groups of them. Read from plain JSON, checked on the way.

Pure: no Django, no evaluation of text, no floats. Numbers are exact decimals written as text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

Value = Decimal | bool | str | frozenset[str]
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FACT = re.compile(r"[a-z]+\.[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
DEEPEST = 4
MOST_RULES = 100


class WrongRule(ValueError):
    """Rules that cannot be read; the message names the place and the remedy."""


class Kind(Enum):
    """What a fact may be."""

    NUMBER = "number"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"


class Operator(Enum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUALS = "equals"
    IS = "is"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    INCLUDES_ANY = "includes_any"
    INCLUDES_ALL = "includes_all"
    INCLUDES_NONE = "includes_none"

    @property
    def kind(self) -> Kind:
        """The kind of fact it is asked of."""
        return _KINDS[self]


_NUMERIC = (Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN, Operator.EQUALS)
_KINDS = {
    **dict.fromkeys(_NUMERIC, Kind.NUMBER),
    Operator.IS: Kind.YES_NO,
    Operator.ONE_OF: Kind.WORD,
    Operator.NONE_OF: Kind.WORD,
    Operator.INCLUDES_ANY: Kind.WORDS,
    Operator.INCLUDES_ALL: Kind.WORDS,
    Operator.INCLUDES_NONE: Kind.WORDS,
}


class Binding(Enum):
    """Whether the outcome of the whole depends on the rule; a note is shown for comparison, a wish is not required."""

    YES = "yes"
    NO = "no"
    NOTE = "note"


class Certainty(Enum):
    """How well the rule is known from its source."""

    READ = "read"
    TO_CHECK = "to_check"
    OWN = "own"


class Mode(Enum):
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    fact: str
    operator: Operator
    threshold: Value
    text_ru: str
    text_en: str
    source: str = ""
    binding: Binding = Binding.YES
    certainty: Certainty = Certainty.OWN
    remedy_ru: str = ""
    remedy_en: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """All of its items, any of them, or at least `least` of them."""

    code: str
    mode: Mode
    items: tuple["Rule | Group", ...]
    least: int = 0
    text_ru: str = ""
    text_en: str = ""
    source: str = ""
    certainty: Certainty = Certainty.OWN

    def rules(self) -> Iterator[Rule]:
        """Every rule in it, at whatever depth, in order."""
        for item in self.items:
            if isinstance(item, Group):
                yield from item.rules()
            else:
                yield item


def parse(content: Any) -> Group:
    """The whole of a rule set, from JSON: `{"items": […]}`. Raises WrongRule."""
    if not isinstance(content, Mapping) or not isinstance(content.get("items"), list):
        raise WrongRule("A rule set is an object with a list of items.")
    whole = _group({"code": "whole", "mode": "all", **content}, 1)
    codes = [rule.code for rule in whole.rules()]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise WrongRule(f"Each rule has a code of its own; twice: {', '.join(twice)}.")
    if len(codes) > MOST_RULES:
        raise WrongRule(f"At most {MOST_RULES} rules in a set; there are {len(codes)}.")
    return whole


def as_json(item: Rule | Group) -> dict[str, Any]:
    """What `parse` reads back as the same."""
    if isinstance(item, Group):
        kept: dict[str, Any] = {"code": item.code, "mode": item.mode.value, "least": item.least}
        kept |= {"text_ru": item.text_ru, "text_en": item.text_en, "source": item.source}
        return kept | {"certainty": item.certainty.value, "items": [as_json(one) for one in item.items]}
    return {
        "code": item.code,
        "fact": item.fact,
        "operator": item.operator.value,
        "threshold": value_as_json(item.threshold),
        "text_ru": item.text_ru,
        "text_en": item.text_en,
        "source": item.source,
        "binding": item.binding.value,
        "certainty": item.certainty.value,
        "remedy_ru": item.remedy_ru,
        "remedy_en": item.remedy_en,
    }


def value_as_json(value: Value | None) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return sorted(value) if isinstance(value, frozenset) else value


def threshold_of(operator: Operator, given: Any, where: str = "") -> Value:
    """The threshold as the operator takes it. Raises WrongRule."""
    if operator.kind is Kind.NUMBER:
        return number(given, where)
    if operator.kind is Kind.YES_NO:
        if not isinstance(given, bool):
            raise WrongRule(f"{where}: the threshold is true or false, not {given!r}.")
        return given
    if not isinstance(given, list) or not given or not all(isinstance(word, str) and word for word in given):
        raise WrongRule(f"{where}: the threshold is a list of words, not {given!r}.")
    return frozenset(given)


def number(given: Any, where: str = "") -> Decimal:
    """An exact decimal, from text or a whole number; a float is refused, since it is not exact."""
    text = str(given) if isinstance(given, int | Decimal) and not isinstance(given, bool) else given
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise WrongRule(f"{where}: write the number as text with a full stop, like “0.5”, not {given!r}.")
    try:
        return Decimal(text)
    except InvalidOperation as error:  # pragma: no cover  the pattern leaves nothing that Decimal refuses
        raise WrongRule(f"{where}: {given!r} is not a number.") from error


def _item(given: Any, depth: int) -> Rule | Group:
    if not isinstance(given, Mapping):
        raise WrongRule(f"A rule is an object, not {given!r}.")
    return _group(given, depth) if "items" in given else _rule(given)


def _group(given: Mapping[str, Any], depth: int) -> Group:
    code = _code(given)
    if depth > DEEPEST:
        raise WrongRule(f"{code}: groups within groups at most {DEEPEST} deep.")
    mode = _word(Mode, given.get("mode", "all"), code)
    items: Sequence[Rule | Group] = [_item(one, depth + 1) for one in given["items"]]
    if not items and depth > 1:
        raise WrongRule(f"{code}: a group has at least one rule.")
    least = given.get("least", 0)
    if not isinstance(least, int) or (mode is Mode.AT_LEAST and not 1 <= least <= len(items)):
        raise WrongRule(f"{code}: “least” is a whole number from 1 to the number of items.")
    if mode is not Mode.ALL and any(isinstance(one, Rule) and one.binding is not Binding.YES for one in items):
        raise WrongRule(f"{code}: among alternatives every rule is binding.")
    texts = {name: str(given.get(name, "")) for name in ("text_ru", "text_en", "source")}
    certainty = _word(Certainty, given.get("certainty", "own"), code)
    return Group(code=code, mode=mode, items=tuple(items), least=least, certainty=certainty, **texts)


_RULE_WORDS = ("text_ru", "text_en", "source", "remedy_ru", "remedy_en")
_RULE_KEYS = {"code", "fact", "operator", "threshold", "binding", "certainty", *_RULE_WORDS}


def _rule(given: Mapping[str, Any]) -> Rule:
    code = _code(given)
    unknown = sorted(set(given) - _RULE_KEYS)
    if unknown:
        raise WrongRule(f"{code}: unknown words {', '.join(unknown)}; allowed: {', '.join(sorted(_RULE_KEYS))}.")
    if not _FACT.fullmatch(str(given.get("fact", ""))):
        raise WrongRule(f"{code}: a fact is called like “cluster.members”.")
    operator = _word(Operator, given.get("operator"), code)
    texts = {name: str(given.get(name, "")) for name in _RULE_WORDS}
    if not texts["text_ru"]:
        raise WrongRule(f"{code}: the text in Russian is needed.")
    return Rule(
        code=code,
        fact=given["fact"],
        operator=operator,
        threshold=threshold_of(operator, given.get("threshold"), code),
        binding=_word(Binding, given.get("binding", "yes"), code),
        certainty=_word(Certainty, given.get("certainty", "own"), code),
        **texts,
    )


def _code(given: Mapping[str, Any]) -> str:
    code = given.get("code", "")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise WrongRule(f"{code!r}: a code has small Latin letters, digits and underscores.")
    return code


def _word(words: Any, given: Any, where: str) -> Any:
    try:
        return words(given)
    except ValueError:
        allowed = ", ".join(str(word.value) for word in words)
        raise WrongRule(f"{where}: {given!r} is none of {allowed}.") from None
