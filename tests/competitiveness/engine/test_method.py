"""Method documents: a wrong key is refused by name, and the schema says the same as the parser."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import competitiveness.engine
from competitiveness.engine import Method, MethodError, method_schema
from competitiveness.engine.method import AGGREGATE, DEFAULTS, NORMALISE, STEPS
from competitiveness.engine.options import REQUIRED
from competitiveness.engine.schema import schema_text

SCHEMA_FILE = Path(competitiveness.engine.__file__).with_name("method.schema.json")
SCHEMA = jsonschema.Draft202012Validator(method_schema())
AHP = {"order": ["a", "b"], "values": [[1, "1/3"], [3, 1]]}

FULL = {
    "code": "test",
    "version": "1",
    "title": "A method that says everything",
    "denominate": {"kind": "none"},
    "impute": {"kind": "group_mean", "group": "size", "units": "retained"},
    "screen": {"kind": "share", "minimum": 0.6, "minimum_nonzero": 0.1},
    "treat": {"kind": "winsorise", "points": 3, "then": "log_plain", "reflect": True, "except": ["a"]},
    "direct": {"kind": "framework"},
    "normalise": {"kind": "zscore", "mean": 5, "deviation": 2, "ddof": 0, "indicators": {"a": {"kind": "rank"}}},
    "weight": {"kind": "ahp", "matrices": {"Index": AHP}, "limit": 0.2, "inconsistent": "error"},
    "aggregate": {
        "kind": "power",
        "exponent": 0.5,
        "levels": {"2": {"kind": "copeland", "score": "wins"}},
        "nodes": {"P": {"kind": "mazziotta_pareto", "penalty": "+"}},
        "minimum_share": 0.5,
    },
    "rank": {"kind": "descending", "digits": 3},
}


def test_empty_document_takes_the_defaults() -> None:
    method = Method.from_dict({})
    assert {name: getattr(method, name).kind for name in STEPS} == {
        name: step["kind"] for name, step in DEFAULTS.items()
    }
    assert method.normalise["upper"] == 100
    assert method.code == ""


def test_full_document_round_trip() -> None:
    method = Method.from_dict(FULL)
    assert method.treat["points"] == 3
    assert method.aggregate["levels"]["2"]["score"] == "wins"
    assert method.weight["matrices"]["Index"].values[0][1] == pytest.approx(1 / 3)
    assert Method.from_dict(json.loads(json.dumps(method.to_dict()))) == method
    assert method.to_dict()["title"] == FULL["title"]


WRONG = [
    ("scorring", {"scorring": {}}, "scorring: unknown key. Allowed: aggregate, code"),
    ("method", [], "method: expected an object"),
    ("normalise", {"normalise": 3}, "normalise: expected an object, got 3"),
    ("normalise.kind", {"normalise": {}}, "normalise.kind: this key is required. Allowed: above_below_mean"),
    (
        "normalise.kind",
        {"normalise": {"kind": "minimax"}},
        "normalise.kind: 'minimax' is not known. Allowed: above_below",
    ),
    ("normalise.kind", {"normalise": {"kind": 3}}, "3 is not known"),
    (
        "normalise.lower",
        {"normalise": {"kind": "rank", "lower": 0}},
        "unknown key for the kind 'rank'. Allowed: indicators, kind.",
    ),
    ("normalise.lower", {"normalise": {"kind": "minmax", "lower": "0"}}, "expected a number, got '0'"),
    ("normalise.lower", {"normalise": {"kind": "minmax", "lower": True}}, "expected a number, got True"),
    ("normalise.deviation", {"normalise": {"kind": "zscore", "deviation": 0}}, "0 is not above 0"),
    ("normalise.ddof", {"normalise": {"kind": "zscore", "ddof": 2}}, "2 is not at least 0 and at most 1"),
    ("normalise.ddof", {"normalise": {"kind": "zscore", "ddof": 0.5}}, "expected a whole number, got 0.5"),
    (
        "normalise.indicators.a.kind",
        {"normalise": {"kind": "rank", "indicators": {"a": {"kind": "x"}}}},
        "'x' is not known",
    ),
    ("normalise.indicators", {"normalise": {"kind": "rank", "indicators": []}}, "expected an object"),
    (
        "normalise.indicators.",
        {"normalise": {"kind": "rank", "indicators": {"": {"kind": "rank"}}}},
        "'' is not a code",
    ),
    ("impute.group", {"impute": {"kind": "group_mean"}}, "the kind 'group_mean' requires this key"),
    ("impute.group", {"impute": {"kind": "group_mean", "group": ""}}, "expected a text"),
    ("impute.units", {"impute": {"kind": "mean", "units": "some"}}, "'some' is not known. Allowed: all, retained"),
    ("treat.points", {"treat": {"kind": "winsorise", "points": -1}}, "-1 is not at least 0"),
    ("treat.reflect", {"treat": {"kind": "winsorise", "reflect": 1}}, "expected true or false, got 1"),
    ("treat.except", {"treat": {"kind": "winsorise", "except": "a"}}, "expected a list of codes"),
    ("treat.except", {"treat": {"kind": "winsorise", "except": ["a", "a"]}}, "a code occurs twice"),
    ("treat.except[1]", {"treat": {"kind": "winsorise", "except": ["a", 2]}}, "expected a text, got 2"),
    ("aggregate.exponent", {"aggregate": {"kind": "power"}}, "requires this key"),
    (
        "aggregate.levels.1",
        {"aggregate": {"kind": "arithmetic", "levels": {"1": {"kind": "geometric"}}}},
        "not a level from 2",
    ),
    (
        "weight.matrices.I.values",
        {"weight": {"kind": "ahp", "matrices": {"I": {"order": ["a"]}}}},
        "this key is required",
    ),
    ("weight.matrices.I.x", {"weight": {"kind": "ahp", "matrices": {"I": {**AHP, "x": 1}}}}, "Allowed: order, values"),
    ("version", {"version": 1}, "expected a text, got 1"),
]


@pytest.mark.parametrize(("path", "document", "message"), WRONG)
def test_wrong_document_is_refused_by_name(path, document, message) -> None:
    with pytest.raises(MethodError) as caught:
        Method.from_dict(document)
    assert caught.value.path == path
    assert message in str(caught.value)


@pytest.mark.parametrize(("path", "document", "message"), WRONG)
def test_schema_refuses_the_same(path, document, message) -> None:
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(document)


def matrix(values: object, order: object = ("a", "b")) -> dict[str, object]:
    return {"weight": {"kind": "ahp", "matrices": {"I": {"order": list(order), "values": values}}}}


@pytest.mark.parametrize(
    ("values", "path", "message"),
    [
        ([[1, 2]], "", "expected 2 rows of 2 entries"),
        ([[1, 2], 3], "", "expected 2 rows of 2 entries"),
        ("12", "", "expected 2 rows"),
        ([[1, 0], [1, 1]], "[0][1]", "expected a number above 0"),
        ([[1, "1/0"], [1, 1]], "[0][1]", "a fraction like '1/3'"),
        ([[1, 10**400], [1, 1]], "[0][1]", "expected a number above 0"),
        ([[1, True], [1, 1]], "[0][1]", "expected a number above 0"),
        ([[1, 3], [0.5, 1]], "[1][0]", "b against a is not the reciprocal"),
        ([[2, 1], [1, 1]], "[0][0]", "a against a is not the reciprocal"),
    ],
)
def test_wrong_comparisons_are_refused(values, path, message) -> None:
    with pytest.raises(MethodError) as caught:
        Method.from_dict(matrix(values))
    assert caught.value.path == f"weight.matrices.I.values{path}"
    assert message in str(caught.value)


@pytest.mark.parametrize("value", [10**400, float("nan"), float("-inf")])
def test_number_that_float64_does_not_hold_is_refused(value) -> None:
    with pytest.raises(MethodError, match=r"normalise\.lower: expected a number"):
        Method.from_dict({"normalise": {"kind": "minmax", "lower": value}})


def test_comparisons_of_nothing_are_refused() -> None:
    with pytest.raises(MethodError, match="expected 0 rows"):
        Method.from_dict(matrix([], ()))


def test_null_stands_for_the_default_of_a_map() -> None:
    document = {"aggregate": {"kind": "arithmetic", "nodes": None}, "rank": {"kind": "descending", "digits": None}}
    assert Method.from_dict(document).aggregate["nodes"] == {}
    SCHEMA.validate(document)


def test_schema_file_is_what_the_declaration_says() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()
    assert json.loads(schema_text()) == method_schema()


def test_schema_is_valid_and_accepts_full_and_empty_documents() -> None:
    jsonschema.Draft202012Validator.check_schema(method_schema())
    for document in (FULL, {}, Method.from_dict(FULL).to_dict()):
        SCHEMA.validate(document)


SAMPLES: dict[str, object] = {"group": "g", "unit": "u", "value": 1.5, "minimum": 0.5, "exponent": 2}


@pytest.mark.parametrize(("step", "kind"), [(step, kind) for step, kinds in STEPS.items() for kind in kinds])
def test_every_kind_is_read_alike(step, kind) -> None:
    needed = {name: SAMPLES[name] for name, option in STEPS[step][kind].items() if option.default is REQUIRED}
    document = {step: {"kind": kind, **needed}}
    SCHEMA.validate(document)
    written = Method.from_dict(document).to_dict()
    SCHEMA.validate(written)
    assert written[step]["kind"] == kind


@given(st.data())
@settings(deadline=None)
def test_schema_and_parser_agree_on_mutilated_documents(data) -> None:
    document = copy.deepcopy(FULL)
    step = data.draw(st.sampled_from(sorted(STEPS)))
    key = data.draw(st.sampled_from([*document[step], "extra"]))
    document[step][key] = data.draw(st.sampled_from([None, True, -3, 0.5, 2, "", "rank", [], ["a"], {}, {"a": 1}]))
    accepted = SCHEMA.is_valid(document)
    try:
        Method.from_dict(document)
    except MethodError:
        assert not accepted
    else:
        assert accepted


def test_every_function_and_scale_can_be_an_exception() -> None:
    assert set(NORMALISE) == set(STEPS["normalise"])
    assert set(AGGREGATE) == set(STEPS["aggregate"])
