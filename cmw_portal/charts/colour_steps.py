"""Five steps of colour for maps: their bounds, and what is written in the key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cmw_portal.charts.model import SUPPRESSED
from cmw_portal.charts.scales import step_for, tick_digits
from cmw_portal.typography import as_decimal, figure

COUNT = 5


@dataclass(frozen=True)
class Steps:
    """Equal steps with round bounds; `bounds` has one more entry than there are steps."""

    bounds: tuple[float, ...]

    def of(self, value: float) -> int:
        """The step of a value, from 1 up; a bound belongs to the step above it."""
        inner = self.bounds[1:-1]
        return 1 + sum(value >= bound for bound in inner)

    def key(self) -> list[dict[str, Any]]:
        digits = tick_digits(list(self.bounds))
        numbers = [figure(bound, digits) for bound in self.bounds]
        return [
            {"number": number, "text": f"{low}–{high}"} for number, (low, high) in enumerate(pairwise(numbers), start=1)
        ]


def value_of(item: Mapping[str, Any]) -> float | None:
    number = as_decimal(item.get("value"))
    return None if number is None or item.get("mark") == SUPPRESSED else float(number)


def steps_for(items: Sequence[Mapping[str, Any]]) -> Steps | None:
    """At most five round steps over the values of the items; None where there are fewer than two values to tell apart."""
    values = [value for item in items if (value := value_of(item)) is not None]
    if len(set(values)) < 2:
        return None
    low, high = min(values), max(values)
    step = step_for(high - low, COUNT)
    while True:
        first = step * int(low // step)
        number = int((high - first) // step) + 1
        if number <= COUNT:
            return Steps(tuple(round(first + step * index, 10) for index in range(number + 1)))
        step = step_for(step * 1.01, 1)


def class_of(item: Mapping[str, Any], steps: Steps | None) -> str:
    """`step-3` for a value, `step-none` for nothing known, `suppressed` for what is not published."""
    if item.get("mark") == SUPPRESSED:
        return "suppressed"
    value = value_of(item)
    if value is None:
        return "step-none"
    return f"step-{steps.of(value) if steps else 1}"
