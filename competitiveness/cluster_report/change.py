"""What moved the score between two periods."""

from competitiveness.cluster_report.index import known
from competitiveness.engine import IndexResult


def change_between(indices: dict[str, IndexResult], periods: list[str], slug: str) -> dict | None:
    """The last period against the one before it in `periods`; None where the cluster has no score then.

    The score is the sum of the contributions, so their differences add up to its change: no remainder is left. An
    indicator that came or went moves the weights of its neighbours; it is named, for its part is not a change of its value.
    """
    if len(periods) < 2:
        return None
    before, now = indices[periods[-2]], indices[periods[-1]]
    if slug not in before.units or known(before.score(slug)) is None:
        return None
    old, new = (_contributions(index, slug) for index in (before, now))
    criteria = now.framework.children[now.framework.root]
    return {
        "previous_period": periods[-2],
        "previous_score": known(before.score(slug)),
        "total": now.score(slug) - before.score(slug),
        "criteria": {code: new[code] - old[code] for code in criteria},
        "indicators": {code: new[code] - old[code] for code in now.framework.indicators},
        "appeared": _only_in(now, before, slug),
        "disappeared": _only_in(before, now, slug),
    }


def _contributions(index: IndexResult, slug: str) -> dict[str, float]:
    """Part of each node in the score; 0 for one that is missing."""
    return {code: index.contributions.value(slug, code) for code in index.contributions.columns}


def _only_in(index: IndexResult, other: IndexResult, slug: str) -> list[str]:
    return [
        code
        for code in index.framework.indicators
        if known(index.normalised.value(slug, code)) is not None and known(other.normalised.value(slug, code)) is None
    ]
