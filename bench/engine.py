"""One build of 51 units × 49 indicators in 8 pillars, stage by stage kept, against the least arithmetic it contains in plain NumPy."""

import time
from collections.abc import Callable

import numpy as np

from competitiveness.engine import Dataset, Framework, Method, Node, build, change
from competitiveness.engine.outranking import copeland_scores, outranking

UNITS, INDICATORS, PILLARS, ROUNDS = 51, 49, 8, 20
METHOD = {
    "impute": {"kind": "mean"},
    "treat": {"kind": "winsorise"},
    "normalise": {"kind": "minmax", "lower": 1, "upper": 100},
}


def material() -> tuple[Dataset, Framework]:
    """Lognormal columns, so that about a third of them needs treatment, and one cell in forty missing."""
    random = np.random.default_rng(51_49_8)
    values = np.exp(random.normal(size=(UNITS, INDICATORS)) * random.uniform(0.2, 1.1, INDICATORS))
    values[random.random(values.shape) < 0.025] = np.nan
    codes = [f"x{place}" for place in range(INDICATORS)]
    nodes = [Node(code="index"), Node(code="left", parent="index"), Node(code="right", parent="index")]
    nodes += [Node(code=f"p{place}", parent="left" if place < PILLARS // 2 else "right") for place in range(PILLARS)]
    nodes += [Node(code=code, parent=f"p{place % PILLARS}") for place, code in enumerate(codes)]
    return Dataset(tuple(f"u{place}" for place in range(UNITS)), tuple(codes), values), Framework(tuple(nodes))


def bare(values: np.ndarray) -> np.ndarray:
    """Mean imputation, moments, min-max and one weighted mean: no names, no reports, no stages kept."""
    filled = np.where(np.isnan(values), np.nanmean(values, axis=0), values)
    centred = filled - filled.mean(axis=0)
    _ = (centred**3).mean(axis=0) / (centred**2).mean(axis=0) ** 1.5, (centred**4).mean(axis=0)
    scaled = (filled - filled.min(axis=0)) / (filled.max(axis=0) - filled.min(axis=0)) * 99 + 1
    return np.argsort(-(scaled @ np.full(values.shape[1], 1 / values.shape[1])))


def pair_by_pair(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The outranking matrix by its definition, one pair after another."""
    matrix = np.zeros((len(x), len(x)))
    for i in range(len(x)):
        for k in range(len(x)):
            matrix[i, k] = weights[x[i] > x[k]].sum() + weights[x[i] == x[k]].sum() / 2
    return matrix


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of some rounds after one to warm up, in processor time: what else the machine does is not the engine's work."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def row(name: str, measured: float, limit: float, yardstick: str, by_yardstick: float) -> dict:
    return {
        "name": name,
        "value": measured,
        "unit": "ms",
        "limit": limit,
        "measured_ms": measured,
        "yardstick": yardstick,
        "yardstick_ms": by_yardstick,
        "ratio": measured / by_yardstick,
    }


def run() -> list[dict]:
    dataset, framework = material()
    method = Method.from_dict(METHOD)
    geometric = Method.from_dict({**METHOD, "aggregate": {"kind": "geometric"}})
    result, later = build(dataset, framework, geometric), build(dataset, framework, geometric)
    plain = milliseconds(lambda: bare(dataset.values))
    table, weights = result.normalised.values, np.full(INDICATORS, 1 / INDICATORS)
    pairs = milliseconds(lambda: pair_by_pair(table, weights), rounds=3)
    words = "bare NumPy arithmetic"
    return [
        row("build 51 × 49, arithmetic", milliseconds(lambda: build(dataset, framework, method)), 20, words, plain),
        row("build 51 × 49, geometric", milliseconds(lambda: build(dataset, framework, geometric)), 20, words, plain),
        row("division of a change, geometric", milliseconds(lambda: change(result, later)), 20, words, plain),
        row(
            "Copeland 51 × 49",
            milliseconds(lambda: copeland_scores(outranking(table, weights), 1e-9, "net")),
            5,
            "pair by pair",
            pairs,
        ),
        row("result as a document with digest", milliseconds(lambda: _document(result)), 100, words, plain),
    ]


def _document(result) -> dict:
    vars(result).pop("result_digest", None)  # kept after the first time
    return result.to_dict()
