"""The profiles of the eight municipalities against a hand calculation from the table of the product itself."""

import csv
from pathlib import Path

import pytest

import indicators
from clusters.models import Territory
from competitiveness import computing
from competitiveness.problems import NotReportable

TABLE = Path(indicators.__file__).parent / "data" / "employment_municipal_2023.csv"
EIGHT = ("ESSE", "GEOR", "KISL", "LERM", "MINV", "PRED", "PYAT", "ZHEL")
SECTIONS = "ABCDEFGHIJKLMNOPQRS"
pytestmark = pytest.mark.usefixtures("official_figures")


def headcount():
    """{(territory, section): persons} of the published cells."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            (row["territory"], row["okved_section"]): int(row["value"]) for row in csv.DictReader(file) if row["value"]
        }


def by_section(result):
    return {row["section"]: row for row in result["employment"]["sections"]}


def test_location_quotients_equal_hand_calculation(profile_of):
    people = headcount()
    krai = people["STA", "TOTAL"]
    for code in EIGHT:
        rows = by_section(profile_of(code)[1])
        published = [section for section in SECTIONS if (code, section) in people]
        assert [section for section in SECTIONS if rows[section]["quotient"] is not None] == published
        for section in published:
            quotient = (people[code, section] / people[code, "TOTAL"]) / (people["STA", section] / krai)
            assert rows[section]["quotient"] == pytest.approx(quotient, rel=1e-12)


def test_what_each_place_is_known_for(profile_of):
    kislovodsk, waters, foothills = (profile_of(code)[1] for code in ("KISL", "MINV", "PRED"))
    assert round(100 * by_section(kislovodsk)["Q"]["share"], 1) == 56.9
    assert kislovodsk["employment"]["specialisation"][0] == "Q"
    assert waters["employment"]["specialisation"][0] == "H"
    assert foothills["employment"]["specialisation"][0] == "A"


def test_withheld_cells_are_named_and_not_zero(profile_of):
    employment = profile_of("KISL")[1]["employment"]
    withheld = [row for row in employment["sections"] if "withheld" in row["flags"]]
    assert [row["section"] for row in withheld] == ["A", "B", "S"]
    assert all(row["headcount"] is None and row["share"] is None for row in withheld)
    assert (employment["total"], employment["published"], employment["remainder"]) == (16394, 16338, 56)


def test_herfindahl_bounds_by_hand(profile_of):
    people = headcount()
    found = profile_of("KISL")[1]["employment"]["concentration"]["herfindahl"]
    squares = sum((people["KISL", section] / 16394) ** 2 for section in SECTIONS if ("KISL", section) in people)
    assert found["low"] == pytest.approx(squares + 3 * (56 / 3 / 16394) ** 2, rel=1e-12)
    assert found["high"] == pytest.approx(squares + (56 / 16394) ** 2, rel=1e-12)


def test_region_adds_published_cells_and_says_who_is_withheld(profile_of):
    people, (_inputs, result) = headcount(), profile_of("CMW")
    rows = by_section(result)
    assert result["employment"]["total"] == sum(people[code, "TOTAL"] for code in EIGHT)
    for section in SECTIONS:
        known = [code for code in EIGHT if (code, section) in people]
        assert rows[section]["headcount"] == (sum(people[code, section] for code in known) if known else None)
        assert rows[section]["withheld_in"] == [code for code in EIGHT if code not in known]
    assert [one["code"] for one in result["not_covered"]] == ["MKAR", "PKUB", "ZOLS"]


def test_region_population_is_the_sum_of_the_eight(profile_of):
    inputs, result = profile_of("CMW")
    last = result["population"]["points"][-1]
    parts = [row for row in inputs["observations"] if row["indicator"] == "K03" and row["period"] == "2024-01-01"]
    assert (last["period"], last["derived"], len(parts)) == ("2024-01-01", "sum_of_municipalities", 8)
    assert last["value"] == sum(int(row["value"]) for row in parts) == 941434


def test_only_official_figures_with_source_and_basis(profile_of):
    inputs, result = profile_of("KISL")
    assert {row["status"] for row in inputs["observations"]} == {"official"}
    assert all(row["source"] or row["source_url"] for row in inputs["observations"])
    assert sum(row["figures"] for row in result["sources"]) == len(inputs["observations"])
    assert result["is_demo"] is False


def test_wage_beside_others_only_where_comparable(profile_of):
    wage = profile_of("KISL")[1]["wage"]
    assert [(point["period"], point["value"]) for point in wage["points"]] == [
        ("2022", 46245.1),
        ("2023", 53557.5),
        ("2024", 63656.5),
    ]
    assert wage["place"] == {"period": "2023", "place": 2, "of": 8}
    assert {row["territory"]: row["comparable"] for row in wage["beside"]} == {"STA": False, "NCFD": False, "RU": False}
    assert wage["beside"][0]["reasons"] == ["other_period", "other_basis", "other_unit"]


def test_municipality_without_figures_is_refused_with_the_remedy(profile_of):
    with pytest.raises(NotReportable, match="import_official"):
        profile_of("ZOLS")


def test_years_with_headcount():
    config = computing.newest_method("territory_profile").config
    from competitiveness.territory_profile.collect import years_with_headcount

    years = {code: years_with_headcount(Territory.objects.get(code=code), config) for code in ("KISL", "CMW", "ZOLS")}
    assert years == {"KISL": ["2023"], "CMW": ["2023"], "ZOLS": []}
