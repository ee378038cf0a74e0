"""Which totals would give away what one organisation reported. Pure arithmetic: no Django, no app."""

from indicators.disclosure.primary import threshold_unsafe

__all__ = ["threshold_unsafe"]
