"""Parts of a score and of its change add up, at every node."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competitiveness.engine import ComputationError, Dataset, Framework, Node, build, change
from tests.competitiveness.engine.material import TWO_LEVELS, data, flat, method, tree

nan = np.nan
DEEP = tree(
    ("I", ""),
    Node(code="P", parent="I", weight=2),
    Node(code="Q", parent="I", weight=1),
    Node(code="R", parent="P", weight=3),
    Node(code="a", parent="R", weight=1),
    Node(code="b", parent="R", weight=2),
    Node(code="c", parent="P"),
    Node(code="d", parent="Q", weight=5),
    Node(code="e", parent="Q"),
)
FUNCTIONS = [
    {"kind": "arithmetic"},
    {"kind": "geometric"},
    {"kind": "harmonic"},
    {"kind": "power", "exponent": 2},
    {"kind": "power", "exponent": 0.5},
    {"kind": "mazziotta_pareto"},
    {"kind": "mazziotta_pareto", "penalty": "+"},
]
COPELAND = [{"kind": "copeland"}, {"kind": "copeland", "score": "wins"}, {"kind": "copeland", "score": "support"}]


@st.composite
def worlds(draw, gaps: bool = True) -> tuple[Dataset, Dataset, dict[str, object]]:
    """Two periods of the same units and a function for each level; missing cells here and there."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = random.uniform(50, 100, size=(2, 6, 5))
    if draw(st.booleans()):
        values[1] = np.where(random.random((6, 5)) < 0.5, values[0], values[1])
    if gaps:
        values[random.random(values.shape) < draw(st.sampled_from([0.0, 0.2, 0.6]))] = nan
    levels = {level: draw(st.sampled_from(FUNCTIONS)) for level in "23"}
    top = draw(st.sampled_from(FUNCTIONS + COPELAND))
    first, second = (Dataset(tuple("UVWXYZ"), tuple("abcde"), period) for period in values)
    return first, second, {**top, "levels": levels, "minimum_share": draw(st.sampled_from([0, 0.5]))}


def assert_parts_add_up(table, framework: Framework, top: np.ndarray) -> None:
    for node, children in framework.children.items():
        whole = top if node == framework.root else table.column(node)
        np.testing.assert_allclose(sum(table.column(child) for child in children), whole, rtol=1e-9, atol=1e-9)


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_parts_of_the_score_add_up_at_every_node(world) -> None:
    first, _, step = world
    result = build(first, DEEP, method(aggregate=step))
    assert_parts_add_up(result.contributions, DEEP, result.scores)


@given(worlds())
@settings(max_examples=80, deadline=None)
def test_parts_of_the_change_add_up_at_every_node(world) -> None:
    first, second, step = world
    found = change(*(build(dataset, DEEP, method(aggregate=step)) for dataset in (first, second)))
    assert_parts_add_up(found.contributions, DEEP, found.change)


@given(worlds(gaps=False))
@settings(max_examples=60, deadline=None)
def test_indicator_that_did_not_change_has_no_part_in_the_change(world) -> None:
    """With complete data and functions that have slopes."""
    first, second, step = world
    if step["kind"] == "copeland":
        step = {**step, "kind": "arithmetic", "score": None}
        del step["score"]
    found = change(*(build(dataset, DEEP, method(aggregate=step)) for dataset in (first, second)))
    for place, code in enumerate("abcde"):
        same = first.values[:, place] == second.values[:, place]
        np.testing.assert_allclose(found.contributions.column(code)[same], 0, atol=1e-12)


def test_arithmetic_part_is_effective_weight_times_value() -> None:
    dataset = data("AB", a=[10, 20], b=[30, 40], c=[50, 60], d=[-70, -80])
    result = build(dataset, TWO_LEVELS, method())
    for code, value in (("a", 10), ("b", 30), ("c", 50), ("d", 70)):
        assert result.contributions.value("A", code) == pytest.approx(result.effective[code] * value)
    assert result.contributions.value("A", "P") == pytest.approx(2 / 3 * 15)


