"""Canonical JSON: one content, one digest, whatever the database made of the numbers on the way."""

import pytest

from competitiveness import computing
from competitiveness.digests import canonical_json, differences, digest


def test_order_of_keys_and_kind_of_number_do_not_matter():
    assert digest({"b": 1.0, "a": [0.1, -0.0, 1e22]}) == digest({"a": (0.1, 0, 10**22), "b": 1})


def test_bytes_are_short_and_sorted():
    assert canonical_json({"б": None, "a": [True, 0.1]}) == '{"a":[true,0.1],"б":null}'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}])
def test_what_json_does_not_know_is_refused(value):
    with pytest.raises(ValueError, match="no JSON form"):
        digest({"a": value})


def test_differences_name_the_place():
    first, second = {"a": [1, {"b": 2}], "c": 1}, {"a": [1, {"b": 3}], "d": 1}
    assert differences(first, second) == [
        "result.a[1].b: 2 ≠ 3",
        'result.c: 1 ≠ "(absent)"',
        'result.d: "(absent)" ≠ 1',
    ]


def test_lists_of_unequal_length_differ_as_a_whole_and_long_values_are_cut():
    found = differences({"a": [1, 2]}, {"a": ["x" * 200]})
    assert len(found) == 1
    assert found[0].endswith("…")


def test_only_the_first_twenty_are_told():
    assert len(differences({str(n): n for n in range(50)}, {str(n): -1 for n in range(50)})) == 20


def reversed_keys(value):
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(value)}
    return [reversed_keys(item) for item in value] if isinstance(value, list) else value


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["draft", "profile"])
def test_order_in_which_a_database_gives_keys_back_does_not_matter(name, request):
    report = request.getfixturevalue(name)
    inputs, config = reversed_keys(report.inputs), reversed_keys(report.method.config)
    assert digest(computing.compute(report.kind, inputs, config)) == report.result_digest
