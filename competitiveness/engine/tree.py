"""From normalised indicators up the tree: weights, values of the nodes, and back down: contributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .aggregate import Family, Parts, aggregate, parts
from .errors import DataError
from .framework import Framework
from .method import Step
from .tables import Array, Mask, Table
from .weights import check_codes, choose


@dataclass(eq=False)
class Climb:
    """What is gathered on the way up. `values` is by node, one array over the units each."""

    values: dict[str, Array]
    silent: set[str]
    families: dict[str, Family] = field(default_factory=dict)
    consistency: dict[str, float] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def function_of(node: str, framework: Framework, step: Step) -> Step:
    """The aggregation function of a node: by its code, else by its level, else the general one."""
    own = step["nodes"].get(node) or step["levels"].get(str(framework.levels[node]))
    return own if own is not None else step


def climb(table: Table, framework: Framework, silent: tuple[str, ...], weight: Step, function: Step) -> Climb:
    """Compute every node, children before parents. `silent` are indicators without information: they get no weight, and
    a node that has no other children is silent in turn and takes the weighted value of what it has.
    """
    check_codes(framework, weight)
    for node in function["nodes"]:
        if node not in framework.children:
            raise DataError(
                f"aggregate.nodes.{node}", "the framework has no such node above the indicators", "Use its code"
            )
    result = Climb({code: table.column(code) for code in table.columns}, set(silent))
    for node in framework.aggregates:
        family = _family(node, framework, result, weight)
        value = aggregate(family, function_of(node, framework, function), table.units)
        result.values[node] = np.where(_enough(family, function["minimum_share"]), value, np.nan)
        result.families[node] = family
    return result


def _family(node: str, framework: Framework, result: Climb, weight: Step) -> Family:
    children = framework.children[node]
    x = np.column_stack([result.values[child] for child in children])
    speaking = np.array([child not in result.silent for child in children])
    chosen = choose(node, framework, weight, x, speaking)
    if chosen.consistency is not None:
        result.consistency[node] = chosen.consistency
    if chosen.warning:
        result.warnings.append(chosen.warning)
    base = np.where(speaking, chosen.values, 0.0)
    if not base.sum() > 0:
        result.silent.add(node)
        base = chosen.values
    return Family(node, children, x, base / base.sum())


def _enough(family: Family, minimum: float) -> Mask:
    return np.asarray((~np.isnan(family.x)).mean(axis=1) >= minimum - 1e-12)


def effective_weights(
    framework: Framework, families: Mapping[str, Family]
) -> tuple[dict[str, float], dict[str, float]]:
    """Weight of each node within its parent, and its share in the index: the product of the weights up to the top."""
    within = {framework.root: 1.0}
    for family in families.values():
        within.update(zip(family.children, family.base.tolist(), strict=True))
    effective = {framework.root: 1.0}
    for node in reversed(framework.aggregates):
        for child in framework.children[node]:
            effective[child] = effective[node] * within[child]
    order = [node.code for node in framework.nodes]
    return {code: within[code] for code in order}, {code: effective[code] for code in order}


def contributions(framework: Framework, result: Climb, function: Step, units: tuple[str, ...]) -> Table:
    """Parts of each unit's score (units × nodes below the index): the children of a node add up to the node's own part.

    A part follows the slopes of the functions down the tree; below a Copeland node, which has none, a child's
    part is shared among its own children by weight. NaN for a unit without a score, 0 for a missing node.
    """
    root = framework.root
    share: dict[str, Array] = {root: result.values[root]}
    factor: dict[str, Array | None] = {root: np.ones(len(units))}
    for node in reversed(framework.aggregates):
        family = result.families[node]
        divided = parts(family, result.values[node], function_of(node, framework, function))
        for place, child in enumerate(family.children):
            share[child], factor[child] = _step_down(share[node], factor[node], family.rows, divided, place)
    codes = tuple(node.code for node in framework.nodes if node.code != root)
    columns = np.column_stack([share[code] for code in codes])
    return Table(units, codes, np.where(np.isnan(result.values[root])[:, None], np.nan, columns))


def _step_down(
    share: Array, factor: Array | None, rows: Array, divided: Parts, place: int
) -> tuple[Array, Array | None]:
    if factor is None:
        return np.where(rows[:, place] > 0, share * rows[:, place], 0.0), None
    part = np.where(rows[:, place] > 0, factor * divided.credit[:, place], 0.0)
    return part, None if divided.slope is None else factor * divided.slope[:, place]
