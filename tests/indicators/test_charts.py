from decimal import Decimal

import pytest

from clusters.models import Territory
from indicators import queries
from indicators.charts import pictures
from indicators.models import Indicator, Observation
from indicators.periods import parse_period


@pytest.fixture
def draw(official):
    def draw(code):
        indicator = Indicator.objects.get(code=code)
        return pictures(
            indicator, queries.for_charts(Observation.objects.current().public().filter(indicator=indicator))
        )

    return draw


@pytest.fixture
def add(wage):
    def add(code, level, period, value, unit="руб."):
        place, _made = Territory.objects.get_or_create(code=code, defaults={"level": level, "name_ru": code})
        span = parse_period(period)
        return Observation.objects.create(
            indicator=wage,
            territory=place,
            period=span.code,
            period_start=span.start,
            period_end=span.end,
            value=None if value is None else Decimal(value),
            unit=unit,
            status="official",
        )

    return add


def of_wage(wage):
    return pictures(wage, queries.for_charts(Observation.objects.current().filter(indicator=wage)))


def test_population_is_drawn_town_by_town_with_the_largest_first(draw):
    first = draw("K03")[0]
    assert first["kind"] == "multiples"
    assert first["heading"].replace("\u00a0", " ").startswith("На 1 января 2024: больше всего — ")
    assert next(chart["title"] for chart in first["charts"]).endswith("Пятигорск")
    assert [point["label"] for point in first["charts"][0]["series"][0]["points"]] == ["2022", "2023", "2024"]
    assert {chart["source"] for chart in first["charts"]} == {"Росстат, БД ПМО"}


def test_rates_of_regions_and_country_stand_in_one_picture(draw):
    quarter = next(picture for picture in draw("E06") if picture["heading"].startswith("IV"))
    points = quarter["charts"][0]["series"][0]["points"]
    assert (quarter["kind"], [point["value"] for point in points]) == (
        "bars",
        [Decimal("8.8"), Decimal("8.4"), Decimal("3.6"), Decimal("2.9")],
    )


def test_one_figure_alone_is_not_drawn(draw):
    assert draw("TOURISTS") == []
    assert draw("G05") == []


def test_units_are_brought_together_and_strange_ones_left_to_the_table(wage, add):
    add("AAA", "municipality", "2022", "40", "тыс. руб.")
    add("AAA", "municipality", "2023", "50000")
    add("BBB", "municipality", "2023", "60000")
    add("CCC", "municipality", "2023", "7", "%")
    (picture,) = of_wage(wage)
    assert [chart["title"] for chart in picture["charts"]] == ["BBB", "AAA"]
    points = picture["charts"][1]["series"][0]["points"]
    assert [point["value"] for point in points] == [Decimal(40000), Decimal(50000)]


def test_reference_is_the_krai_for_the_same_period_and_basis(wage, add):
    for code, value in (("AAA", "40000"), ("BBB", "50000")):
        add(code, "municipality", "2023", value)
    add("STA", "subject", "2023", "45")
    picture = of_wage(wage)[0]
    assert picture["charts"][0]["reference"] == {"label": "STA", "value": Decimal(45)}


def test_withheld_figures_are_marked_and_a_year_without_any_is_named_plainly(wage, add):
    add("AAA", "municipality", "2022", "1")
    add("BBB", "municipality", "2022", "2")
    add("AAA", "municipality", "2023", None)
    (picture,) = of_wage(wage)
    assert picture["heading"].replace("\u00a0", " ") == "2023 год"
    marks = [point["mark"] for chart in picture["charts"] for point in chart["series"][0]["points"]]
    assert sorted(marks) == ["", "", "suppressed"]


def test_one_place_in_its_last_period_is_told_as_such(wage, add):
    add("AAA", "municipality", "2023-Q1", "1")
    add("AAA", "municipality", "2023-Q2", "2")
    (picture,) = of_wage(wage)
    assert picture["heading"].replace("\u00a0", " ") == "AAA, II квартал 2023: 2"
    labels = [point["label"] for point in picture["charts"][0]["series"][0]["points"]]
    assert labels == ["2023-Q1", "2023-Q2"]
