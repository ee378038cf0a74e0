"""Weights of the children of one node: equal, expert, AHP, equal influence, principal components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import ComputationError, DataError
from .framework import Framework
from .method import Step
from .tables import Array, Mask


@dataclass(frozen=True)
class ChosenWeights:
    """Weights of one node's children, summing to 1, with the consistency ratio (AHP only) and what to warn of."""

    values: Array
    consistency: float | None = None
    warning: str = ""


def choose(node: str, framework: Framework, step: Step, x: Array, speaking: Mask) -> ChosenWeights:
    """Weights for the children of `node`; `x` are their values, units × children, NaN = missing; `speaking` says which of
    them carry information: correlations are taken of these alone, the others get 0 from them.

    ``expert`` takes the framework's weights, or those that the method gives instead. AHP, equal influence and
    principal components apply to the nodes that the method names (AHP: has a matrix for); the others take the framework's.
    """
    children = framework.children[node]
    if step.kind == "equal":
        return ChosenWeights(np.full(len(children), 1 / len(children)))
    if step.kind == "ahp" and node in step["matrices"]:
        return _ahp(node, children, step)
    if step.kind in ("equal_influence", "principal_components") and _applies(step, node) and speaking.sum() > 1:
        weights = np.zeros(len(children))
        weights[speaking] = _from_correlations(node, children, x, speaking, step)
        return ChosenWeights(weights)
    own = step["weights"] if step.kind == "expert" else {}
    weights = np.array([own.get(code, framework.by_code[code].weight) for code in children])
    if not weights.sum() > 0:
        raise ComputationError(f"weight: the weights of the children of '{node}' sum to 0. Give at least one a weight")
    return ChosenWeights(weights / weights.sum())


def check_codes(framework: Framework, step: Step) -> None:
    """Every code that the weight step names exists; DataError with its path where it does not."""
    named = {
        "expert": ("weights", framework.by_code),
        "ahp": ("matrices", framework.children),
        "equal_influence": ("parents", framework.children),
        "principal_components": ("parents", framework.children),
    }
    if step.kind in named:
        key, known = named[step.kind]
        for code in step[key] or ():
            if code not in known:
                raise DataError(f"weight.{key}.{code}", "the framework has no such node", "Use a code of the framework")


def _applies(step: Step, node: str) -> bool:
    return step["parents"] is None or node in step["parents"]


def _ahp(node: str, children: tuple[str, ...], step: Step) -> ChosenWeights:
    matrix = step["matrices"][node]
    if set(matrix.order) != set(children):
        raise DataError(
            f"weight.matrices.{node}.order",
            "the codes are not the children of this node",
            f"Compare exactly these: {', '.join(children)}",
        )
    weights, ratio = matrix.weights()
    text = ""
    if ratio > step["limit"]:
        text = f"weight: the comparisons for '{node}' are inconsistent: ratio {ratio:.3f} above {step['limit']:g}"
        if step["inconsistent"] == "error":
            raise ComputationError(f"{text}. Revise the comparisons or set inconsistent to warning")
    return ChosenWeights(np.array([weights[code] for code in children]), ratio, text)


def _from_correlations(node: str, children: tuple[str, ...], x: Array, speaking: Mask, step: Step) -> Array:
    names = tuple(child for child, speaks in zip(children, speaking, strict=True) if speaks)
    correlation, deviations = _correlation(node, names, x[:, speaking])
    if step.kind == "equal_influence":
        return equal_influence(correlation, deviations)
    return principal_components(correlation, step["form"], step["factors"])


def _correlation(node: str, children: tuple[str, ...], x: Array) -> tuple[Array, Array]:
    """Pearson correlations and standard deviations over the units that have all children."""
    complete = x[~np.isnan(x).any(axis=1)]
    if len(complete) < 3:
        raise ComputationError(
            f"weight: '{node}' has {len(complete)} units with all children; at least 3 are needed. Use expert weights"
        )
    deviations = complete.std(axis=0, ddof=1)
    if not (deviations > 0).all():
        code = children[int(np.argmin(deviations))]
        raise ComputationError(
            f"weight: '{code}' under '{node}' does not vary, correlations do not exist. Use expert weights"
        )
    return np.asarray(np.corrcoef(complete, rowvar=False)), np.asarray(deviations)


