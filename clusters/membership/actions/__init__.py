"""The deeds of this room. Each checks the right of `by`, writes its audit row last in the same transaction and tells
the other side."""

from clusters.membership.actions.applications import (
    link_organisation,
    offer_membership,
    remind,
    save_application,
    take_step,
)
from clusters.membership.actions.duplicates import compare_names, decide_different, decide_same, undo_decision
from clusters.membership.actions.people import end_role, invite_colleague
from clusters.membership.actions.standing import resume_membership, suspend_membership

__all__ = [
    "compare_names",
    "decide_different",
    "decide_same",
    "end_role",
    "invite_colleague",
    "link_organisation",
    "offer_membership",
    "remind",
    "resume_membership",
    "save_application",
    "suspend_membership",
    "take_step",
    "undo_decision",
]
