"""Functions of aggregation, their domains, missing children."""

import numpy as np
import pytest

from competitiveness.engine import ComputationError, DataError, Node, build
from tests.competitiveness.engine.material import data, flat, method, tree

nan = np.nan
WEIGHTED = tree(("I", ""), Node(code="x", parent="I", weight=3), Node(code="y", parent="I", weight=1))
XY = data("ABC", x=[1.0, 4.0, 2.0], y=[16.0, 4.0, nan])


def scores(step: object, framework=WEIGHTED, dataset=XY) -> list[float]:
    return build(dataset, framework, method(aggregate=step)).scores.tolist()


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("arithmetic", [19 / 4, 4, 2]),
        ("geometric", [2, 4, 2]),
        ("harmonic", [4 / (3 + 1 / 16), 4, 2]),
        ({"kind": "power", "exponent": 2}, [np.sqrt(259 / 4), 4, 2]),
        ({"kind": "power", "exponent": 1}, [19 / 4, 4, 2]),
        ({"kind": "power", "exponent": 0}, [2, 4, 2]),
        ({"kind": "power", "exponent": -1}, [4 / (3 + 1 / 16), 4, 2]),
        ({"kind": "power", "exponent": 0.5}, [(7 / 4) ** 2, 4, 2]),
        ("mazziotta_pareto", [19 / 4 - (259 / 4 - 361 / 16) / (19 / 4), 4, 2]),
        ({"kind": "mazziotta_pareto", "penalty": "+"}, [19 / 4 + (259 / 4 - 361 / 16) / (19 / 4), 4, 2]),
    ],
)
def test_function(step, expected) -> None:
    assert scores(step) == pytest.approx(expected, rel=1e-12)


def test_mazziotta_pareto_as_its_authors_write_it() -> None:
    """M ∓ S·cv with the mean, the population deviation and cv = S/M of a unit's normalised values."""
    values = np.array([[95.0, 110.0, 104.0], [100.0, 100.0, 100.0]])
    dataset = data("AB", x=values[:, 0].tolist(), y=values[:, 1].tolist(), z=values[:, 2].tolist())
    mean, spread = values.mean(axis=1), values.std(axis=1)
    expected = mean - spread * (spread / mean)
    assert scores("mazziotta_pareto", flat("x", "y", "z"), dataset) == pytest.approx(expected.tolist())


@pytest.mark.parametrize("step", ["geometric", "harmonic", "mazziotta_pareto", {"kind": "power", "exponent": -2}])
def test_value_that_is_not_positive_names_unit_and_indicator(step) -> None:
    dataset = data("ABC", x=[1, 2, 3], y=[5, 0, 6])
    with pytest.raises(ComputationError, match="for 'I' needs strictly positive values, but 'y' of unit 'B' is 0"):
        scores(step, dataset=dataset)


def test_power_mean_above_zero_takes_zero_but_nothing_below() -> None:
    step = {"kind": "power", "exponent": 2}
    assert scores(step, dataset=data("AB", x=[0, 0], y=[2, 0])) == pytest.approx([1, 0])
    with pytest.raises(ComputationError, match="values from 0 up, but 'x' of unit 'A' is -1"):
        scores(step, dataset=data("AB", x=[-1, 0], y=[2, 0]))


def test_child_without_weight_may_hold_anything() -> None:
    framework = tree(("I", ""), ("x", "I"), Node(code="y", parent="I", weight=0))
    assert scores("geometric", framework, data("AB", x=[2, 3], y=[0, -1])) == pytest.approx([2, 3])


def test_negative_values_are_welcome_in_the_arithmetic_mean() -> None:
    assert scores("arithmetic", dataset=data("AB", x=[-1, 1], y=[-5, 1])) == [-2, 1]


def test_different_function_per_level_and_node() -> None:
    framework = tree(("I", ""), ("P", "I"), ("Q", "I"), ("a", "P"), ("b", "P"), ("c", "Q"), ("d", "Q"))
    dataset = data("AB", a=[1, 1], b=[4, 9], c=[2, 2], d=[6, 2])
    step = {"kind": "arithmetic", "levels": {"2": {"kind": "geometric"}}, "nodes": {"Q": {"kind": "harmonic"}}}
    result = build(dataset, framework, method(aggregate=step))
    assert result.aggregated.column("P").tolist() == pytest.approx([2, 3])
    assert result.aggregated.column("Q").tolist() == pytest.approx([3, 2])
    assert result.scores.tolist() == pytest.approx([2.5, 2.5])


def test_function_for_an_unknown_node_is_refused() -> None:
    with pytest.raises(DataError, match=r"aggregate\.nodes\.x: the framework has no such node above the indicators"):
        scores({"kind": "arithmetic", "nodes": {"x": {"kind": "geometric"}}})


def test_weights_are_renormalised_over_present_children() -> None:
    framework = tree(("I", ""), ("P", "I"), ("Q", "I"), ("a", "P"), ("b", "P"), ("c", "Q"))
    dataset = data("ABC", a=[1, nan, nan], b=[3, 5, nan], c=[10, 10, 10])
    result = build(dataset, framework, method())
    np.testing.assert_array_equal(result.aggregated.column("P"), [2, 5, nan])
    assert result.scores.tolist() == [6, 7.5, 10]


def test_minimum_share_of_children() -> None:
    result = build(XY, WEIGHTED, method(aggregate={"kind": "arithmetic", "minimum_share": 1}))
    np.testing.assert_array_equal(result.scores, [4.75, 4, nan])
    assert result.rank("C") is None
    assert result.ranks.tolist() == [1, 2, 0]
    document = result.to_dict()
    assert document["scores"]["C"] is document["ranks"]["C"] is document["contributions"]["rows"]["C"][0] is None


@pytest.mark.parametrize("step", ["arithmetic", "geometric", "harmonic", "mazziotta_pareto", "copeland"])
def test_unit_without_any_value_has_no_score(step) -> None:
    result = build(data("ABC", x=[1, 2, nan], y=[1, 2, nan]), WEIGHTED, method(aggregate=step))
    assert np.isnan(result.scores).tolist() == [False, False, True]
    assert result.ranks.tolist() == [2, 1, 0]


def test_criterion_of_constant_indicators_is_silent_and_the_rest_decides() -> None:
    framework = tree(("I", ""), ("P", "I"), ("Q", "I"), ("a", "P"), ("b", "P"), ("c", "Q"))
    dataset = data("ABC", a=[1, 1, 1], b=[2, 2, 2], c=[1, 2, 3])
    result = build(dataset, framework, method(normalise="minmax"))
    assert result.scores.tolist() == [0, 50, 100]
    assert result.reports.uninformative == ("P", "a", "b")
    assert result.effective == {"I": 1, "P": 0, "Q": 1, "a": 0, "b": 0, "c": 1}
