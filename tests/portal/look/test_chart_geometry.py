"""Where charts put things, for data whose places can be told by hand."""

import re

import pytest

from cmw_portal.charts import bars, contributions, dots, lines, multiples, read_chart, sparks, stacks
from cmw_portal.charts.scales import Scale, domain_with_zero, step_for, tick_digits, ticks
from cmw_portal.charts.text import keep_apart, shorten, text_width, wrap


def chart(*values, **more):
    points = [
        value if isinstance(value, dict) else {"label": f"п{n}", "value": value} for n, value in enumerate(values)
    ]
    return read_chart({"id": "c", "title": "t", "digits": 1, "series": [{"label": "", "points": points}], **more})


def rects(svg, kind):
    found = re.findall(rf'<rect x="([-\d.]+)" y="[-\d.]+" width="([-\d.]+)" height="[-\d.]+" class="{kind}"', svg)
    return [(float(x), float(width)) for x, width in found]


def test_scale_is_linear_and_stands_still_on_one_value():
    assert Scale(0, 10, 100, 200)(2.5) == 125
    assert Scale(5, 5, 100, 200)(5) == 150


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (45.3, 59.8, [45, 50, 55, 60]), (-0.3, 0.9, [-0.5, 0, 0.5, 1]), (3, 3, [3, 4])],
)
def test_ticks_are_round_and_cover_the_data(low, high, expected):
    assert ticks(low, high) == expected


def test_ticks_carry_only_the_decimals_they_need():
    assert tick_digits([0, 2.5, 5]) == 1
    assert tick_digits([0, 100]) == 0
    assert step_for(0, 5) == 1.0


@pytest.mark.parametrize(("span", "expected"), [((3, 9), (0, 9)), ((-4, -1), (-4, 0)), ((0, 0), (0, 1))])
def test_bars_always_have_zero_in_their_span(span, expected):
    assert domain_with_zero(*span) == expected


@pytest.mark.parametrize("narrow", [False, True])
def test_bar_lengths_are_proportional_to_values_from_a_common_zero(narrow):
    widths = rects(bars.draw(chart(10, 20, 40), narrow), "bar hue-0")
    assert len({x for x, _width in widths}) == 1
    lengths = [width for _x, width in widths]
    assert lengths[1] / lengths[0] == pytest.approx(2, rel=0.01)
    assert lengths[2] / lengths[0] == pytest.approx(4, rel=0.01)


def test_negative_bars_end_where_positive_ones_begin():
    (left, left_width), (right, _right_width) = rects(bars.draw(chart(-5, 10), False), "bar hue-0")
    assert left + left_width == pytest.approx(right, abs=0.2)


def test_suppressed_value_is_hatched_and_its_number_is_nowhere():
    secret = {"label": "а", "value": 77.7, "mark": "suppressed"}
    for draw in (bars.draw, dots.draw, lines.draw, stacks.draw):
        svg = draw(chart(secret, 10.0), False)
        assert 'fill="url(#c-w-hatch)"' in svg
        assert "77,7" not in svg


def test_provisional_bar_is_hollow_and_says_so():
    svg = bars.draw(chart({"label": "а", "value": 5, "mark": "provisional"}), False)
    assert 'class="bar provisional hue-0"' in svg
    assert "5,0 (предварительно)" in svg


def test_whiskers_stand_at_the_ends_of_the_interval():
    one = chart({"label": "а", "value": 50, "low": 40, "high": 60})
    frame, scale, marks = dots.geometry(one, False)
    assert marks[0] <= 40 < 60 <= marks[-1]
    svg = dots.draw(one, False)
    assert f'x1="{scale(40):.1f}"'.replace(".0", "") in svg
    assert frame.left <= scale(40) < scale(60) <= frame.right


def test_reference_line_stands_at_its_value():
    one = chart(10, 20, reference={"label": "край", "value": 14.3})
    _frame, scale = bars.geometry(one, False)
    x = f"{scale(14.3):.1f}".removesuffix(".0")
    assert f'<line x1="{x}"' in bars.draw(one, False)
    assert "край 14,3" in bars.draw(one, False)


