"""What always holds (METHOD, section 4)."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from competitiveness.engine import Dataset, Framework, IndexResult, Method, Node, build
from competitiveness.engine.method import AGGREGATE, NORMALISE
from tests.competitiveness.engine.material import method

UNITS = ("A", "B", "C", "D", "E", "F", "G")
CODES = ("a", "b", "c", "d", "e")
BOUNDS = {"lower": -50.0, "upper": 150.0, "target": 140.0}
FRAMEWORK = Framework(
    (
        Node(code="I"),
        Node(code="P", parent="I", weight=2),
        Node(code="Q", parent="I", weight=3),
        Node(code="a", parent="P", weight=1, **BOUNDS),
        Node(code="b", parent="P", weight=4, **BOUNDS),
        Node(code="c", parent="Q", weight=2, **BOUNDS),
        Node(code="d", parent="Q", weight=2, direction=-1, **{**BOUNDS, "target": 5.0}),
        Node(code="e", parent="Q", weight=1, **BOUNDS),
    )
)
NEEDED = {"unit": "A", "exponent": 0.5}
SCALES = sorted(NORMALISE)
RELATIVE = ["minmax", "zscore", "rank", "percentile_rank", "percentile", "borda", "categorical", "distance_to_maximum"]
AVERAGES = ["arithmetic", "geometric", "harmonic", "power"]


def scale(kind: str, **options: object) -> dict[str, object]:
    own = {name: value for name, value in NEEDED.items() if name in NORMALISE[kind]}
    capped = {"cap": True} if "cap" in NORMALISE[kind] else {}
    return {"kind": kind, **own, **capped, **options}


def function(kind: str) -> dict[str, object]:
    return {"kind": kind, **{name: value for name, value in NEEDED.items() if name in AGGREGATE[kind]}}


@st.composite
def datasets(draw, gaps: bool = False) -> Dataset:
    """Values from 1 to 100 in steps of 1/4: every difference is exact, so that ties are ties."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = random.integers(4, 400, size=(len(UNITS), len(CODES))) / 4
    if gaps:
        values[random.random(values.shape) < 0.2] = np.nan
    assume(not np.isnan(values).all(axis=0).any())
    return Dataset(UNITS, CODES, values)


def assert_same(first: IndexResult, second: IndexResult, **tolerance: float) -> None:
    """The same scores by code."""
    ours = [first.score(unit) for unit in first.units]
    np.testing.assert_allclose(
        ours, [second.score(unit) for unit in first.units], **({"rtol": 1e-9, "atol": 1e-9} | tolerance)
    )


def permuted(dataset: Dataset, seed: int) -> Dataset:
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(len(dataset.units)), random.permutation(len(dataset.indicators))
    units = tuple(dataset.units[place] for place in rows)
    return Dataset(units, tuple(dataset.indicators[place] for place in columns), dataset.values[np.ix_(rows, columns)])


@given(datasets(gaps=True), st.sampled_from(SCALES), st.sampled_from(sorted(AGGREGATE)), st.integers(0, 99))
@settings(max_examples=80, deadline=None)
def test_order_of_units_and_indicators_does_not_matter(dataset, kind, aggregation, seed) -> None:
    assume(kind != "distance_to_reference" or not np.isnan(dataset.values[0]).any())
    positive = (
        {"normalise": {"kind": "minmax", "lower": 1, "upper": 2}}
        if aggregation not in ("arithmetic", "copeland")
        else {}
    )
    steps = method(**{"impute": "median", "normalise": scale(kind), "aggregate": function(aggregation), **positive})
    shuffled = Framework((*FRAMEWORK.nodes[:1], *FRAMEWORK.nodes[:0:-1]))
    assert_same(build(dataset, FRAMEWORK, steps), build(permuted(dataset, seed), shuffled, steps))


@given(datasets(), st.sampled_from(SCALES), st.integers(0, 6), st.integers(0, 4), st.floats(0.25, 500))
@settings(max_examples=150, deadline=None)
def test_monotone_in_every_indicator_in_its_direction(dataset, kind, row, column, step) -> None:
    """One unit doing better in one indicator never gets a lower place in it, nor the others a higher one."""
    better = dataset.values.copy()
    better[row, column] += step * (-1 if CODES[column] == "d" else 1)
    improved = Dataset(UNITS, CODES, better)
    steps = method(normalise=scale(kind))
    for _ in ("with ties and without",):
        before, after = (build(d, FRAMEWORK, steps).normalised.column(CODES[column]) for d in (dataset, improved))
        others = np.delete(np.arange(len(UNITS)), row)
        assert ((before[row] >= before[others]) <= (after[row] >= after[others])).all()


