"""One's own data are one's own; on a request for erasure an administrator decides, never on his own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, can_manage_users
from accounts.personal_data.models import ErasureRequest


def can_decide(user: Person, request: ErasureRequest) -> bool:
    return can_manage_users(user) and request.user_id != user.pk


def request_for_deciding(user: Person, public_id: str) -> ErasureRequest:
    """Asked before the request is looked up: to anybody else every address answers alike."""
    if not can_manage_users(user):
        raise PermissionDenied(_("Only an administrator decides on requests for erasure."))
    found = ErasureRequest.objects.filter(public_id=public_id).select_related("user", "decided_by").first()
    if found is None:
        raise Http404
    return found