def test_line_breaks_where_a_value_is_missing():
    one = chart(1, 2, None, 4, 5)
    assert [len(run) for run in lines.runs(one.series[0], one.labels)] == [2, 2]


def test_line_chart_puts_periods_in_order_of_time_whatever_the_series_say():
    one = chart({"label": "2024-Q1", "value": 2}, {"label": "2023-Q4", "value": 1})
    plane = lines.plane_for(one, False)
    assert plane.labels == ("2023-Q4", "2024-Q1")
    assert plane.x("2023-Q4") == plane.left
    assert plane.x("2024-Q1") == plane.right
    assert plane.scale(2) < plane.scale(1)


def test_gap_of_a_suppressed_value_lies_between_its_neighbours():
    one = chart(10, {"label": "п1", "value": None, "mark": "suppressed"}, 20)
    assert lines.level_near(one.series[0], "п1", one.labels) == 15
    assert lines.level_near(chart({"label": "п0", "mark": "suppressed"}).series[0], "п0", ("п0",)) is None


def test_segments_follow_each_other_without_overlap():
    parts = [{"label": name, "points": [{"label": "а", "value": value}]} for name, value in (("x", 30), ("y", 70))]
    svg = stacks.draw(read_chart({"id": "c", "series": parts}), False)
    (first, width), (second, _width) = rects(svg, "bar hue-0")[-1], rects(svg, "bar hue-1")[-1]
    assert second == pytest.approx(first + width + 1, abs=0.2)


def test_contributions_add_up_to_the_total():
    steps = contributions.steps_of(chart(1.4, 0.9, -0.6, 0.3))
    assert [round(step.end, 9) for step in steps] == [1.4, 2.3, 1.7, 2.0, 2.0]
    assert steps[-1].whole
    assert contributions.base_of(chart(1.4), steps) == (0.0, pytest.approx(2.3))


def test_contributions_between_two_sums_begin_near_the_smaller_and_draw_no_bar_for_a_sum():
    one = chart(1.5, -0.5, start={"label": "было", "value": 55}, total={"label": "стало", "value": 56})
    steps = contributions.steps_of(one)
    assert (steps[0].end, steps[-1].end) == (55, 56)
    assert contributions.base_of(one, steps)[0] == pytest.approx(54.625)
    assert "bar whole" not in contributions.draw(one, False)


def test_small_multiples_of_one_unit_share_their_scale():
    charts = [chart(10, 20, unit="руб."), chart(30, 50, unit="руб."), chart(1, 2, unit="%")]
    scales = multiples.scales_of(charts)
    assert (scales["руб."][0], scales["руб."][-1]) == (0, 60)
    assert scales["%"][-1] == 2


def test_spark_tells_its_ends_to_those_who_listen():
    svg = sparks.draw(chart({"label": "2023", "value": 1}, {"label": "2024", "value": 3}))
    assert "t: 2023\u00a0год — 1,0; 2024\u00a0год — 3,0" in svg
    assert "—" in sparks.draw(chart(None))


def test_labels_keep_apart_and_stay_on_the_paper():
    assert keep_apart([10, 12, 90], 20, 0, 100) == [10, 30, 90]
    assert keep_apart([95, 98], 20, 0, 100) == [80, 100]


def test_long_words_are_broken_and_shortened():
    assert wrap("Агропромышленный кластер региона", 150) == ["Агропромышленный", "кластер региона"]
    assert shorten("Минераловодский", 60).endswith("…")
    assert text_width(shorten("Минераловодский", 60)) <= 60


def test_on_a_phone_the_reference_line_stands_beside_bars_alone():
    one = chart(10, 20, 40, reference={"label": "край", "value": 15})
    frame, _scale = bars.geometry(one, True)
    pieces = re.findall(r'y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)" class="reference"', bars.draw(one, True))
    assert [float(top) for top, _bottom in pieces] == pytest.approx([row.top - 1 for row in frame.rows], abs=0.1)
    assert [float(end) for _top, end in pieces] == pytest.approx([row.bottom + 1 for row in frame.rows], abs=0.1)
    assert bars.draw(one, False).count('class="reference"') == 1