@given(datasets(), st.sampled_from(AVERAGES), st.integers(0, 6), st.integers(0, 4), st.floats(0.25, 20))
@settings(max_examples=80, deadline=None)
def test_score_rises_with_every_indicator_between_goalposts(dataset, aggregation, row, column, step) -> None:
    better = dataset.values.copy()
    better[row, column] += step * (-1 if CODES[column] == "d" else 1)
    steps = method(normalise={"kind": "goalposts", "lower": 1, "upper": 100}, aggregate=function(aggregation))
    before, after = (build(Dataset(UNITS, CODES, values), FRAMEWORK, steps) for values in (dataset.values, better))
    assert after.scores[row] > before.scores[row]
    assert np.delete(after.scores, row).tolist() == np.delete(before.scores, row).tolist()


@given(datasets(), st.sampled_from(RELATIVE), st.integers(-8, 8), st.integers(-1000, 1000))
@settings(max_examples=80, deadline=None)
def test_relative_scales_are_free_of_unit_and_origin(dataset, kind, power, shift) -> None:
    """Powers of two and whole shifts are exact, so that not even ties can change."""
    moved = Dataset(UNITS, CODES, dataset.values * 2.0**power + shift)
    steps = method(normalise=scale(kind))
    assert_same(build(dataset, FRAMEWORK, steps), build(moved, FRAMEWORK, steps))


@given(datasets(), st.sampled_from(AVERAGES))
@settings(max_examples=40, deadline=None)
def test_nested_is_flat_with_effective_weights_when_complete(dataset, aggregation) -> None:
    steps = method(normalise={"kind": "minmax", "lower": 1, "upper": 100}, aggregate=function(aggregation))
    nested = build(dataset, FRAMEWORK, steps)
    leaves = (
        Node(code=c, parent="I", direction=FRAMEWORK.by_code[c].direction, weight=nested.effective[c]) for c in CODES
    )
    assert_same(nested, build(dataset, Framework((Node(code="I"), *leaves)), steps))


@given(datasets(gaps=True))
@settings(max_examples=40, deadline=None)
def test_ranks_and_effective_weights(dataset) -> None:
    result = build(dataset, FRAMEWORK, method(normalise="zscore"))
    expected = [1 + int((result.scores > score).sum()) for score in result.scores]
    assert result.ranks.tolist() == [
        rank if not np.isnan(s) else 0 for rank, s in zip(expected, result.scores, strict=True)
    ]
    assert sum(result.effective[code] for code in CODES) == pytest.approx(1)


@given(datasets(gaps=True))
@settings(max_examples=20, deadline=None)
def test_same_inputs_same_digests(dataset) -> None:
    steps = method(normalise="minmax", treat="winsorise")
    again = (
        Dataset.from_dict(dataset.to_dict()),
        Framework.from_dict(FRAMEWORK.to_dict()),
        Method.from_dict(steps.to_dict()),
    )
    first, second = build(dataset, FRAMEWORK, steps), build(*again)
    assert first.digest == second.digest
    assert first.result_digest == second.result_digest
    assert first.to_dict() == second.to_dict()


def test_any_difference_of_input_changes_the_digest() -> None:
    values = np.arange(35.0).reshape(7, 5)
    digests = {build(Dataset(UNITS, CODES, values), FRAMEWORK, method(normalise="minmax")).digest}
    digests.add(build(Dataset(UNITS, CODES, values + 1e-9), FRAMEWORK, method(normalise="minmax")).digest)
    digests.add(build(Dataset(UNITS, CODES, values), FRAMEWORK, method(normalise="rank")).digest)
    other = Framework((*FRAMEWORK.nodes[:-1], Node(code="e", parent="Q", weight=2, **BOUNDS)))
    digests.add(build(Dataset(UNITS, CODES, values), other, method(normalise="minmax")).digest)
    assert len(digests) == 4
