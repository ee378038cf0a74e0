"""The cartogram and the outline map."""

import json
import math
from pathlib import Path

import pytest

from cmw_portal.charts import cartograms, maps
from cmw_portal.charts.colour_steps import class_of, steps_for

BOUNDARIES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "boundaries_cmw.geojson"
SQUARE = {"type": "Polygon", "coordinates": [[[43, 44], [43.1, 44], [43.1, 44.1], [43, 44.1], [43, 44]]]}


def test_every_municipality_has_its_own_place():
    assert len(cartograms.PLACES) == 11
    centres = [cartograms.centre(code) for code in cartograms.PLACES]
    apart = min(math.dist(one, other) for n, one in enumerate(centres) for other in centres[:n])
    assert apart == pytest.approx(cartograms.SLOT, rel=1e-6)


def test_places_keep_the_lie_of_the_land():
    x, y = zip(*(cartograms.centre(code) for code in ("KISL", "GEOR")), strict=True)
    assert x[0] < x[1], "Georgievsk lies east of Kislovodsk"
    assert y[0] > y[1], "and north of it"


def test_steps_are_round_and_at_most_five():
    steps = steps_for([{"value": value} for value in (22863, 158452, 50000)])
    assert steps.bounds == (0, 50000, 100000, 150000, 200000)
    assert [steps.of(value) for value in (22863, 50000, 158452)] == [1, 2, 4]
    assert steps_for([{"value": 1}, {"value": 1}]) is None


@pytest.mark.parametrize(
    ("item", "expected"),
    [({"value": 5, "mark": "suppressed"}, "suppressed"), ({"value": None}, "step-none"), ({"value": 5}, "step-1")],
)
def test_class_tells_value_from_absence(item, expected):
    assert class_of(item, None) == expected


def test_tile_says_name_and_value_and_leads_to_its_page():
    context = cartograms.context(
        [{"code": "KISL", "label": "Кисловодск", "url": "/territories/KISL/", "value": 125931}]
    )
    assert 'href="/territories/KISL/" aria-label="Кисловодск: 125\u00a0931"' in context["svg"]


def test_suppressed_tile_hides_its_value_everywhere():
    context = cartograms.context([{"code": "KISL", "label": "К", "value": 777, "mark": "suppressed"}])
    assert "777" not in context["svg"]
    assert "скрыто" in context["svg"]
    assert "777" not in context["csv"]
    assert context["table"]["rows"][0][1]["text"] is None


def test_unknown_codes_have_no_tile():
    assert cartograms.context([{"code": "MOSCOW", "value": 1}])["table"]["rows"] == []


def test_projection_keeps_shape_at_its_latitude():
    projection, height = maps.project([{"geometry": SQUARE}], 680)
    x0, y0 = projection(43, 44.1)
    x1, y1 = projection(43.1, 44)
    assert (x0, y0) == (4, 4)
    assert (x1 - x0) / (y1 - y0) == pytest.approx(math.cos(math.radians(44.05)))
    assert height == pytest.approx(y1 + 4)


def test_label_point_lies_inside_even_beside_a_hole():
    outer = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
    hole = [(40.0, 40.0), (90.0, 40.0), (90.0, 90.0), (40.0, 90.0), (40.0, 40.0)]
    x, y = maps.roomiest([outer, hole])
    assert maps.inside(x, y, [outer, hole])
    assert not maps.inside(60, 60, [outer, hole])


@pytest.mark.skipif(not BOUNDARIES.exists(), reason="the reference boundaries are not beside this repository")
def test_real_boundaries_are_drawn_small_and_with_all_names():
    found = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    features = [
        {"code": one["id"], "label": one["id"], "value": n, "geometry": one["geometry"]} for n, one in enumerate(found)
    ]
    context = maps.context(features, attribution="© OpenStreetMap contributors")
    assert len(context["svg"]) < 80_000
    assert all(name in context["svg"] for name in ("Кисловодск", "Лермонтов", "Предгорный"))
    assert context["attribution"] == "© OpenStreetMap contributors"


def test_feature_without_a_geometry_stays_in_the_table():
    context = maps.context([{"code": "KISL", "label": "Кисловодск", "value": 3, "geometry": None}])
    assert context["svg"] == ""
    assert context["table"]["rows"][0][0]["text"] == "Кисловодск"
