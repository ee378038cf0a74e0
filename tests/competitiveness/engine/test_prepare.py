"""Denominate, impute, screen, transform."""

import numpy as np
import pytest

from competitiveness.engine import ComputationError, DataError, Node, build
from tests.competitiveness.engine.material import data, flat, method, tree

nan = np.nan


def table(result, stage: str, code: str) -> list[float]:
    return getattr(result, stage).column(code).tolist()


def test_denominator_and_scale() -> None:
    framework = tree(("I", ""), Node(code="x", parent="I", denominator="people", scale=1000))
    result = build(data("ABC", x=[1, 2, 3], people=[10, 20, 100]), framework, method())
    assert table(result, "denominated", "x") == [100, 100, 30]


def test_denominator_not_above_zero_or_missing_makes_the_value_missing() -> None:
    framework = tree(("I", ""), Node(code="x", parent="I", denominator="people"), ("y", "I"))
    result = build(data("ABC", x=[1, 2, 3], people=[0, nan, 2], y=[1, 1, 2]), framework, method())
    assert np.isnan(table(result, "denominated", "x")).tolist() == [True, True, False]
    assert result.reports.warnings == ("x: denominator 'people' is not above 0 for A; the value is taken as missing",)


def test_denomination_can_be_left_out() -> None:
    framework = tree(("I", ""), Node(code="x", parent="I", denominator="people"))
    assert table(build(data("AB", x=[1, 2]), framework, method(denominate="none")), "denominated", "x") == [1, 2]


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (Node(code="y", parent="I"), r"there is no column 'y' \(indicator\)"),
        (Node(code="x", parent="I", denominator="gdp"), r"no column 'gdp' \(denominator of 'x'\)"),
    ],
)
def test_missing_column_is_named(node, message) -> None:
    with pytest.raises(DataError, match=message):
        build(data("A", x=[1]), tree(("I", ""), node), method())


GAPS = data("ABCDE", {"g": "11122", "h": "1----"}, x=[1, 2, nan, 10, nan], y=[nan, 4, 4, 4, 7])


@pytest.mark.parametrize(
    ("step", "x", "y"),
    [
        ("mean", [1, 2, 13 / 3, 10, 13 / 3], 19 / 4),
        ("median", [1, 2, 2, 10, 2], 4),
        ("minimum", [1, 2, 1, 10, 1], 4),
        ("maximum", [1, 2, 10, 10, 10], 7),
        ({"kind": "value", "value": -1}, [1, 2, -1, 10, -1], -1),
        ({"kind": "group_mean", "group": "g"}, [1, 2, 1.5, 10, 10], 4),
        ({"kind": "group_median", "group": "g"}, [1, 2, 1.5, 10, 10], 4),
    ],
)
def test_rule_of_imputation(step, x, y) -> None:
    result = build(GAPS, flat("x", "y"), method(impute=step))
    assert table(result, "imputed", "x") == pytest.approx(x)
    assert table(result, "imputed", "y")[0] == pytest.approx(y)
    rule = step if isinstance(step, str) else step["kind"]
    cells = [(cell.unit, cell.indicator, cell.rule) for cell in result.reports.imputed]
    assert cells == [("A", "y", rule), ("C", "x", rule), ("E", "x", rule)]
    assert result.reports.imputed[1].value == pytest.approx(x[2])


def test_nothing_is_imputed_without_a_rule() -> None:
    result = build(GAPS, flat("x", "y"), method())
    assert result.reports.imputed == ()
    assert result.reports.missing == {"A": 0.5, "B": 0, "C": 0.5, "D": 0, "E": 0.5}


def test_unit_without_label_and_group_without_values_stay_missing() -> None:
    result = build(GAPS, flat("x", "y"), method(impute={"kind": "group_mean", "group": "h"}))
    assert result.reports.imputed == ()
    assert np.isnan(table(result, "imputed", "y")[0])


