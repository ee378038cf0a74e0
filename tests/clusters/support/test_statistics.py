"""Sums of three organisations or more, and never a difference that is one organisation's amount."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from clusters.support.statistics import Released, released

Q1, Q2, Q3 = dt.date(2026, 2, 1), dt.date(2026, 5, 1), dt.date(2026, 8, 1)
LATER = dt.date(2026, 11, 1)


def row(who: int, day: dt.date, amount: int = 10) -> tuple[int, dt.date, Decimal]:
    return who, day, Decimal(amount)


def test_two_organisations_are_hidden_and_three_are_shown():
    two = [row(1, Q1), row(2, Q1)]
    assert released(two, LATER) == Released()
    assert released([*two, row(1, Q1)], LATER) == Released()
    assert released([*two, row(3, Q1, 5)], LATER) == Released(3, Decimal(25))


def test_a_quarter_that_is_not_over_does_not_count():
    assert released([row(1, Q1), row(2, Q1), row(3, Q1)], dt.date(2026, 3, 31)) == Released()
    assert released([row(1, Q1), row(2, Q1), row(3, Q1)], dt.date(2026, 4, 1)).number == 3


def test_a_fourth_alone_waits_for_two_others():
    rows = [row(1, Q1), row(2, Q1), row(3, Q1), row(4, Q2, 1000)]
    assert released(rows, LATER) == Released(3, Decimal(30))
    assert released([*rows, row(5, Q3), row(6, Q3)], LATER) == Released(6, Decimal(1050))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 1000), st.integers(1, 99)), max_size=30))
def test_every_growth_has_three_organisations_behind_it(given_rows):
    rows = sorted(
        (row(who, Q1 + dt.timedelta(days=day), amount) for who, day, amount in given_rows), key=lambda r: r[1]
    )
    seen, shown = 0, [released(rows, Q1 + dt.timedelta(days=30 * month)) for month in range(40)]
    for found in shown:
        number = found.number or 0
        if number != seen:
            assert len({who for who, _day, _amount in rows[seen:number]}) >= 3
        seen = number
