"""Verbs of the register of acts. Each checks the right of `by` (None is the portal itself), writes its audit row in the
same transaction and raises ValidationError or PermissionDenied before anything is half-written."""

from clusters.acts.actions.acts import ACT_FIELDS, edit_act, record_act
from clusters.acts.actions.findings import assign, confirm, mark_conflict, reconsider, reject, reopen, settle
from clusters.acts.actions.looking import Looked, look_for_findings
from clusters.acts.actions.relations import end_relation, record_relation

__all__ = [
    "ACT_FIELDS",
    "Looked",
    "assign",
    "confirm",
    "edit_act",
    "end_relation",
    "look_for_findings",
    "mark_conflict",
    "reconsider",
    "record_act",
    "record_relation",
    "reject",
    "reopen",
    "settle",
]
