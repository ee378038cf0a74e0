"""The registry's verbs. Each checks the right of `by` (None is the portal itself), writes its audit row in the same
transaction and raises ValidationError, PermissionDenied or RowErrors before anything is half-written."""

from clusters.actions.assignments import assign_coordinator, assign_reporter, end_assignment
from clusters.actions.boundaries import import_boundaries
from clusters.actions.editing import edit_cluster, edit_organisation
from clusters.actions.imports import import_organisations
from clusters.actions.links import end_link, record_link
from clusters.actions.memberships import admit_member, end_membership

__all__ = [
    "admit_member",
    "assign_coordinator",
    "assign_reporter",
    "edit_cluster",
    "edit_organisation",
    "end_assignment",
    "end_link",
    "end_membership",
    "import_boundaries",
    "import_organisations",
    "record_link",
]
