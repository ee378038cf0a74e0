"""The charts of a cluster report. Titles say what is found, units and sources stand with each."""

from typing import Any

from django.utils.translation import gettext as _

from competitiveness.presentation import words
from competitiveness.presentation.reader import Reader

Part = dict[str, Any]
SCALE = 100


def _chart(reader: Reader, **parts: Any) -> Part:
    return {"digits": 1, "source": reader.source, **parts}


def series_chart(reader: Reader) -> Part:
    """Scores over the periods, every period by the same method; the report's own cluster first."""
    own = reader.result["subject"]
    order = sorted(reader.result["series"], key=lambda slug: slug != own)
    return _chart(
        reader,
        id="series",
        title=_series_title(reader.result["series"][own]),
        unit=_("score, 0–100; every period by the same method"),
        description=_("Score of each cluster by quarter."),
        series=[
            {"label": reader.cluster(slug), "hue": reader.hue(slug), "points": _points(reader.result["series"][slug])}
            for slug in order
            if slug in reader.clusters
        ],
    )


def _points(series: list[Part]) -> list[Part]:
    return [{"label": point["period"], "value": point["score"]} for point in series]


def _series_title(series: list[Part]) -> str:
    known = [point for point in series if point["score"] is not None]
    if len(known) < 2:
        return _("The first score of the cluster")
    change = known[-1]["score"] - known[0]["score"]
    return _("%(change)s points since %(since)s") % {
        "change": words.signed(change, 1),
        "since": words.period(known[0]["period"]),
    }


def criteria_chart(reader: Reader) -> Part:
    rows = reader.result["criteria"]
    return _dimensions_chart(reader, rows, "criteria", _best_title(reader, rows), _("score of the criterion, 0–100"))


def mechanisms_chart(reader: Reader) -> Part:
    rows = reader.result["mechanisms"]
    return _dimensions_chart(reader, rows, "mechanisms", _best_title(reader, rows), _("score of the mechanism, 0–100"))


def _best_title(reader: Reader, rows: list[Part]) -> str:
    known = [row for row in rows if row["score"] is not None]
    best, worst = (pick(known, key=lambda row: row["score"]) for pick in (max, min))
    return _("Highest: %(best)s; lowest: %(worst)s") % {
        "best": reader.dimension(best["code"]),
        "worst": reader.dimension(worst["code"]),
    }


def _dimensions_chart(reader: Reader, rows: list[Part], chart_id: str, title: str, unit: str) -> Part:
    points = [
        {
            "label": reader.dimension(row["code"]),
            "value": row["score"],
            "note": "" if row["score"] is not None else _("no figures"),
        }
        for row in rows
    ]
    return _chart(
        reader,
        id=chart_id,
        title=title,
        unit=unit,
        description=_("One bar for each, from 0 to 100."),
        series=[{"label": reader.cluster(reader.result["subject"]), "hue": reader.own_hue, "points": points}],
        reference={"label": _("whole index"), "value": reader.result["score"]},
    )


def contribution_chart(reader: Reader) -> Part:
    """Parts of the criteria in the score; together they are the score."""
    points = [
        {"label": reader.dimension(row["code"]), "value": row["contribution"]}
        for row in reader.result["criteria"]
        if row["contribution"] is not None
    ]
    return _chart(
        reader,
        id="contributions",
        title=_("What the %(score)s points are made of") % {"score": words.number(reader.result["score"], 1)},
        unit=_("points of the score"),
        description=_("Each criterion adds its part; the parts add up to the score."),
        series=[{"label": "", "hue": reader.own_hue, "points": points}],
        total={"label": _("Score"), "value": reader.result["score"]},
    )


def change_chart(reader: Reader) -> Part | None:
    """Steps from the score of the period before to this one, the largest first."""
    change = reader.result["change"]
    if not change:
        return None
    steps = sorted(change["criteria"].items(), key=lambda item: -abs(item[1]))
    return _chart(
        reader,
        id="change",
        title=_("What moved the score by %(total)s points") % {"total": words.signed(change["total"], 1)},
        unit=_("points of the score"),
        description=_("From the score of the period before, criterion by criterion, to the score of this one."),
        series=[{"label": "", "hue": reader.own_hue, "points": [_step(reader, *step) for step in steps]}],
        start={"label": words.period(change["previous_period"]), "value": change["previous_score"]},
        total={"label": words.period(reader.result["period"]), "value": reader.result["score"]},
    )


def _step(reader: Reader, code: str, part: float) -> Part:
    return {"label": reader.dimension(code), "value": part}


def comparison_chart(reader: Reader) -> Part:
    rows = sorted(reader.result["comparison"], key=lambda row: -(row["score"] or 0))
    points = [
        {
            "label": reader.cluster(row["cluster"]),
            "value": row["score"],
            "low": row["interval"]["low"],
            "high": row["interval"]["high"],
        }
        for row in rows
    ]
    return _chart(
        reader,
        id="comparison",
        title=_comparison_title(reader, rows),
        unit=_("score, 0–100; whiskers: lowest and highest score when any one indicator is left out"),
        description=_("Score of each cluster with its interval."),
        series=[{"label": "", "hue": reader.own_hue, "points": points}],
    )


def _comparison_title(reader: Reader, rows: list[Part]) -> str:
    if len(rows) < 2:
        return _("One cluster has figures for this period")
    first, second = rows[:2]
    names = {"first": reader.cluster(first["cluster"]), "second": reader.cluster(second["cluster"])}
    if first["interval"]["low"] > second["interval"]["high"]:
        return _("%(first)s leads whichever indicator is left out") % names
    return _("%(first)s is ahead, but its interval overlaps with that of %(second)s") % names
