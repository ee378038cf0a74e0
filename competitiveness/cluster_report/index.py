"""The index of one period through the engine: framework and data from the frozen inputs."""

from collections.abc import Collection
from dataclasses import dataclass
from math import isnan

from competitiveness.engine import Dataset, Framework, IndexResult, Method, Node, build

ROOT = "INDEX"


@dataclass(frozen=True)
class Frame:
    """What stays the same over the periods: the frozen inputs, the method, which view (criterion or mechanism)."""

    inputs: dict
    config: dict
    view: str

    def framework(self, without: Collection[str] = ()) -> Framework:
        """Index ← dimensions of the view ← indicators; a dimension that has no indicator left is not in the tree."""
        indicators = {
            code: row for code, row in self.inputs["indicators"].items() if row[self.view] and code not in without
        }
        dimensions = sorted({row[self.view] for row in indicators.values()})
        nodes = [Node(ROOT), *(Node(code, ROOT) for code in dimensions)]
        nodes += [self._leaf(code, row) for code, row in indicators.items()]
        return Framework(tuple(nodes))

    def _leaf(self, code: str, row: dict) -> Node:
        goalposts = self.config["goalposts"][code]
        return Node(
            code,
            row[self.view],
            direction=row["direction"],
            **{name: goalposts[name] for name in ("denominator", "scale", "lower", "upper")},
        )

    def build(self, period: str, without: Collection[str] = ()) -> IndexResult:
        """The index of every cluster that reported for the period."""
        rows = {
            slug: {code: None if row["value"] is None else float(row["value"]) for code, row in values.items()}
            for slug, values in self.inputs["values"][period].items()
        }
        columns = sorted({code for values in rows.values() for code in values})
        dataset = Dataset.from_rows(rows, columns)
        return build(dataset, self.framework(without), Method.from_dict(self.config["engine"]))


def known(value: float) -> float | None:
    """The number, or None where the engine has none."""
    return None if isnan(value) else float(value)


def leave_one_out(frame: Frame, period: str, nominal: IndexResult) -> dict[str, dict]:
    """Per cluster the lowest and highest score and rank when any one indicator is left out, the full set included.

    The one left out at each end of the score is named; "" is the full set.
    """
    outcomes = {"": nominal}
    outcomes |= {code: frame.build(period, [code]) for code in nominal.framework.indicators}
    return {slug: _range(slug, outcomes) for slug in nominal.units}


def _range(slug: str, outcomes: dict[str, IndexResult]) -> dict:
    scores = {code: score for code, result in outcomes.items() if (score := known(result.score(slug))) is not None}
    ranks = [rank for result in outcomes.values() if (rank := result.rank(slug)) is not None]
    low, high = min(scores, key=scores.__getitem__), max(scores, key=scores.__getitem__)
    return {
        "kind": "leave_one_indicator_out",
        "low": scores[low],
        "high": scores[high],
        "low_without": low,
        "high_without": high,
        "rank_low": min(ranks),
        "rank_high": max(ranks),
    }
