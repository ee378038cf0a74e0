"""The territory profile: official figures only, each with its source and basis.

`collect(territory, period)` gathers the frozen inputs from the database; `compute(inputs, config)` is pure and makes the
result from them alone, so that a report can be computed again years later.
"""

from competitiveness.territory_profile.collect import collect
from competitiveness.territory_profile.compute import compute

__all__ = ["collect", "compute"]
