"""From values to positions."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight line from `low … high` in the data to `start … end` on the paper."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def step_for(span: float, count: int) -> float:
    """The round step (1, 2, 2.5 or 5 times a power of ten) that cuts `span` into at most `count` parts."""
    if span <= 0:
        return 1.0
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values that cover `low … high`, at most `count` steps of them."""
    step = step_for((high - low) or abs(high) or 1.0, count)
    while True:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= count:
            break
        step = step_for(step * 1.01, 1)
    last += first == last
    return [round(number * step, 10) for number in range(first, last + 1)]


def tick_digits(values: list[float]) -> int:
    """The decimals that tell the ticks apart."""
    return max((len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values), default=0)


def domain_with_zero(low: float, high: float) -> tuple[float, float]:
    """The span of bars: zero always belongs to it."""
    low, high = min(low, 0.0), max(high, 0.0)
    return (0.0, 1.0) if low == high else (low, high)
