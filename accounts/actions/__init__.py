"""Every write of this room: verbs, keyword-only, `by=` a person or None for the system, audit row included."""

from accounts.actions.appointing import confirm_role, refuse_role
from accounts.actions.assignments import assign_portal_role, end_portal_role
from accounts.actions.people import change_profile, close_account, create_user, forget_former_addresses, set_password
from accounts.actions.reading import mark_notices_read
from accounts.actions.sign_in import note_failed_sign_in, note_sign_in, note_sign_out
from accounts.actions.tokens import issue_token, revoke_token

__all__ = [
    "assign_portal_role",
    "change_profile",
    "close_account",
    "confirm_role",
    "create_user",
    "end_portal_role",
    "forget_former_addresses",
    "issue_token",
    "mark_notices_read",
    "note_failed_sign_in",
    "note_sign_in",
    "note_sign_out",
    "refuse_role",
    "revoke_token",
    "set_password",
]
