"""The profile on a small region whose figures are worked out by hand."""

import pytest

from competitiveness.problems import NotReportable
from competitiveness.territory_profile import compute
from competitiveness.territory_profile.cells import headcount
from competitiveness.territory_profile.series import change, compare, on_one_basis
from competitiveness.territory_profile.structure import concentration, krugman


def rows(result):
    return {row["section"]: row for row in result["employment"]["sections"]}


def test_quotient_share_and_excess(region, profile_of):
    found = rows(profile_of("KISL")[1])
    assert found["Q"]["share"] == pytest.approx(0.6)
    assert found["Q"]["quotient"] == pytest.approx(3)
    assert found["Q"]["excess"] == pytest.approx(40)
    assert found["P"]["quotient"] == pytest.approx(0.25 / 0.3)


def test_section_withheld_in_one_member_is_a_lower_bound(region, profile_of):
    found = rows(profile_of("CMW")[1])
    assert found["P"]["headcount"] == 25
    assert found["P"]["flags"] == ["lower_bound"]
    assert found["P"]["withheld_in"] == ["MINV"]
    assert "reference_withheld" in found["A"]["flags"]


def test_demonstration_figures_never_enter(region, figure, profile_of):
    before = profile_of("KISL")
    figure("E01", region["KISL"], "2023", 99999, demo=True)
    figure("K03", region["KISL"], "2024-01-01", 12345, demo=True)
    assert profile_of("KISL") == before


def test_wage_is_compared_on_the_same_basis(region, figure, profile_of):
    for code, value in (("KISL", 50), ("MINV", 40), ("STA", 45)):
        figure("E01", region[code], "2023", value, variant="no-small-business", unit="руб.")
    figure("E01", region["RU"], "2023", 70, unit="руб.")
    wage = profile_of("KISL")[1]["wage"]
    beside = {row["territory"]: (row["comparable"], row["reasons"]) for row in wage["beside"]}
    assert beside == {"STA": (True, []), "RU": (False, ["other_basis"])}
    assert wage["beside"][0]["ratio"] == pytest.approx(50 / 45)
    assert wage["place"] == {"period": "2023", "place": 1, "of": 2}


def test_region_wage_is_weighted_by_headcount(region, figure, profile_of):
    assert profile_of("CMW")[1]["wage"]["points"] == []
    for code, value in (("KISL", 60), ("MINV", 30)):
        figure("E01", region[code], "2023", value, variant="no-small-business", unit="руб.")
    wage = profile_of("CMW")[1]["wage"]
    assert [(one["value"], one["derived"]) for one in wage["points"]] == [(40.0, "weighted_by_headcount")]
    assert wage["place"] is None


def test_population_sum_only_where_every_member_has_the_date(region, figure, profile_of):
    figure("K03", region["KISL"], "2023-01-01", 100, unit="человек")
    figure("K03", region["KISL"], "2024-01-01", 110, unit="человек")
    figure("K03", region["MINV"], "2024-01-01", 200, unit="человек")
    population = profile_of("CMW")[1]["population"]
    assert [(one["period"], one["value"]) for one in population["points"]] == [("2024-01-01", 310.0)]
    assert population["change"] is None
    assert population["members"][0]["change"]["percent"] == pytest.approx(10)


def test_findings_lead_with_the_section_that_holds_most_beyond_the_krai(region, profile_of):
    findings = profile_of("KISL")[1]["findings"]
    assert findings[0]["rule"] == "leading_section"
    assert findings[0]["values"]["section"] == "Q"
    assert "wage" not in {finding["rule"] for finding in findings}


def test_no_specialisation_is_said(region, profile_of):
    inputs, _result = profile_of("KISL")
    config = {"indicators": {"headcount": "A02", "wage": "E01", "population": "K03"}}
    config["specialisation"] = {"minimum_quotient": 9, "minimum_share": 0.05}
    assert compute(inputs, config)["findings"][0]["rule"] == "no_specialisation"


