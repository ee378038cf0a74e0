"""Wage of the territory by year, beside the municipalities of the region, the krai, the district and Russia."""

from competitiveness.territory_profile.cells import Headcount
from competitiveness.territory_profile.series import change, compare, on_one_basis, point, rows_of


def wage(inputs: dict, own: Headcount, config: dict) -> dict:
    """Roubles a month. A territory of several members has no published wage: a mean weighted by headcount is derived."""
    code, members = config["indicators"]["wage"], [member["code"] for member in inputs["members"]]
    annual = [row for row in inputs["observations"] if row["indicator"] == code]
    if members == [inputs["subject"]["code"]]:
        points = [point(row) for row in on_one_basis(_of_years(rows_of(annual, code, members[0])))]
    else:
        points = _weighted(inputs, annual, config)
    return {
        "points": points,
        "change": change(points),
        "peers": [
            {"territory": peer["code"], "points": [point(row) for row in _peer_rows(annual, code, peer["code"])]}
            for peer in inputs["peers"]
        ],
        "place": _place(points, annual, code, inputs),
        "beside": _beside(points, annual, code, inputs),
    }


def _of_years(rows: list[dict]) -> list[dict]:
    return [row for row in rows if len(row["period"]) == 4]


def _peer_rows(rows: list[dict], code: str, territory: str) -> list[dict]:
    return on_one_basis(_of_years(rows_of(rows, code, territory)))


def _beside(points: list[dict], rows: list[dict], code: str, inputs: dict) -> list[dict]:
    found = (compare(points, rows_of(rows, code, other["code"])) for other in inputs["beside"])
    return [one for one in found if one]


def _weighted(inputs: dict, rows: list[dict], config: dict) -> list[dict]:
    """One derived figure, for the year of the profile: Σ(wage × headcount)/Σ headcount, where every member has both."""
    headcounts = {
        row["territory"]: row
        for row in inputs["observations"]
        if row["indicator"] == config["indicators"]["headcount"] and not row["activity"] and row["value"] is not None
    }
    pairs = [
        (figure, headcounts.get(member["code"]))
        for member in inputs["members"]
        for figure in _peer_rows(rows, config["indicators"]["wage"], member["code"])
        if figure["period"] == inputs["period"]
    ]
    if len(pairs) != len(inputs["members"]) or not all(weight for _figure, weight in pairs):
        return []
    total = sum(float(weight["value"]) for _figure, weight in pairs)
    value = sum(float(figure["value"]) * float(weight["value"]) for figure, weight in pairs) / total
    first = pairs[0][0]
    return [
        {
            **point(first),
            "territory": inputs["subject"]["code"],
            "value": value,
            "observations": [row["public_id"] for pair in pairs for row in pair],
            "derived": "weighted_by_headcount",
        }
    ]


def _place(points: list[dict], rows: list[dict], code: str, inputs: dict) -> dict | None:
    """Place among the municipalities in the year of the profile, 1 = highest wage; None for the region as a whole."""
    mine = next((one for one in points if one["period"] == inputs["period"] and not one["derived"]), None)
    if mine is None:
        return None
    values = [
        float(row["value"])
        for peer in inputs["peers"]
        for row in rows_of(rows, code, peer["code"])
        if (row["period"], row["variant"], row["unit"]) == (mine["period"], mine["variant"], mine["unit"])
    ]
    return {"period": mine["period"], "place": 1 + sum(value > mine["value"] for value in values), "of": len(values)}
