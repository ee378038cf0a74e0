"""Units, numbers, notes and publishers as people and sources write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from indicators.activities import COUNTED_SECTIONS, SECTIONS, section_name
from indicators.numbers import parse_number
from indicators.official.bases import counted_as, variant_name
from indicators.official.notes import note_text
from indicators.official.publishers import publisher_of, source_name
from indicators.period_words import period_inside, period_words
from indicators.units import converted, is_rate, unit_name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567,25", "1234567.25"),
        ("−7", "-7"),
        ("+7", "7"),
        ("0,000001", "0.000001"),
    ],
)
def test_numbers_are_read_as_typed(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "пять", "1,2,3", "1.2.3", "1e5", "NaN", "5%", "1" * 19, "0,1234567"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="«"):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("44.2", "тыс. руб.", "рублей", "44200"),
        ("25.128", "млрд руб.", "млн руб.", "25128"),
        ("146544.7", "оценка на конец года; тысяч человек", "чел.", "146544700"),
        ("3.1", "млн т", "в хозяйствах всех категорий; тысяч тонн", "3100"),
        ("5", "в процентах к предыдущему году", "%", "5"),
    ],
)
def test_units_of_one_measure_are_converted(value, source, target, result):
    assert converted(Decimal(value), source, target) == Decimal(result)


def test_units_of_different_measures_are_not():
    assert converted(Decimal(1), "чел.", "руб.") is None
    assert [is_rate(unit) for unit in ("%", "руб.", "ночей/1000 чел.", "тыс. руб.", "чел.")] == [True] * 3 + [False] * 2


def test_units_are_named_in_english():
    with translation.override("en"):
        names = [unit_name(text) for text in ("млрд руб.", "оценка на конец года; тысяч человек", "попугаев")]
    assert names == ["RUB billion", "thousand people", "попугаев"]
    assert unit_name("млрд руб.") == "млрд руб."


def test_basis_is_read_from_note_and_unit():
    assert counted_as("млн руб.", "OKVED2 section C (manufacturing); Rosstat").activity == "C"
    assert counted_as("т", "grain; Rosstat, appendix to «Регионы России» 2022, table 13.11").variant == "grain"
    assert counted_as("чел.", "Rosstat, appendix to «Регионы России» 2022, table 1").variant == ""
    assert counted_as("чел.", "only hotels").variant == counted_as("чел.", " Only  hotels ; OKTMO 1").variant != ""
    assert counted_as("млн л", "Честный знак / ЦРПТ marking system, NOT Rosstat").status == "imported"


def test_words_follow_the_language_of_the_page():
    note = "organisations WITHOUT small business (БД ПМО); blank cells are suppressed, not zero"
    assert "это не ноль" in note_text(note)
    assert variant_name("grain") == "зерно"
    assert section_name("Q") == "Здравоохранение и социальные услуги"
    with translation.override("en"):
        assert note_text(note) == note
        assert (variant_name("grain"), variant_name("x-1"), section_name("Q")) == (
            "grain",
            "",
            "Health and social work",
        )
        assert source_name("Интерфакс") == "Interfax"
        assert source_name("Свой источник") == "Свой источник"


def test_publisher_is_named_with_the_address_of_the_file():
    found = publisher_of("github:a/b@0a1b:data/Раздел 1.xlsx#1.1.", "")
    assert found.name == "Росстат, «Регионы России» 2022"
    assert found.url == "https://github.com/a/b/blob/0a1b/data/%D0%A0%D0%B0%D0%B7%D0%B4%D0%B5%D0%BB%201.xlsx"
    assert publisher_of("https://www.example.org/x").name == "example.org"
    assert publisher_of("Письмо министерства").url == ""


def test_sections_are_those_of_the_classification():
    assert "".join(SECTIONS) == "ABCDEFGHIJKLMNOPQRSTU"
    assert "".join(COUNTED_SECTIONS) == "ABCDEFGHIJKLMNOPQRS"


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("2023", "2023"),
        ("2024-H1", "H1 2024"),
        ("2023-Q4", "Q4 2023"),
        ("2023-04", "April 2023"),
        ("2023-9M", "January–September 2023"),
        ("2025-01/2025-04", "January–April 2025"),
        ("2024-11/2025-02", "November 2024 — February 2025"),
        ("2022-01-01", "as of 1 January 2022"),
        ("2023-end", "end of 2023"),
        ("sometime", "sometime"),
    ],
)
def test_periods_in_words(code, english):
    with translation.override("en"):
        assert period_words(code).replace("\u00a0", " ") == english
    assert period_words("2024-Q4").replace("\u00a0", " ") == "IV квартал 2024"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-Q2", "во II квартале 2026 года"),
        ("2026-Q3", "в III квартале 2026 года"),
        ("2023", "было (2023 год)"),
        ("no-code", "no-code"),
    ],
)
def test_period_after_more_than(code: str, words: str) -> None:
    assert period_inside(code).replace("\xa0", " ") == words
