"""The result of a cluster report, from its frozen inputs alone."""

from competitiveness.cluster_report import findings
from competitiveness.cluster_report.change import change_between
from competitiveness.cluster_report.index import Frame, known, leave_one_out
from competitiveness.engine import ENGINE_VERSION, IndexResult


def compute(inputs: dict, config: dict) -> dict:
    """Scores from 0 to 100, contributions that add up to them, change since the period before, as JSON types."""
    slug, period = inputs["subject"], inputs["period"]
    frame = Frame(inputs, config, "criterion")
    indices = {code: frame.build(code) for code in inputs["periods"]}
    index = indices[period]
    intervals = leave_one_out(frame, period, index)
    indicators = _indicators(inputs, index, slug)
    result = {
        "period": period,
        "is_demo": _is_demo(inputs),
        "subject": slug,
        "clusters": inputs["clusters"],
        "score": known(index.score(slug)),
        "rank": index.rank(slug),
        "of": len(index.units),
        "interval": intervals[slug],
        "criteria": _dimensions(index, slug, indicators, "criterion"),
        "mechanisms": _dimensions(Frame(inputs, config, "mechanism").build(period), slug, indicators, "mechanism"),
        "indicators": indicators,
        "change": change_between(indices, inputs["periods"], slug),
        "series": _series(indices),
        "comparison": _comparison(index, intervals),
        "coverage": _coverage(indicators, index, slug),
        "engine": {"version": ENGINE_VERSION, "digest": index.digest},
    }
    result["findings"] = findings.found(result)
    return result


def _is_demo(inputs: dict) -> bool:
    """One made-up figure of one cluster is enough: ranks and comparison rest on all of them."""
    figures = (
        row["is_demo"] for units in inputs["values"].values() for values in units.values() for row in values.values()
    )
    return any(figures) or any(cluster["is_demo"] for cluster in inputs["clusters"])


def _indicators(inputs: dict, index: IndexResult, slug: str) -> list[dict]:
    """One row per indicator: its value, its place on the scale, its weight and its part of the score."""
    used = _used_weights(index, slug)
    return [
        {
            "code": code,
            "criterion": row["criterion"],
            "mechanism": row["mechanism"],
            "state": _state(inputs["values"][inputs["period"]][slug][code], known(index.denominated.value(slug, code))),
            "value": known(index.denominated.value(slug, code)),
            "normalised": known(index.normalised.value(slug, code)),
            "weight": used.get(code),
            "contribution": known(index.contributions.value(slug, code)) if code in used else None,
            "contributors": inputs["values"][inputs["period"]][slug][code]["contributors"],
            "coverage": inputs["values"][inputs["period"]][slug][code]["coverage"],
        }
        for code, row in inputs["indicators"].items()
    ]


def _state(figure: dict, value: float | None) -> str:
    """used; suppressed, its own figure or the one it is divided by; missing: nobody reported it."""
    if value is not None:
        return "used"
    return "suppressed" if figure["suppressed"] or figure["value"] is not None else "missing"


def _used_weights(index: IndexResult, slug: str) -> dict[str, float]:
    """Share of each present node in the cluster's score: weights renormalised over the children that are present."""
    place = index.units.index(slug)
    shares = {index.framework.root: 1.0}
    for node in reversed(index.framework.aggregates):
        family = index.families[node]
        if node not in shares:
            continue
        for child, weight in zip(family.children, family.rows[place].tolist(), strict=True):
            if weight > 0:
                shares[child] = shares[node] * weight
    return shares


def _dimensions(index: IndexResult, slug: str, indicators: list[dict], view: str) -> list[dict]:
    used = _used_weights(index, slug)
    rows = []
    for code in index.framework.children[index.framework.root]:
        own = [row for row in indicators if row[view] == code]
        rows.append(
            {
                "code": code,
                "score": known(index.aggregated.value(slug, code)),
                "weight": used.get(code),
                "contribution": known(index.contributions.value(slug, code)) if code in used else None,
                "present": sum(row["state"] == "used" for row in own),
                "of": len(own),
            }
        )
    return rows


def _series(indices: dict[str, IndexResult]) -> dict[str, list[dict]]:
    """Scores by cluster and period, every period by this method."""
    slugs = dict.fromkeys(slug for index in indices.values() for slug in index.units)
    return {
        slug: [
            {"period": period, "score": known(index.score(slug)) if slug in index.units else None}
            for period, index in indices.items()
        ]
        for slug in slugs
    }


def _comparison(index: IndexResult, intervals: dict[str, dict]) -> list[dict]:
    criteria = index.framework.children[index.framework.root]
    return [
        {
            "cluster": slug,
            "score": known(index.score(slug)),
            "rank": index.rank(slug),
            "interval": intervals[slug],
            "criteria": {code: known(index.aggregated.value(slug, code)) for code in criteria},
        }
        for slug in index.units
    ]


def _coverage(indicators: list[dict], index: IndexResult, slug: str) -> dict:
    states = {
        state: [row["code"] for row in indicators if row["state"] == state] for state in ("suppressed", "missing")
    }
    return {
        "of": len(indicators),
        "used": sum(row["state"] == "used" for row in indicators),
        **states,
        "imputed": [cell.indicator for cell in index.reports.imputed if cell.unit == slug],
        "warnings": list(index.reports.warnings),
    }