def equal_influence(correlation: Array, deviations: Array) -> Array:
    """Weights, none negative, under which every weighted child correlates equally with the arithmetic mean.

    With v = w·sd the correlations of the children with the mean are R v up to a factor. v minimises ½ vᵀRv − Σv over v ≥ 0: then (R v)_c = 1 where v_c > 0, and
    ≥ 1 for a child that gets no weight because it is already represented by the others. The idea is that of
    Becker, Paruolo, Saisana and Saltelli (2017); the solution is by active sets (Lawson and Hanson 1974).
    """
    size = len(correlation)
    ridge = correlation + 1e-10 * np.eye(size)
    v, chosen = np.zeros(size), np.zeros(size, dtype=bool)
    gain, rounds = np.ones(size), 0
    # Each round lowers the objective, so that no set of children returns; the limit guards against rounding alone.
    while gain.max() > 1e-9 and rounds < 3 * size * size:
        chosen[int(np.argmax(gain))] = True
        v = _inside(ridge, v, chosen)
        gain, rounds = np.where(chosen, -np.inf, 1 - ridge @ v), rounds + 1
    weights = v / deviations
    return np.asarray(weights / weights.sum())


def _inside(ridge: Array, v: Array, chosen: Mask) -> Array:
    """Solve on the chosen children, letting go of those that would become negative (changes `chosen`)."""
    while True:
        trial = np.zeros_like(v)
        places = np.flatnonzero(chosen)
        trial[places] = np.linalg.solve(ridge[np.ix_(places, places)], np.ones(len(places)))
        negative = chosen & (trial <= 0)
        if not negative.any():
            return trial
        step = np.min(v[negative] / (v[negative] - trial[negative]))
        v = v + step * (trial - v)
        chosen &= ~(negative & (v <= 1e-12))
        v[~chosen] = 0.0


def principal_components(correlation: Array, form: str, factors: int | None = None) -> Array:
    """Weights from the principal components of the children's correlation matrix, summing to 1, none negative.

    ``first``: loadings of the first component, oriented to a positive sum, negative ones set to 0. ``first_squared``: their squares.
    ``factors`` (Nicoletti et al. 2000; OECD/JRC Handbook 2008, 6.1): the components with an eigenvalue above 1, or as many as
    `factors` says, are rotated by varimax; each child counts with its largest squared loading.
    """
    roots, vectors = np.linalg.eigh(correlation)
    roots, vectors = np.maximum(roots[::-1], 0.0), vectors[:, ::-1]
    if form != "factors":
        first = vectors[:, 0] * (1 if vectors[:, 0].sum() >= 0 else -1)
        weights = first**2 if form == "first_squared" else np.maximum(first, 0.0)
        return np.asarray(weights / weights.sum())
    # The largest root is at least 1; unrelated children have all roots 1 and count equally.
    count = min(factors or int((roots > 1 - 1e-9).sum()), len(roots))
    squares = varimax(vectors[:, :count] * np.sqrt(roots[:count])) ** 2
    # Scaled within its factor and weighted by the share the factor explains, a squared loading comes back to itself.
    weights = squares.max(axis=1)
    return np.asarray(weights / weights.sum())


def varimax(loadings: Array, rounds: int = 500, tolerance: float = 1e-12) -> Array:
    """Rotate loadings (children × factors) to Kaiser's (1958) varimax criterion, rows normalised by their communality."""
    height = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    scaled = loadings / np.where(height > 0, height, 1.0)
    rotation, reached = np.eye(loadings.shape[1]), 0.0
    for _ in range(rounds):
        turned = scaled @ rotation
        target = turned**3 - turned * (turned**2).mean(axis=0)
        left, sizes, right = np.linalg.svd(scaled.T @ target)
        rotation = left @ right
        if sizes.sum() <= reached * (1 + tolerance):
            break
        reached = float(sizes.sum())
    return np.asarray(scaled @ rotation * height)
