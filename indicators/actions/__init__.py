"""Every write of the room: verbs, keyword-only, `by=` a user or None for the portal itself."""

from indicators.actions.importing import ImportReport, import_observations, import_official
from indicators.actions.recording import record_observation

__all__ = ["ImportReport", "import_observations", "import_official", "record_observation"]