def test_geometric_and_harmonic_parts_are_eulers() -> None:
    dataset = data("AB", x=[1, 4], y=[16, 4])
    geometric = build(dataset, flat("x", "y"), method(aggregate="geometric"))
    assert geometric.contributions.values.tolist() == pytest.approx(np.array([[2, 2], [2, 2]]))
    harmonic = build(dataset, flat("x", "y"), method(aggregate="harmonic"))
    y = harmonic.score("A")
    assert harmonic.contributions.value("A", "x") == pytest.approx(y**2 / 2)


def test_geometric_change_is_the_logarithmic_mean_divisia_index() -> None:
    before = build(data("AB", x=[1, 4], y=[16, 4]), flat("x", "y"), method(aggregate="geometric"))
    after = build(data("AB", x=[2, 4], y=[18, 4]), flat("x", "y"), method(aggregate="geometric"))
    found = change(before, after)
    assert found.change.tolist() == pytest.approx([2, 0])
    mean = 2 / np.log(6 / 4)
    assert found.contributions.value("A", "x") == pytest.approx(mean * np.log(2) / 2)
    assert found.contributions.value("A", "y") == pytest.approx(mean * np.log(18 / 16) / 2)
    assert found.contributions.value("B", "x") == 0


@pytest.mark.parametrize("exponent", [0.5, 2])
def test_change_from_and_at_zero(exponent) -> None:
    """A power of zero has no finite slope: what stays at zero has no part, what leaves it has all."""
    steps = method(aggregate={"kind": "power", "exponent": exponent})
    before, after = (build(data("AB", x=[0, 0], y=[0, y]), flat("x", "y"), steps) for y in (0, 8))
    found = change(before, after)
    np.testing.assert_allclose(found.contributions.values, [[0, 0], [0, found.change[1]]], atol=1e-12)


def test_units_are_joined_by_code() -> None:
    before = build(data("ABC", x=[1, 2, 3]), flat("x"), method())
    after = build(data("DCB", x=[9, 5, 2]), flat("x"), method())
    found = change(before, after)
    assert found.units == ("B", "C")
    assert found.change.tolist() == [0, 2]
    assert found.to_dict()["change"] == {"B": 0.0, "C": 2.0}


def test_child_that_appears_counts_against_its_parents_former_value() -> None:
    before = build(data("A", x=[10], y=[nan]), flat("x", "y"), method())
    after = build(data("A", x=[10], y=[30]), flat("x", "y"), method())
    found = change(before, after)
    assert found.change.tolist() == [10]
    assert found.contributions.values.tolist() == pytest.approx(np.array([[0, 10]]))


def test_changed_weights_have_their_part() -> None:
    dataset = data("A", x=[10], y=[30])
    heavier = method(weight={"kind": "expert", "weights": {"y": 3}})
    found = change(build(dataset, flat("x", "y"), method()), build(dataset, flat("x", "y"), heavier))
    assert found.change.tolist() == [5]
    assert found.contributions.values.sum() == pytest.approx(5)


def test_unit_without_a_score_has_no_change() -> None:
    before = build(data("AB", x=[1, nan]), flat("x"), method())
    after = build(data("AB", x=[2, 3]), flat("x"), method())
    document = change(before, after).to_dict()
    assert document["change"] == {"A": 1.0, "B": None}
    assert document["contributions"]["rows"]["B"] == [None]


def test_different_trees_or_functions_have_no_change() -> None:
    dataset = data("AB", x=[1, 2], y=[2, 3])
    one = build(dataset, flat("x", "y"), method())
    with pytest.raises(ComputationError, match="different trees"):
        change(one, build(dataset, flat("x"), method()))
    with pytest.raises(ComputationError, match="'Index' is aggregated differently"):
        change(one, build(dataset, flat("x", "y"), method(aggregate="geometric")))
