"""The computation as a whole: stages kept and frozen, ranks, rounding, documents."""

import dataclasses
import json
import subprocess
import sys

import numpy as np
import pytest

from competitiveness.engine import build, canonical_json, digest
from competitiveness.engine.index import ranks, rounded
from tests.competitiveness.engine.material import FIVE, TWO_LEVELS, data, flat, method

STAGES = ["denominated", "imputed", "screened", "transformed", "treated", "directed", "normalised", "aggregated"]


def test_index_by_hand() -> None:
    """min-max, 3:1 within P, equal within Q (d falls), 2:1 above."""
    result = build(FIVE, TWO_LEVELS, method(normalise="minmax"))
    assert result.aggregated.columns == ("a", "b", "c", "d", "P", "Q", "Index")
    assert result.normalised.column("d").tolist() == pytest.approx([75, 100, 0, 50, 25])
    assert result.aggregated.column("P").tolist() == pytest.approx([12.5, 25, 62.5, 56.25, 78.125])
    assert result.aggregated.column("Q").tolist() == pytest.approx([37.5, 80, 10, 75, 32.5])
    assert result.scores.tolist() == pytest.approx([20.8333333, 43.3333333, 45, 62.5, 62.9166667])
    assert result.ranks.tolist() == [5, 4, 3, 2, 1]
    assert (result.score("Z"), result.rank("Z")) == (pytest.approx(62.9166667), 1)


def test_result_is_frozen() -> None:
    result = build(FIVE, TWO_LEVELS, method(normalise="minmax"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.scores = np.zeros(5)
    for array in (result.scores, result.published, result.ranks, *(table.values for table in result.stages().values())):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9


def test_document_is_json_and_complete() -> None:
    result = build(FIVE, TWO_LEVELS, method(normalise="minmax", treat="winsorise"))
    document = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert list(document["stages"]) == list(result.stages()) == STAGES
    assert document["scores"]["W"] == result.score("W")
    assert document["ranks"] == {"V": 5, "W": 4, "X": 3, "Y": 2, "Z": 1}
    assert document["reports"]["treatments"][0]["action"] == "none"
    assert document["digest"] == result.digest
    assert document["result_digest"] == result.result_digest
    assert len(result.digest) == 64


def test_document_tells_of_imputed_cells_and_dropped_units() -> None:
    dataset = data("ABC", x=[1, np.nan, 3], y=[1, 2, np.nan], z=[1, 2, np.nan])
    steps = method(impute="mean", screen={"kind": "share", "minimum": 0.5})
    result = build(dataset, flat("x", "y", "z"), steps)
    assert result.reports.imputed_by_unit == {"B": 1}
    reports = result.to_dict()["reports"]
    assert {"unit": "B", "indicator": "x", "value": 2.0, "rule": "mean"} in reports["imputed"]
    assert reports["dropped"] == [{"unit": "C", "share": pytest.approx(1 / 3), "share_nonzero": 1.0}]


def test_rank_is_one_plus_the_number_above() -> None:
    assert ranks(np.array([3.0, 5.0, 5.0, 1.0, np.nan])).tolist() == [3, 1, 1, 4, 0]


def test_rank_after_rounding_to_the_published_digits() -> None:
    dataset = data("ABC", x=[0.8749, 0.8751, 0.8744])
    result = build(dataset, flat("x"), method(rank={"kind": "descending", "digits": 3}))
    assert result.published.tolist() == [0.875, 0.875, 0.874]
    assert result.ranks.tolist() == [1, 1, 3]
    assert result.scores.tolist() == [0.8749, 0.8751, 0.8744]


def test_rounding_is_what_a_person_does() -> None:
    values = np.array([0.0005, 2.5, -2.5, 1.005, 0.5405, np.nan])
    np.testing.assert_array_equal(rounded(values, 3), [0.001, 2.5, -2.5, 1.005, 0.541, np.nan])
    np.testing.assert_array_equal(rounded(values, 2), [0, 2.5, -2.5, 1.01, 0.54, np.nan])
    np.testing.assert_array_equal(rounded(values[1:3], 0), [3, -3])
    assert rounded(values, None) is values


def test_canonical_json_has_one_spelling() -> None:
    assert canonical_json({"b": 1.0, "a": ["я", None]}) == '{"a":["я",null],"b":1.0}'
    assert digest({"a": 1}) == digest({"a": 1})
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("nan"))


def test_engine_needs_neither_django_nor_an_app() -> None:
    code = "import sys, competitiveness.engine as e, competitiveness.engine.__main__, competitiveness.engine.regional;"
    code += "print(sorted({m.partition('.')[0] for m in sys.modules} & {'django', 'scipy', 'accounts', 'clusters', 'indicators'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
