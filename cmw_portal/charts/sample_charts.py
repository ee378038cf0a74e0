"""Sample charts for the gallery of components. Every figure here is made up."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmw_portal.charts.cartograms import short_name

SOURCE = gettext_lazy("made up for this page")
CITIES = ("KISL", "ESSE", "PYAT", "ZHEL", "LERM", "MINV", "GEOR", "PRED")


def name_of(code: str) -> str:
    return short_name({"code": code}).replace("-", "", 1)


def bar_sample() -> dict[str, Any]:
    values = (56.9, 41.2, 23.4, 38.0, 12.6, 9.8, 8.1, None)
    points: list[dict[str, Any]] = [
        {"label": name_of(code), "value": value} for code, value in zip(CITIES, values, strict=True)
    ]
    points[0] |= {"low": 54.0, "high": 59.5, "url": "/components/"}
    points[3] |= {"mark": "provisional"}
    points[7] |= {"mark": "suppressed"}
    return {
        "id": "sample-bars",
        "title": _("In Kislovodsk every second job is in health care"),
        "unit": _("share of headcount, %"),
        "source": str(SOURCE),
        "description": _("Horizontal bars for eight municipalities; one value is provisional, one is suppressed."),
        "digits": 1,
        "series": [{"label": "", "hue": 0, "points": points}],
        "reference": {"label": _("Stavropol Krai"), "value": 14.3},
    }


def grouped_sample() -> dict[str, Any]:
    groups = ((_("Year before"), 6, (-1.2, 3.4, 0.8)), (_("This year"), 0, (2.1, 4.0, -0.6)))
    places = (name_of("PYAT"), name_of("ESSE"), name_of("MINV"))
    return {
        "id": "sample-groups",
        "title": _("Growth moved from Mineralnye Vody to Pyatigorsk"),
        "unit": _("change over the year, %"),
        "source": str(SOURCE),
        "digits": 1,
        "series": [
            {
                "label": label,
                "hue": hue,
                "points": [{"label": place, "value": value} for place, value in zip(places, values, strict=True)],
            }
            for label, hue, values in groups
        ],
    }


QUARTERS = ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4")


def _line(label: str, hue: int, values: tuple[float | None, ...], spread: float = 0) -> dict[str, Any]:
    points: list[dict[str, Any]] = [
        {"label": quarter, "value": value} for quarter, value in zip(QUARTERS, values, strict=True)
    ]
    for point in points:
        if spread and point["value"] is not None:
            point |= {"low": point["value"] - spread, "high": point["value"] + spread}
    return {"label": label, "hue": hue, "points": points}


def line_sample() -> dict[str, Any]:
    tourism = _line(_("Tourism cluster"), 0, (51.0, 52.4, 53.1, 52.8, 54.6, 55.9, 56.4, 57.3), 2.2)
    agro = _line(_("Agro-industrial cluster"), 1, (46.2, 46.0, 47.1, 48.3, None, 48.8, 49.9, 50.2))
    industrial = _line(_("Industrial cluster"), 2, (48.8, 48.1, 47.5, 47.9, 48.2, 48.0, 48.9, 49.3))
    agro["points"][4]["mark"] = "suppressed"
    tourism["points"][7]["mark"] = "provisional"
    return {
        "id": "sample-lines",
        "title": _("The tourism cluster has pulled away from the other two"),
        "unit": _("competitiveness score, points of 100"),
        "source": str(SOURCE),
        "description": _("Three lines over eight quarters; the score of the tourism cluster with its interval."),
        "digits": 1,
        "series": [tourism, agro, industrial],
        "reference": {"label": _("Mean of the region"), "value": 50.0},
    }


def dot_sample() -> dict[str, Any]:
    values = (("tourism", 57.3, 55.1, 59.8), ("agro", 50.2, 46.0, 54.1), ("industrial", 49.3, 47.8, 50.9))
    names = {
        "tourism": _("Tourism cluster"),
        "agro": _("Agro-industrial cluster"),
        "industrial": _("Industrial cluster"),
    }
    points = [{"label": names[key], "value": v, "low": low, "high": high} for key, v, low, high in values]
    points.append({"label": _("Balneological cluster"), "value": None, "mark": "suppressed"})
    return {
        "id": "sample-dots",
        "title": _("The second and the third place cannot be told apart"),
        "unit": _("score with its 90 % interval, points"),
        "source": str(SOURCE),
        "digits": 1,
        "series": [{"label": "", "hue": 0, "points": points}],
        "reference": {"label": _("Mean"), "value": 52.3},
    }


def stack_sample() -> dict[str, Any]:
    parts = (
        (_("Health care"), (56.9, 23.4, 9.8)),
        (_("Education"), (14.1, 18.2, 16.0)),
        (_("Trade and transport"), (8.0, 21.9, 44.3)),
        (_("Manufacturing"), (4.6, 15.5, 12.8)),
        (_("Everything else"), (16.4, 21.0, 17.1)),
    )
    places = (name_of("KISL"), name_of("PYAT"), name_of("MINV"))
    hues = (0, 1, 2, 3, 6)
    return {
        "id": "sample-stack",
        "title": _("Three towns live by three different trades"),
        "unit": _("structure of headcount, %"),
        "source": str(SOURCE),
        "digits": 0,
        "series": [
            {
                "label": label,
                "hue": hue,
                "points": [{"label": place, "value": value} for place, value in zip(places, values, strict=True)],
            }
            for hue, (label, values) in zip(hues, parts, strict=True)
        ],
    }


def contribution_sample() -> dict[str, Any]:
    parts = ((_("Employment"), 1.4), (_("Investment"), 0.9), (_("Wages"), -0.6), (_("Links between members"), 0.3))
    return {
        "id": "sample-contributions",
        "title": _("Employment and investment gave two points of growth, wages took a part away"),
        "unit": _("change of the score since the last quarter, points"),
        "source": str(SOURCE),
        "digits": 1,
        "series": [{"label": "", "points": [{"label": label, "value": value} for label, value in parts]}],
    }


def climb_sample() -> dict[str, Any]:
    return contribution_sample() | {
        "id": "sample-climb",
        "title": _("From 55.3 to 57.3 points in a quarter"),
        "unit": _("score, points"),
        "start": {"label": _("Last quarter"), "value": 55.3},
        "total": {"label": _("This quarter"), "value": 57.3},
    }


def multiples_sample() -> list[dict[str, Any]]:
    rows = {
        "KISL": (40.1, 41.0, 41.8, 42.9, 43.5, 44.1, 45.8, 47.2),
        "ESSE": (38.0, 38.4, 39.9, 40.2, 41.0, 42.2, 42.8, 43.1),
        "PYAT": (42.2, 43.0, 43.9, 45.6, 46.2, 47.7, 48.9, 51.3),
        "LERM": (36.9, 37.2, 36.8, 37.9, 38.4, 38.1, 39.0, 39.6),
    }
    return [
        {
            "id": f"sample-multiple-{code.lower()}",
            "title": name_of(code),
            "unit": _("mean wage, thousand roubles"),
            "source": str(SOURCE),
            "digits": 1,
            "series": [_line("", 0, values)],
        }
        for code, values in rows.items()
    ]
