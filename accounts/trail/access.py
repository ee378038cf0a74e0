"""The trail is for who may read it; everybody else is told the rule."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.access import Person, can_read_audit


def require_reader(user: Person) -> None:
    """PermissionDenied with the rule that was not met."""
    if not can_read_audit(user):
        raise PermissionDenied(_("The audit trail is read by administrators of the portal."))
