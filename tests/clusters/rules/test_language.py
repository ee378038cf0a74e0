"""The language of rules: what it reads, what it refuses, and the laws its evaluation keeps."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.rules.evaluation import State, changed_thresholds, evaluate
from clusters.rules.language import WrongRule, as_json, number, parse
from clusters.rules.reference import read

RULE = {"code": "members", "fact": "cluster.members", "operator": "at_least", "threshold": "15", "text_ru": "Участники"}


@pytest.mark.parametrize("entry", read("rule_sets.toml")["set"], ids=lambda entry: entry["code"])
def test_rules_written_down_are_read_back_the_same(entry):
    whole = parse({"items": entry["items"]})
    assert parse(as_json(whole)) == whole


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"threshold": 15.5}, "with a full stop"),
        ({"threshold": "15,5"}, "with a full stop"),
        ({"threshold": "1e3"}, "with a full stop"),
        ({"threshold": True}, "with a full stop"),
        ({"threshold": "__import__('os')"}, "with a full stop"),
        ({"operator": "is", "threshold": "yes"}, "true or false"),
        ({"operator": "one_of", "threshold": []}, "list of words"),
        ({"operator": "one_of", "threshold": "hotel"}, "list of words"),
        ({"operator": "approximately"}, "none of at_least"),
        ({"fact": "members"}, "cluster.members"),
        ({"code": "Members!"}, "small Latin letters"),
        ({"text_ru": ""}, "in Russian"),
        ({"colour": "red"}, "unknown words colour"),
        ({"binding": "maybe"}, "none of yes, no, note"),
    ],
)
def test_a_wrong_rule_is_refused_with_the_remedy(change, message):
    with pytest.raises(WrongRule, match=message):
        parse({"items": [{**RULE, **change}]})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([RULE], "object with a list"),
        ({"items": ["members"]}, "A rule is an object"),
        ({"items": [RULE, RULE]}, "twice: members"),
        ({"items": [{"code": "a", "items": []}]}, "at least one rule"),
        ({"items": [{"code": "a", "mode": "at_least", "least": 2, "items": [RULE]}]}, "from 1 to the number"),
        ({"items": [{"code": "a", "mode": "any", "items": [{**RULE, "binding": "note"}]}]}, "every rule is binding"),
        ({"items": [{**RULE, "code": f"r{n}"} for n in range(101)]}, "At most 100"),
    ],
)
def test_a_wrong_set_is_refused_with_the_remedy(content, message):
    with pytest.raises(WrongRule, match=message):
        parse(content)


def test_groups_are_not_endlessly_deep():
    deep = RULE
    for level in range(5):
        deep = {"code": f"g{level}", "items": [deep]}
    with pytest.raises(WrongRule, match="at most 4 deep"):
        parse({"items": [deep]})


def test_a_fact_of_another_kind_is_a_fault_of_the_program():
    with pytest.raises(TypeError, match="asks for a number"):
        evaluate(parse({"items": [RULE]}), {"cluster.members": 15})


def test_a_note_and_a_wish_do_not_decide():
    for binding in ("note", "no"):
        verdict = evaluate(parse({"items": [{**RULE, "binding": binding}]}), {"cluster.members": Decimal(1)})
        assert (verdict.state, verdict.parts[0].state) == (State.PASSED, State.FAILED)


@pytest.mark.parametrize(
    ("operator", "threshold", "passing", "failing"),
    [
        ("at_least", "2", Decimal(2), Decimal("1.99")),
        ("at_most", "2", Decimal(2), Decimal("2.01")),
        ("more_than", "2", Decimal("2.01"), Decimal(2)),
        ("less_than", "2", Decimal("1.99"), Decimal(2)),
        ("equals", "2.0", Decimal(2), Decimal("2.01")),
        ("is", False, False, True),
        ("one_of", ["a", "b"], "a", "c"),
        ("none_of", ["a", "b"], "c", "a"),
        ("includes_any", ["a", "b"], frozenset("bc"), frozenset("cd")),
        ("includes_all", ["a", "b"], frozenset("abc"), frozenset("ac")),
        ("includes_none", ["a", "b"], frozenset("c"), frozenset("ac")),
    ],
)
def test_each_operator_at_its_edge(operator, threshold, passing, failing):
    whole = parse({"items": [{**RULE, "operator": operator, "threshold": threshold}]})
    assert evaluate(whole, {"cluster.members": passing}).state is State.PASSED
    assert evaluate(whole, {"cluster.members": failing}).state is State.FAILED


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("PPx", "passed"),
        ("PFx", "unknown"),
        ("FFx", "failed"),
        ("Pxx", "unknown"),
        ("PPF", "passed"),
        ("PFF", "failed"),
    ],
)
def test_at_least_two_of_three(facts, expected):
    items = [{**RULE, "code": f"r{n}", "fact": f"cluster.f{n}"} for n in range(3)]
    whole = parse({"items": [{"code": "two", "mode": "at_least", "least": 2, "items": items}]})
    amounts = {"P": Decimal(15), "F": Decimal(14), "x": None}
    known = {f"cluster.f{n}": amounts[letter] for n, letter in enumerate(facts)}
    assert evaluate(whole, known).state.value == expected


def test_only_the_named_thresholds_change():
    whole = parse({"items": [RULE, {"code": "group", "mode": "any", "items": [{**RULE, "code": "other"}]}]})
    changed = changed_thresholds(whole, {"other": Decimal(7)})
    assert [rule.threshold for rule in changed.rules()] == [Decimal(15), Decimal(7)]


def test_numbers_are_exact():
    assert number("0.1") + number("0.2") == Decimal("0.3")


FACTS = [f"cluster.f{n}" for n in range(4)]
ORDER = [State.FAILED, State.UNKNOWN, State.PASSED]
amounts = st.one_of(st.none(), st.integers(0, 20).map(Decimal))
known_facts = st.fixed_dictionaries(dict.fromkeys(FACTS, amounts))


@st.composite
def trees(draw):
    """A set of rules that ask for at least so much: more is never worse."""
    counter = iter(range(1000))

    def rule():
        threshold = str(draw(st.integers(0, 20)))
        return {**RULE, "code": f"r{next(counter)}", "fact": draw(st.sampled_from(FACTS)), "threshold": threshold}

    def group(depth):
        items = [
            group(depth + 1) if depth < 3 and draw(st.booleans()) else rule() for _n in range(draw(st.integers(1, 3)))
        ]
        mode = draw(st.sampled_from(["all", "any", "at_least"]))
        return {"code": f"g{next(counter)}", "mode": mode, "least": draw(st.integers(1, len(items))), "items": items}

    return parse({"items": [group(2) for _n in range(draw(st.integers(1, 3)))]})


@given(trees(), known_facts, st.sampled_from(FACTS), st.integers(0, 20))
def test_more_of_a_fact_never_makes_a_verdict_worse(tree, facts, name, more):
    before = evaluate(tree, facts).state
    had = facts[name]
    if had is not None:
        assert ORDER.index(evaluate(tree, {**facts, name: had + more}).state) >= ORDER.index(before)
    # A fact learned that passes every rule which asks of it.
    assert ORDER.index(evaluate(tree, {**facts, name: Decimal(20)}).state) >= ORDER.index(before)


@given(trees(), known_facts, known_facts)
def test_what_is_decided_stays_so_when_more_becomes_known(tree, facts, learned):
    before = evaluate(tree, facts).state
    after = evaluate(tree, {name: facts[name] if facts[name] is not None else learned[name] for name in FACTS}).state
    assert before is State.UNKNOWN or after is before
