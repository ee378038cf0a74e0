"""Codes: right ones pass, wrong ones are refused with the field, the fault and the remedy."""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from clusters import validators
from clusters.okved import SECTION_NAMES, okved_section


def refusal(validate, value) -> str:
    with pytest.raises(ValidationError) as caught:
        validate(value)
    return caught.value.messages[0]


# Published numbers: Sberbank, Gazprom, and the worked example of the tax service for a person.
@pytest.mark.parametrize("inn", ["7707083893", "7736050003", "500100732259"])
def test_inn_published_passes(inn):
    validators.validate_inn(inn)


@pytest.mark.parametrize(
    ("inn", "code"),
    [
        ("7707083894", "inn_check_digit"),
        ("500100732258", "inn_check_digit"),
        ("770708389", "inn_format"),
        ("77070838931", "inn_format"),
        ("77 0708389", "inn_format"),
        ("٧٧٠٧٠٨٣٨٩٣", "inn_format"),
        ("7707083893\n", "inn_format"),
        ("abcdefghij", "inn_format"),
    ],
)
def test_inn_wrong_refused(inn, code):
    with pytest.raises(ValidationError) as caught:
        validators.validate_inn(inn)
    assert caught.value.code == code


def test_inn_of_zeros_is_refused():
    for number in ("0" * 10, "0" * 12):
        with pytest.raises(ValidationError):
            validators.validate_inn(number)


@pytest.mark.parametrize("address", ["ftp://site.example/", "https://u:p@site.example/", "https://site.example/\u202e"])
def test_website_that_a_browser_should_not_open_is_refused(address):
    with pytest.raises(ValidationError, match="https"):
        validators.validate_website(address)


def test_website_right_passes():
    validators.validate_website("https://санаторий.example/about?x=1")


def test_inn_refusal_names_field_and_remedy_in_both_languages():
    assert refusal(validators.validate_inn, "7707083894").startswith("Контрольная цифра ИНН не сходится")
    with translation.override("en"):
        message = refusal(validators.validate_inn, "7707083894")
    assert message.startswith("The check digit of this INN")
    assert "certificate" in message


@given(st.text(max_size=20))
def test_inn_any_text_is_passed_or_refused_never_an_error(text):
    with contextlib.suppress(ValidationError):
        validators.validate_inn(text)


@pytest.mark.parametrize("ogrn", ["1027700132195", "1027700070518", "304500116000157"])
def test_ogrn_published_passes(ogrn):
    validators.validate_ogrn(ogrn)


def test_ogrnip_remainder_of_two_digits_uses_the_last():
    start = next(n for n in range(30450011600000, 30450011600100) if n % 13 == 11)
    validators.validate_ogrn(f"{start}1")


@pytest.mark.parametrize(
    ("ogrn", "code"),
    [
        ("1027700132196", "ogrn_check_digit"),
        ("304500116000158", "ogrn_check_digit"),
        ("0000000000000", "ogrn_check_digit"),
        ("10277001321", "ogrn_format"),
        ("10277001321950", "ogrn_format"),
        ("", "ogrn_format"),
    ],
)
def test_ogrn_wrong_refused(ogrn, code):
    with pytest.raises(ValidationError) as caught:
        validators.validate_ogrn(ogrn)
    assert caught.value.code == code


@pytest.mark.parametrize("kpp", ["263201001", "773601001", "9999AZ123"])
def test_kpp_right_passes(kpp):
    validators.validate_kpp(kpp)


@pytest.mark.parametrize("kpp", ["26320100", "2632010011", "263201O0Ж", "263а01001", ""])
def test_kpp_wrong_refused(kpp):
    assert "263201001" in refusal(validators.validate_kpp, kpp)


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("01", "A"), ("03.21.1", "A"), ("05", "B"), ("10.51", "C"), ("33.2", "C"), ("35.11", "D"), ("36", "E"),
        ("43.99", "F"), ("47", "G"), ("52.23", "H"), ("55.10", "I"), ("63", "J"), ("64.19", "K"), ("68.20.2", "L"),
        ("72.19", "M"), ("82", "N"), ("84.11", "O"), ("85.22", "P"), ("86.90.4", "Q"), ("91.02", "R"), ("94.11", "S"),
        ("98", "T"), ("99.00", "U"),
    ],
)  # fmt: skip
def test_okved_right_passes_and_has_its_section(code, section):
    validators.validate_okved(code)
    assert okved_section(code) == section
    assert section in SECTION_NAMES


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("8690", "okved_format"),
        ("86.", "okved_format"),
        ("86.9.4", "okved_format"),
        ("86,90", "okved_format"),
        ("Q86", "okved_format"),
        ("86.90.40.1", "okved_format"),
        ("04", "okved_division"),
        ("34.1", "okved_division"),
        ("00", "okved_division"),
    ],
)
def test_okved_wrong_refused(code, reason):
    with pytest.raises(ValidationError) as caught:
        validators.validate_okved(code)
    assert caught.value.code == reason


def test_okved_list_checks_each():
    validators.validate_okved_list(["86.90.4", "55.10"])
    assert "86x" in refusal(validators.validate_okved_list, ["55.10", "86x"])
    assert refusal(validators.validate_okved_list, "86.90") == refusal(validators.validate_okved_list, [86])


@pytest.mark.parametrize("oktmo", ["07727000", "07727000001", "83615000"])
def test_oktmo_right_passes(oktmo):
    validators.validate_oktmo(oktmo)


@pytest.mark.parametrize("oktmo", ["7727000", "077270000", "07727000x", "０7727000"])
def test_oktmo_wrong_refused(oktmo):
    assert "07727000" in refusal(validators.validate_oktmo, oktmo)


@pytest.mark.parametrize("date", ["2023", "2023-05", "2023-05-11", "2018/2020"])
def test_partial_date_right_passes(date):
    validators.validate_partial_date(date)


@pytest.mark.parametrize("date", ["23", "2023-5", "2023-13", "2023-02-30", "11.05.2023", "2020/2018", "n/a"])
def test_partial_date_wrong_refused(date):
    assert "2023-05-11" in refusal(validators.validate_partial_date, date)


def test_territory_code_is_a_word_in_capitals():
    validators.validate_territory_code("KISL")
    assert "KISL" in refusal(validators.validate_territory_code, "kisl")
