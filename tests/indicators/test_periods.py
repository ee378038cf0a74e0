from datetime import date

import pytest

from indicators.periods import parse_period, quarter, quarters


@pytest.mark.parametrize(
    ("code", "start", "end", "frequency", "previous"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "A", "2022"),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), "S", "2023-H2"),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), "S", "2024-H1"),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31), "Q", "2023-Q3"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "Q", "2023-Q4"),
        ("2023-04", date(2023, 4, 1), date(2023, 4, 30), "M", "2023-03"),
        ("2024-01", date(2024, 1, 1), date(2024, 1, 31), "M", "2023-12"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "M", "2024-01"),
        ("2023-9M", date(2023, 1, 1), date(2023, 9, 30), "C", "2022-9M"),
        ("2023-11M", date(2023, 1, 1), date(2023, 11, 30), "C", "2022-11M"),
        ("2025-01/2025-04", date(2025, 1, 1), date(2025, 4, 30), "C", "2024-01/2024-04"),
        ("2022-01-01", date(2022, 1, 1), date(2022, 1, 1), "D", "2021-01-01"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "D", "2023-02-28"),
        ("2023-end", date(2023, 12, 31), date(2023, 12, 31), "D", "2022-end"),
    ],
)
def test_code_gives_span_frequency_and_the_period_before(code, start, end, frequency, previous):
    period = parse_period(code)
    assert (period.code, period.start, period.end, period.frequency) == (code, start, end, frequency)
    assert period.previous() == parse_period(previous)
    assert period.previous() < period
    assert str(period) == code


def test_letters_and_margins_are_forgiven():
    assert parse_period(" 2023-q4 ").code == "2023-Q4"
    assert parse_period("2023-END").code == "2023-end"


@pytest.mark.parametrize(
    "code",
    ["", "n/a", "23", "2023-Q5", "2023-13", "2023-00", "2023-02-30", "2023-H3", "2023-13M", "2025-04/2025-01", "0000"],
)
def test_unknown_code_names_the_accepted_shapes(code):
    with pytest.raises(ValueError, match=r"2023-Q4.*2025-01/2025-04.*2023-end"):
        parse_period(code)


def test_periods_are_ordered_by_their_end():
    codes = ["2024-01-01", "2023", "2023-Q4", "2023-9M", "2023-H1"]
    assert [period.code for period in sorted(map(parse_period, codes))] == [
        "2023-H1",
        "2023-9M",
        "2023",
        "2023-Q4",
        "2024-01-01",
    ]


def test_quarters_run_over_the_year():
    assert [period.code for period in quarters(quarter(2024, 4), 3)] == ["2024-Q4", "2025-Q1", "2025-Q2"]
