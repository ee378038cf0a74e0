"""The framework is one tree, and says which node is not part of it."""

import pytest

from competitiveness.engine import Framework, FrameworkError, Node
from tests.competitiveness.engine.material import TWO_LEVELS, flat, tree


def test_levels_and_order() -> None:
    assert TWO_LEVELS.root == "Index"
    assert TWO_LEVELS.indicators == ("a", "b", "c", "d")
    assert TWO_LEVELS.aggregates == ("P", "Q", "Index")
    assert TWO_LEVELS.levels == {"a": 1, "b": 1, "c": 1, "d": 1, "P": 2, "Q": 2, "Index": 3}
    assert TWO_LEVELS.children["P"] == ("a", "b")


def test_leaves() -> None:
    assert TWO_LEVELS.leaves("Index") == ("a", "b", "c", "d")
    assert TWO_LEVELS.leaves("Q") == ("c", "d")
    assert TWO_LEVELS.leaves("a") == ("a",)


def test_indicator_beside_a_criterion_stands_on_level_one() -> None:
    framework = tree(("I", ""), ("P", "I"), ("a", "P"), ("b", "I"))
    assert framework.levels == {"I": 3, "P": 2, "a": 1, "b": 1}


def test_document_round_trip() -> None:
    assert Framework.from_dict(TWO_LEVELS.to_dict()) == TWO_LEVELS


def test_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(FrameworkError, match=r"nodes\[1\]\.wieght: unknown key\. Allowed: code, parent"):
        Framework.from_dict({"nodes": [{"code": "I"}, {"code": "a", "parent": "I", "wieght": 1}]})


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([("I", ""), ("a", "I"), ("a", "I")], "'a' occurs twice"),
        ([("I", ""), ("a", "X")], "a.parent: there is no row with the code 'X'"),
        ([("I", ""), ("J", ""), ("a", "I")], "found: I, J"),
        ([("a", "b"), ("b", "a")], "found: none"),
        ([("I", "")], "'I' has no children"),
        ([("I", ""), ("x", "I"), ("a", "b"), ("b", "a")], "a.parent: going up from here never arrives at 'I'"),
        ([("I", ""), Node(code="a", parent="I", weight=0)], "I: the weights of its children sum to 0"),
    ],
)
def test_what_is_not_a_tree_is_refused(nodes, message) -> None:
    with pytest.raises(FrameworkError, match=message):
        tree(*nodes)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"code": ""}, "without a code"),
        ({"direction": 0}, "a.direction: 0 is neither 1 nor -1"),
        ({"transform": "root"}, "a.transform: 'root' is not one of none, log, log10"),
        ({"weight": -1}, "a.weight: -1"),
        ({"weight": float("nan")}, "a.weight: nan"),
        ({"scale": 0}, "a.scale: 0 is not above 0"),
        ({"lower": 2, "upper": 2}, "a: lower 2 is not below upper 2"),
    ],
)
def test_impossible_nodes_are_refused(values, message) -> None:
    with pytest.raises(FrameworkError, match=message):
        Node(**{"code": "a", **values})


def test_one_goalpost_alone_is_allowed() -> None:
    assert Node(code="a", lower=3).upper is None
    assert flat("a").by_code["a"].parent == "Index"
