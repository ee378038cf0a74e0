"""A copy for its owner, and erasure: names and addresses go, what was done stays under a number."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import audit
from accounts.door.models import KnownSource
from accounts.invitations.models import Invitation
from accounts.models import ApiToken, AuditAddress, Notice, User
from accounts.people.contexts import all_contexts
from accounts.personal_data.access import can_decide
from accounts.personal_data.enums import ErasureState
from accounts.personal_data.models import ErasureRequest
from accounts.personal_data.queries import copy_of
from accounts.personal_data.sources import all_sources
from accounts.sessions.models import SignInSession


@transaction.atomic
def export_own_data(*, by: User) -> dict[str, Any]:
    """Everything the portal knows of the person who asks; that it was asked for is recorded."""
    found = copy_of(by)
    audit.record(by=by, verb="accounts.export_own_data", obj=by)
    return found


@transaction.atomic
def file_erasure(*, by: User) -> ErasureRequest:
    """Ask to be erased. One request at a time; not while a role is held. Raises ValidationError."""
    User.objects.select_for_update().get(pk=by.pk)
    _hold_no_role(by)
    request = ErasureRequest(user=by)
    request.full_clean()
    request.save()
    audit.record(by=by, verb="accounts.file_erasure", obj=request, after={"user": by.pk})
    return request


@transaction.atomic
def withdraw_erasure(*, by: User, request: ErasureRequest) -> ErasureRequest:
    if by.pk != request.user_id:
        raise PermissionDenied(_("Only the person who filed the request withdraws it."))
    return _decided(by, request, ErasureState.WITHDRAWN)


@transaction.atomic
def refuse_erasure(*, by: User, request: ErasureRequest, reason: str) -> ErasureRequest:
    """With the legal reason, which the person reads. Raises PermissionDenied, ValidationError."""
    _require_decider(by, request)
    if not reason.strip():
        raise ValidationError({"reason": _("Name the legal reason: the person will read it.")}, code="required")
    return _decided(by, request, ErasureState.REFUSED, reason=reason.strip())


@transaction.atomic
def carry_out_erasure(*, by: User, request: ErasureRequest) -> ErasureRequest:
    """Take out who the person is, everywhere; close the account. What was done stays: the trail knows people by number.

    Raises PermissionDenied, and ValidationError while the person holds a role or where the request was decided before.
    """
    _require_decider(by, request)
    user = User.objects.select_for_update().get(pk=request.user_id)
    _hold_no_role(user)
    _erase(user)
    return _decided(by, request, ErasureState.CARRIED_OUT)


def _erase(user: User) -> None:
    Invitation.objects.filter(email=user.email).update(email=_address(user), link_digest=None)
    for source in all_sources():
        source.erase(user)
    kept: tuple[type[Model], ...] = (SignInSession, ApiToken, Authenticator, EmailAddress, SocialAccount, KnownSource)
    for model in kept:
        model._default_manager.filter(user=user).delete()
    Notice.objects.filter(recipient=user).delete()
    # The sealed row keeps a keyed stand-in; the address itself stands beside it and may go.
    AuditAddress.objects.filter(event__actor=user).delete()
    with translation.override(user.language):
        user.family_name = _("Erased person")
    user.given_name, user.patronymic, user.email = f"№ {user.pk}", "", _address(user)
    user.is_active = user.is_staff = False
    user.set_unusable_password()
    user.save()


def _address(user: User) -> str:
    return f"erased-{user.pk}@erased.invalid"


def _hold_no_role(user: User) -> None:
    for context in all_contexts():
        rows = context.model._default_manager.filter(user=user)
        if rows.current().exists() or rows.awaiting_confirmation().exists():
            raise ValidationError(_("The person holds a role. It has to be ended first: who holds office is public."))


def _require_decider(by: User, request: ErasureRequest) -> None:
    if not can_decide(by, request):
        raise PermissionDenied(_("Only an administrator decides on requests for erasure, and not on his own."))


def _decided(by: User, request: ErasureRequest, state: ErasureState, *, reason: str = "") -> ErasureRequest:
    stored = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if stored.state != ErasureState.FILED:
        raise ValidationError(_("This request has been decided already. Reload the page to see how."))
    stored.state, stored.decided_at, stored.decided_by, stored.reason = state, timezone.now(), by, reason
    stored.save()
    audit.record(by=by, verb=f"accounts.erasure_{state}", obj=stored, after={"user": stored.user_id, "state": state})
    return stored
