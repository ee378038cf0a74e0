"""Residents on a date, and their change."""

from competitiveness.territory_profile.series import change, compare, on_one_basis, point, rows_of


def population(inputs: dict, config: dict) -> dict:
    """Persons on dates. A territory of several members is their sum, on the dates for which all of them have a figure."""
    code = config["indicators"]["population"]
    members = [member["code"] for member in inputs["members"]]
    rows = {code_of: on_one_basis(rows_of(inputs["observations"], code, code_of)) for code_of in members}
    if members == [inputs["subject"]["code"]]:
        points = [point(row) for row in rows[members[0]]]
    else:
        points = _sums(rows, inputs["subject"]["code"])
    found = (compare(points, rows_of(inputs["observations"], code, other["code"])) for other in inputs["beside"])
    return {
        "points": points,
        "change": change(points),
        "members": [
            {
                "territory": member,
                "points": [point(row) for row in rows[member]],
                "change": change([point(r) for r in rows[member]]),
            }
            for member in members
        ],
        "beside": [one for one in found if one],
    }


def _sums(rows: dict[str, list[dict]], subject: str) -> list[dict]:
    by_key = {}
    for series in rows.values():
        for row in series:
            by_key.setdefault((row["period_end"], row["period"], row["variant"], row["unit"]), []).append(row)
    return [
        {
            **point(found[0]),
            "territory": subject,
            "value": float(sum(float(row["value"]) for row in found)),
            "observations": [row["public_id"] for row in found],
            "derived": "sum_of_municipalities",
        }
        for _key, found in sorted(by_key.items())
        if len(found) == len(rows)
    ]