def test_unknown_grouping_is_named() -> None:
    with pytest.raises(DataError, match=r"no grouping 'size'\. Groupings here: g, h"):
        build(GAPS, flat("x"), method(impute={"kind": "group_mean", "group": "size"}))
    with pytest.raises(DataError, match="Groupings here: none"):
        build(data("AB", x=[1, nan]), flat("x"), method(impute={"kind": "group_mean", "group": "size"}))


def test_fill_can_be_taken_from_retained_units_alone() -> None:
    dataset = data("ABC", x=[1, nan, 9], y=[1, 2, nan], z=[1, 2, nan])
    screen = {"kind": "share", "minimum": 0.5}
    everyone = build(dataset, flat("x", "y", "z"), method(impute="mean", screen=screen))
    retained = build(dataset, flat("x", "y", "z"), method(impute={"kind": "mean", "units": "retained"}, screen=screen))
    assert table(everyone, "screened", "x") == [1, 5]
    assert table(retained, "screened", "x") == [1, 1]


def test_screen_counts_before_imputation_and_lists_the_dropped() -> None:
    dataset = data("ABC", x=[1, nan, 3], y=[1, nan, 0], z=[1, 2, 0])
    result = build(dataset, flat("x", "y", "z"), method(impute="mean", screen={"kind": "share", "minimum": 2 / 3}))
    assert result.units == ("A", "C")
    assert [(unit.unit, unit.share) for unit in result.reports.dropped] == [("B", pytest.approx(1 / 3))]
    strict = method(screen={"kind": "share", "minimum": 0, "minimum_nonzero": 0.4})
    assert [
        (unit.unit, unit.share_nonzero) for unit in build(dataset, flat("x", "y", "z"), strict).reports.dropped
    ] == [("C", pytest.approx(1 / 3))]


def test_screen_can_be_overruled_by_name() -> None:
    dataset = data("ABC", x=[1, nan, 3], y=[1, nan, 3])
    step = {"kind": "share", "minimum": 0.5, "include": ["B"], "exclude": ["C"]}
    assert build(dataset, flat("x", "y"), method(screen=step)).units == ("A", "B")
    with pytest.raises(DataError, match=r"screen\.exclude: the data has no unit 'Z'"):
        build(dataset, flat("x", "y"), method(screen={**step, "exclude": ["Z"]}))


def test_share_of_nine_in_ten_holds_for_nine_of_ten() -> None:
    columns = {f"x{place}": [1.0, 2.0] for place in range(9)}
    dataset = data("AB", **columns, x9=[nan, 1.0])
    result = build(dataset, flat(*columns, "x9"), method(screen={"kind": "share", "minimum": 0.9}))
    assert result.units == ("A", "B")


def test_screen_that_leaves_nobody_is_an_error() -> None:
    with pytest.raises(ComputationError, match=r"no unit has enough data\. Lower screen\.minimum"):
        build(data("A", x=[nan], y=[1]), flat("x", "y"), method(screen={"kind": "share", "minimum": 0.9}))


def test_transform_takes_the_logarithm() -> None:
    framework = tree(
        ("I", ""),
        Node(code="x", parent="I", transform="log10"),
        Node(code="y", parent="I", transform="log"),
        ("z", "I"),
    )
    result = build(data("AB", x=[10, 1000], y=[1, np.e], z=[5, 6]), framework, method())
    assert table(result, "transformed", "x") == pytest.approx([1, 3])
    assert table(result, "transformed", "y") == pytest.approx([0, 1])
    assert table(result, "transformed", "z") == [5, 6]


def test_transform_names_the_unit_without_a_logarithm() -> None:
    framework = tree(("I", ""), Node(code="x", parent="I", transform="log"))
    with pytest.raises(ComputationError, match="the logarithm of 'x' needs values above 0; unit 'B'"):
        build(data("ABC", x=[1, 0, nan]), framework, method())