def test_krai_without_comparable_headcount_is_refused(region, figure, profile_of):
    region["STA"].observations.filter(activity="").update(superseded_at="2099-01-01T00:00Z")
    with pytest.raises(NotReportable, match="import_official"):
        profile_of("KISL")


def test_municipalities_of_two_subjects_cannot_be_compared(region, figure, profile_of):
    region["MINV"].parent = region["NCFD"]
    region["MINV"].save()
    with pytest.raises(NotReportable):
        profile_of("CMW")


def people(values, total):
    """Headcount of one territory from {section: persons or None}."""
    cells = [{"section": "", "value": total}, *({"section": key, "value": value} for key, value in values.items())]
    observations = [
        {
            "indicator": "A02",
            "territory": "X",
            "activity": cell["section"],
            "value": cell["value"],
            "public_id": str(place),
        }
        for place, cell in enumerate(cells)
    ]
    return headcount(observations, ["X"], list(values), "A02")


def test_complete_structure_has_one_herfindahl():
    found = concentration(people({"A": 50, "B": 50}, 100))
    assert found["herfindahl"] == {"low": 0.5, "high": 0.5}
    assert found["normalised"] == {"low": 0.0, "high": 0.0}
    assert found["equivalent_number"] == {"low": 2.0, "high": 2.0}


def test_remainder_spread_and_heaped_are_the_bounds():
    found = concentration(people({"A": 60, "B": None, "C": None}, 100))
    assert found["herfindahl"]["low"] == pytest.approx(0.36 + 2 * 0.04)
    assert found["herfindahl"]["high"] == pytest.approx(0.36 + 0.16)
    assert found["withheld"] == 2


def test_krugman_of_equal_structures_is_zero():
    same = people({"A": 60, "B": 40}, 100)
    assert krugman(same, same) == {
        "value": 0.0,
        "sections": 2,
        "basis": "reference_includes_territory",
        "is_lower_bound": False,
    }
    found = krugman(people({"A": 60, "B": None}, 100), people({"A": 20, "B": 80}, 100))
    assert found["value"] == pytest.approx(0.8)
    assert found["is_lower_bound"]


def test_concentration_is_told_apart_only_where_bounds_do_not_overlap(region, profile_of, figure):
    rules = {finding["rule"] for finding in profile_of("KISL")[1]["findings"]}
    assert rules & {"more_concentrated", "less_concentrated", "concentration_not_told_apart"} == {"more_concentrated"}


def row(period, value, variant="", unit="руб."):
    return {
        "period": period,
        "period_end": period,
        "value": str(value),
        "variant": variant,
        "unit": unit,
        "territory": "X",
        "public_id": period + variant,
    }


def test_longest_basis_is_followed():
    mixed = [row("2021", 1, "old"), row("2022", 2), row("2023", 3)]
    assert [one["period"] for one in on_one_basis(mixed)] == ["2022", "2023"]
    assert on_one_basis([]) == []


def test_change_needs_two_points_and_a_beginning():
    points = [{"period": "2022", "value": 50.0}, {"period": "2023", "value": 60.0}]
    assert change(points) == {"since": "2022", "until": "2023", "absolute": 10.0, "percent": pytest.approx(20)}
    assert change(points[:1]) is None
    assert change([{"period": "2022", "value": 0.0}, points[1]]) is None


def test_nearest_figure_is_shown_with_every_reason():
    own = [{"period": "2023", "value": 50.0, "variant": "", "unit": "руб."}]
    found = compare(own, [row("2015", 30, "x", "тыс. руб."), row("2022", 40, "x", "тыс. руб.")])
    assert (found["period"], found["ratio"]) == ("2022", None)
    assert found["reasons"] == ["other_period", "other_basis", "other_unit"]
    assert compare(own, []) is None
    assert compare([], [row("2022", 1)]) is None
