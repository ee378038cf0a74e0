"""The cluster report: a composite index over the clusters of the region.

`collect(cluster, period, config)` freezes the figures, `compute(inputs, config)` is pure and makes the result from them alone.
"""

from competitiveness.cluster_report.collect import collect
from competitiveness.cluster_report.compute import compute

__all__ = ["collect", "compute"]
