"""Wage and population over the years, beside others only where period, basis and unit are the same."""

from collections import defaultdict
from collections.abc import Iterable

Row = dict


def rows_of(observations: Iterable[Row], indicator: str, territory: str) -> list[Row]:
    """The published figures of one indicator and territory, oldest first."""
    found = [
        row
        for row in observations
        if row["indicator"] == indicator
        and row["territory"] == territory
        and row["value"] is not None
        and not row["activity"]
    ]
    return sorted(found, key=lambda row: (row["period_end"], row["period"], row["variant"]))


def on_one_basis(rows: list[Row]) -> list[Row]:
    """The longest run of figures with one basis and one unit; of equally long ones, the one that reaches furthest."""
    groups = defaultdict(list)
    for row in rows:
        groups[row["variant"], row["unit"]].append(row)
    return max(groups.values(), key=lambda group: (len(group), group[-1]["period_end"]), default=[])


def point(row: Row) -> dict:
    """What the result keeps of a figure; the rest is found by its public id in the inputs."""
    return {
        "territory": row["territory"],
        "period": row["period"],
        "value": float(row["value"]),
        "unit": row["unit"],
        "variant": row["variant"],
        "observations": [row["public_id"]],
        "derived": "",
    }


def change(points: list[dict]) -> dict | None:
    """From the first to the last point: absolute (in the unit of the series) and in per cent; None for fewer than two."""
    if len(points) < 2 or not points[0]["value"]:
        return None
    first, last = points[0], points[-1]
    return {
        "since": first["period"],
        "until": last["period"],
        "absolute": last["value"] - first["value"],
        "percent": 100 * (last["value"] / first["value"] - 1),
    }


def compare(own: list[dict], other_rows: list[Row]) -> dict | None:
    """The latest figure of another territory on the same basis and period; else its nearest one with the reasons why not.

    Reasons: other_period, other_basis, other_unit. None where the other territory has no figure at all.
    """
    for mine in reversed(own):
        for row in reversed(other_rows):
            if (row["period"], row["variant"], row["unit"]) == (mine["period"], mine["variant"], mine["unit"]):
                return {**point(row), "comparable": True, "reasons": [], "ratio": mine["value"] / float(row["value"])}
    if not own or not other_rows:
        return None
    year = int(own[-1]["period"][:4])
    nearest = min(reversed(other_rows), key=lambda row: abs(int(row["period"][:4]) - year))
    return {**point(nearest), "comparable": False, "reasons": _reasons(own, nearest), "ratio": None}


def _reasons(own: list[dict], row: Row) -> list[str]:
    reasons = []
    if row["period"] not in {mine["period"] for mine in own}:
        reasons.append("other_period")
    if row["variant"] != own[-1]["variant"]:
        reasons.append("other_basis")
    if row["unit"] != own[-1]["unit"]:
        reasons.append("other_unit")
    return reasons
