"""Inviting by e-mail. Whether the address has an account is never looked at here: the inviter cannot learn it."""

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.actions import create_user
from accounts.invitations.access import can_invite_to_portal, can_keep_invitation
from accounts.invitations.enums import LetterState
from accounts.invitations.models import LINK_LASTS, Invitation
from accounts.invitations.purposes import ACCOUNT, PORTAL_ROLE, purpose_of
from accounts.models import User

MOST_A_DAY = 50
DAY = dt.timedelta(days=1)
PAUSE = dt.timedelta(minutes=10)


class NotInForce(Exception):
    """The link is unknown, used, expired or revoked, or its inviter may no longer grant what it promised."""


@transaction.atomic
def invite(*, by: User, email: str, purpose: str, context: str = "", language: str = "ru") -> Invitation:
    """Write an invitation; its letter is sent by a task. The room that registered the purpose has asked whether `by` may.

    An earlier one to the same address for the same thing, if its time is over, is replaced. Raises ValidationError for
    a wrong address, one that awaits an answer already, or more than 50 in 24 hours; KeyError for an unknown purpose.
    """
    purpose_of(purpose)
    # The inviter's row is the lock: two at once must not slip under the limit together.
    User.objects.select_for_update().get(pk=by.pk)
    address = User.objects.normalize_email(email)
    validate_email(address)
    _heed_limit(by)
    same = Invitation.objects.filter(email=address, purpose=purpose, context=context, accepted_at=None)
    now = timezone.now()
    same.filter(revoked_at=None, expires_at__lte=now).update(revoked_at=now, link_digest=None)
    invitation = Invitation(
        email=address, purpose=purpose, context=context, language=language, invited_by=by, expires_at=now + LINK_LASTS
    )
    invitation.full_clean()
    invitation.save()
    audit.record(by=by, verb="accounts.invite", obj=invitation, after={"purpose": purpose, "context": context})
    return invitation


def invite_to_portal(*, by: User, email: str, role: str, language: str) -> Invitation:
    """To an account, with a role of the whole portal or (empty) without. Raises PermissionDenied, ValidationError."""
    if not can_invite_to_portal(by):
        raise PermissionDenied(_("Only an administrator invites to the portal as a whole."))
    purpose = PORTAL_ROLE if role else ACCOUNT
    return invite(by=by, email=email, purpose=purpose, context=role, language=language)


@transaction.atomic
def invite_again(*, by: User, invitation: Invitation) -> Invitation:
    """A new letter with a new link and a new term; the former link works no more. Raises ValidationError, PermissionDenied."""
    stored = _open_row(by, invitation)
    now = timezone.now()
    if stored.updated_at > now - PAUSE:
        raise ValidationError(_("The last letter is less than ten minutes old. Wait for it to arrive."))
    stored.expires_at, stored.not_before = now + LINK_LASTS, now
    stored.link_digest, stored.claimed_at, stored.sent_at = None, None, None
    stored.letter, stored.attempts = LetterState.QUEUED, 0
    stored.save()
    audit.record(by=by, verb="accounts.invite_again", obj=stored)
    return stored


@transaction.atomic
def revoke_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """The link works no more; a second time changes nothing. Raises PermissionDenied, ValidationError once accepted."""
    stored = _open_row(by, invitation, or_revoked=True)
    if stored.revoked_at is None:
        stored.revoked_at, stored.link_digest = timezone.now(), None
        stored.save(update_fields=["revoked_at", "link_digest", "updated_at"])
        audit.record(by=by, verb="accounts.revoke_invitation", obj=stored)
    return stored


@transaction.atomic
def accept(*, user: User, invitation: Invitation) -> Invitation:
    """The person, signed in under the invited address, takes what was promised. Raises NotInForce, ValidationError."""
    stored = _in_force(invitation)
    if user.email != stored.email:
        raise NotInForce
    return _take(stored, user)


@transaction.atomic
def accept_with_new_account(
    *, invitation: Invitation, family_name: str, given_name: str, patronymic: str, password: str
) -> User:
    """Make the account of the invited address and give it what was promised. Raises NotInForce, ValidationError."""
    stored = _in_force(invitation)
    names = {"family_name": family_name, "given_name": given_name, "patronymic": patronymic}
    try:
        validate_password(password, User(email=stored.email, **names))
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from weak
    user = create_user(
        by=None,
        email=stored.email,
        password=password,
        language=stored.language,
        family_name=family_name,
        given_name=given_name,
        patronymic=patronymic,
    )
    _take(stored, user)
    return user


def _take(stored: Invitation, user: User) -> Invitation:
    stored.accepted_at, stored.accepted_by = timezone.now(), user
    stored.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
    try:
        purpose_of(stored.purpose).grant(stored, user)
    except PermissionDenied as refusal:
        raise NotInForce from refusal
    audit.record(by=user, verb="accounts.accept_invitation", obj=stored, after={"purpose": stored.purpose})
    return stored


def _in_force(invitation: Invitation) -> Invitation:
    """The row, locked and read anew: of two who open the link at once the second finds it used."""
    rows = Invitation.objects.open().select_for_update(of=("self",)).select_related("invited_by")
    stored = rows.filter(pk=invitation.pk).exclude(link_digest=None).first()
    if stored is None or not stored.invited_by.is_active or stored.link_digest != invitation.link_digest:
        raise NotInForce
    return stored


def _open_row(by: User, invitation: Invitation, *, or_revoked: bool = False) -> Invitation:
    if not can_keep_invitation(by, invitation):
        raise PermissionDenied(_("Only who invited, or an administrator, may do this."))
    stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if stored.accepted_at is not None or (stored.revoked_at is not None and not or_revoked):
        raise ValidationError(_("This invitation has been accepted or revoked already."))
    return stored


def _heed_limit(by: User) -> None:
    sent = Invitation.objects.filter(invited_by=by, created_at__gt=timezone.now() - DAY).count()
    if sent >= MOST_A_DAY:
        raise ValidationError(
            _("You have sent %(most)s invitations in 24 hours, the most allowed. Go on tomorrow.")
            % {"most": MOST_A_DAY}
        )
