"""Datasets and tables: joined by code, frozen, wrong shapes refused."""

import numpy as np
import pytest

from competitiveness.engine import DataError, Dataset, Table
from tests.competitiveness.engine.material import FIVE, data


def test_from_rows_joins_by_code() -> None:
    dataset = Dataset.from_rows({"A": {"x": 1, "y": None}, "B": {"y": 2.5}}, groups={"size": {"B": "L"}})
    assert dataset.indicators == ("x", "y")
    assert np.isnan(dataset.values).tolist() == [[False, True], [True, False]]
    assert dataset.groups["size"] == ("", "L")


def test_from_rows_keeps_the_given_indicators() -> None:
    assert Dataset.from_rows({"A": {"x": 1, "y": 2}}, indicators=["y", "z"]).indicators == ("y", "z")


def test_document_round_trip() -> None:
    dataset = data("AB", {"size": "LS"}, x=[1.5, np.nan], y=[-0.0, 3])
    again = Dataset.from_dict(dataset.to_dict())
    assert again.to_dict() == dataset.to_dict()
    assert again.to_dict()["values"] == [[1.5, 0.0], [None, 3.0]]
    assert str(again.to_dict()["values"][0][1]) == "0.0"


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        FIVE.values[0, 0] = 9


def test_the_caller_keeps_his_array() -> None:
    mine = np.ones((1, 1))
    dataset = Dataset(("A",), ("x",), mine)
    mine[0, 0] = 7
    assert dataset.values[0, 0] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((("A",), ("x", "y"), np.ones((1, 1))), r"shape \(1, 1\)"),
        ((("A",), ("x",), np.full((1, 1), np.inf)), "infinite"),
        ((("A", "A"), ("x",), np.ones((2, 1))), "unit 'A' occurs twice"),
        ((("A",), ("x", "x"), np.ones((1, 2))), "indicator 'x' occurs twice"),
        ((("A",), ("x",), np.ones((1, 1)), {"g": ("1", "2")}), "grouping 'g' has 2 labels"),
    ],
)
def test_impossible_datasets_are_refused(arguments, message) -> None:
    with pytest.raises(DataError, match=message):
        Dataset(*arguments)


def test_document_with_rows_of_unequal_length_is_refused() -> None:
    with pytest.raises(DataError, match="unequal length"):
        Dataset.from_dict({"units": ["A", "B"], "indicators": ["x"], "values": [[1], [1, 2]]})


def test_table_looks_up_by_code() -> None:
    table = Table(("A", "B"), ("x", "y"), np.array([[1, 2], [3, np.nan]]))
    assert table.value("B", "x") == 3
    assert table.column("y")[0] == 2
    assert table.to_dict() == {"columns": ["x", "y"], "rows": {"A": [1.0, 2.0], "B": [3.0, None]}}
    with pytest.raises(KeyError):
        table.column("z")
