"""Figures, dates and periods as readers of both languages expect them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from cmw_portal.typography import figure, long_date, moment, percent, period_label, short_period, signed


@pytest.mark.parametrize(
    ("value", "digits", "russian", "english"),
    [
        (1234567.8, 1, "1\u00a0234\u00a0567,8", "1,234,567.8"),
        (Decimal("1234.5"), None, "1\u00a0234,5", "1,234.5"),
        (-12, 0, "\u221212", "\u221212"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        (-0.004, 2, "0,00", "0.00"),
        ("980.20", 1, "980,2", "980.2"),
        (None, 1, "—", "—"),
        (float("nan"), 1, "—", "—"),
        ("нет", 1, "нет", "нет"),
        (1500, None, "1\u00a0500", "1,500"),
    ],
)
def test_figure_in_both_languages(value, digits, russian, english):
    assert figure(value, digits) == russian
    with translation.override("en"):
        assert figure(value, digits) == english


def test_percent_has_a_space_in_russian_only():
    assert percent(56.93) == "56,9\u00a0%"
    assert percent(None) == "—"
    with translation.override("en"):
        assert percent(56.93) == "56.9%"


@pytest.mark.parametrize(("value", "words"), [(1.4, "+1,4"), (-1.4, "−1,4"), (0.01, "0,0"), (None, "—")])
def test_signed_shows_the_direction_of_change(value, words):
    assert signed(value, 1) == words


def test_dates_are_written_in_full():
    assert long_date(date(2026, 11, 22)) == "22\u00a0ноября\u00a02026"
    assert long_date("2026-11-22") == "22\u00a0ноября\u00a02026"
    assert long_date(None) == "—"
    assert long_date("скоро") == "скоро"
    with translation.override("en"):
        assert long_date(date(2026, 11, 22)) == "22\u00a0November\u00a02026"


def test_moments_are_shown_in_moscow_time():
    late = datetime(2026, 11, 22, 22, 5, tzinfo=UTC)
    assert long_date(late) == "23\u00a0ноября\u00a02026"
    assert moment(late) == "23\u00a0ноября\u00a02026,\u00a001:05"
    assert moment(date(2026, 1, 2)) == "2\u00a0января\u00a02026"


@pytest.mark.parametrize(
    ("code", "russian", "english"),
    [
        ("2024", "2024 год", "2024"),
        ("2023-Q4", "IV квартал 2023", "Q4 2023"),
        ("2024-H1", "I полугодие 2024", "H1 2024"),
        ("2023-04", "апрель 2023", "April 2023"),
        ("2024-12", "декабрь 2024", "December 2024"),
        ("2023-9M", "январь—сентябрь 2023", "January–September 2023"),
        ("2023-11M", "январь—ноябрь 2023", "January–November 2023"),
        ("2022-01-01", "на 1 января 2022", "as of 1 January 2022"),
        ("2025-01/2025-04", "январь—апрель 2025", "January–April 2025"),
        ("2024-11/2025-02", "ноябрь 2024 — февраль 2025", "November 2024 – February 2025"),
        ("2025-03/2025-03", "март 2025", "March 2025"),
        ("2023-end", "на конец 2023 года", "end of 2023"),
        ("2023-Q5", "2023-Q5", "2023-Q5"),
        (None, "—", "—"),
    ],
)
def test_period_codes_become_words(code, russian, english):
    assert period_label(code).replace("\u00a0", " ") == russian
    with translation.override("en"):
        assert period_label(code).replace("\u00a0", " ") == english


def test_axis_labels_are_short():
    assert short_period("2024") == "2024"
    assert short_period("2024-Q4").replace("\u00a0", " ") == "IV кв. 2024"
    assert short_period("Кисловодск") == "Кисловодск"
