"""The constraint of periods lives with the base models; the registry and its migrations know it by this name."""

from accounts.constraints import NoOverlappingPeriods

__all__ = ["NoOverlappingPeriods"]
