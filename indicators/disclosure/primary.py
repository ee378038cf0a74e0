"""Primary suppression: a total that is unsafe by itself."""

from collections.abc import Iterable, Sized
from typing import Protocol


class _Contributions(Sized, Iterable, Protocol):
    pass


def threshold_unsafe(contributions: _Contributions, n: int = 3) -> bool:
    """Minimum frequency rule: fewer than `n` units contribute something to the total.

    `contributions` holds one number for each unit in the total, in any unit of measure. A unit that contributes zero
    hides nobody and is not counted; a total of nothing but zeros is unsafe, since it says of each unit that it has
    none. A total of no units at all gives nobody away. ValueError if `n` < 1.
    Hundepool et al., Handbook on Statistical Disclosure Control (2010), section 4.2.
    """
    if n < 1:
        raise ValueError("n must be at least 1")
    counted = sum(1 for contribution in contributions if contribution != 0)
    return len(contributions) > 0 and counted < n
