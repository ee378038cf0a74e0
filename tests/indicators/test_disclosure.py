import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure import threshold_unsafe


@pytest.mark.parametrize(
    ("contributions", "unsafe"),
    [
        ([], False),
        ([5], True),
        ([5, 7], True),
        ([5, 7, 9], False),
        ([5, 7, 0], True),
        ([0, 0, 0], True),
        ([-1, 2, 3], False),
    ],
)
def test_fewer_than_three_contributors_are_unsafe(contributions, unsafe):
    assert threshold_unsafe(contributions) is unsafe


def test_threshold_is_a_setting_of_one_or_more():
    assert threshold_unsafe([1, 2, 3], n=4)
    assert not threshold_unsafe([1], n=1)
    with pytest.raises(ValueError, match="at least 1"):
        threshold_unsafe([1], n=0)


@given(st.lists(st.integers(-3, 3)), st.integers(1, 6))
def test_one_more_contributor_never_makes_a_safe_total_unsafe(contributions, n):
    if contributions and not threshold_unsafe(contributions, n):
        assert not threshold_unsafe([*contributions, 4], n)
