"""Second factors set up, used, lost: each an audit row. Secrets and codes are in none of them."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actions.sign_in import STREAM
from accounts.door.access import KINDS, can_reset_second_factor, why_not_remove
from accounts.models import Notice, User
from accounts.notices import notify
from accounts.sessions.actions import end_sessions
from accounts.sessions.enums import Ending

LINK = "/accounts/2fa/"


@transaction.atomic
def add_app(*, by: User, secret: str) -> Authenticator | None:
    """Set up the app that shows codes. The recovery codes, if they were made with it. Raises ValidationError."""
    _hold(by)
    if Authenticator.objects.filter(user=by, type=Authenticator.Type.TOTP).exists():
        raise ValidationError(_("An app is set up already. Remove it first, then set up the new one."))
    return _added(by, TOTP.activate(by, secret).instance)


@transaction.atomic
def add_passkey(*, by: User, name: str, credential: dict[str, Any]) -> Authenticator | None:
    """Store a passkey that has been checked. The recovery codes, if they were made with it."""
    _hold(by)
    return _added(by, WebAuthn.add(by, name, credential).instance)


@transaction.atomic
def rename_passkey(*, by: User, authenticator: Authenticator, name: str) -> Authenticator:
    authenticator.data = {**authenticator.data, "name": name}
    authenticator.save(update_fields=["data"])
    audit.record(by=by, verb="accounts.rename_factor", obj=by, after=_told(authenticator))
    return authenticator


@transaction.atomic
def remove_factor(*, by: User, authenticator: Authenticator) -> None:
    """Remove one's own app or passkey; with the last of them go the recovery codes.

    Raises PermissionDenied for somebody else's, ValidationError where a role demands that it stays.
    """
    if authenticator.user_id != by.pk:
        raise PermissionDenied
    _hold(by)
    if reason := why_not_remove(authenticator):
        raise ValidationError(reason, code="demanded")
    told = _told(authenticator)
    authenticator.delete()
    mine = Authenticator.objects.filter(user=by)
    if not mine.filter(type__in=KINDS).exists():
        mine.delete()
    _tell(by, "accounts.factor_removed", gettext_lazy("A second factor was removed from your account"))
    audit.record(by=by, verb="accounts.remove_factor", obj=by, before=told)


@transaction.atomic
def renew_recovery_codes(*, by: User) -> Authenticator:
    """New codes; the old ones are worth nothing any more. Raises ValidationError without an app or a passkey."""
    _hold(by)
    if not Authenticator.objects.filter(user=by, type__in=KINDS).exists():
        raise ValidationError(_("Recovery codes stand in for an app or a passkey. Set one up first."))
    Authenticator.objects.filter(user=by, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(by).instance
    _tell(by, "accounts.factor_codes", gettext_lazy("Your recovery codes were made anew"))
    audit.record(by=by, verb="accounts.renew_recovery_codes", obj=by)
    return codes


@transaction.atomic
def note_factor_used(*, user: User, kind: str) -> None:
    audit.record(by=user, verb="accounts.use_factor", obj=user, after={"kind": kind}, stream=STREAM)


@transaction.atomic
def note_factor_failed(*, user: User, kind: str) -> None:
    """Somebody who knows the password gave a wrong code; who it was is not known."""
    audit.record(by=None, verb="accounts.factor_failed", obj=user, after={"kind": kind}, stream=STREAM)


@transaction.atomic
def connect_provider(*, user: User, account: SocialAccount) -> None:
    """From now on the provider's subject is this person, whatever address the provider tells later."""
    account.user = user
    account.extra_data = {}  # names and addresses have their place in the profile, and no second one here
    account.save()
    _tell(user, "accounts.provider_connected", gettext_lazy("Your account can be opened through the identity provider"))
    audit.record(by=user, verb="accounts.connect_provider", obj=user, after={"provider": account.provider})


def forget_claims(*, account: SocialAccount) -> None:
    """The library stores at each sign-in what the provider told; the portal needs the subject alone."""
    SocialAccount.objects.filter(pk=account.pk).update(extra_data={})


@transaction.atomic
def note_provider_refused(*, reason: str) -> None:
    audit.record(by=None, verb="accounts.provider_refused", after={"reason": reason}, stream=STREAM)


@transaction.atomic
def reset_second_factor(*, by: User | None, user: User, reason: str) -> int:
    """Take away every factor of a person who has lost them; how many there were.

    The person's sessions end, the person is told by a letter and sets one up anew where a role demands it. `by` is None on the console. Raises PermissionDenied, ValidationError.
    """
    if by is not None and not can_reset_second_factor(by, user):
        raise PermissionDenied(_("The second factor of a person is reset by somebody else who manages people."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason: the person will read it in the letter.")}, code="required")
    _hold(user)
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    with translation.override(user.language):
        body = _(
            "An administrator of the portal has taken away your app, passkeys and recovery codes. At the next "
            "sign-in the password is enough, and where your role demands a second factor you set it up anew. "
            "If you did not ask for this, write to the administrator at once. Reason: %(reason)s"
        ) % {"reason": reason.strip()}
    end_sessions(by=by, user=user, ending=Ending.FACTOR)
    notice = _tell(user, "accounts.factor_reset", gettext_lazy("Your second factor was reset"), body)
    # The reason is in the letter and not here: in free words there may be what has to be erased one day.
    after = {"removed": removed, "notice": notice.pk}
    audit.record(by=by, verb="accounts.reset_second_factor", obj=user, after=after)
    return removed


def _added(by: User, authenticator: Authenticator) -> Authenticator | None:
    codes = None
    if not Authenticator.objects.filter(user=by, type=Authenticator.Type.RECOVERY_CODES).exists():
        codes = RecoveryCodes.activate(by).instance
    _tell(by, "accounts.factor_added", gettext_lazy("A second factor was added to your account"))
    audit.record(by=by, verb="accounts.add_factor", obj=by, after=_told(authenticator))
    return codes


def _told(authenticator: Authenticator) -> dict[str, Any]:
    return {"kind": str(authenticator.type), "factor": authenticator.pk}


def _hold(user: User) -> None:
    # Two changes of one person's factors follow one another, each sees what the other left.
    User.objects.select_for_update().get(pk=user.pk)


def _tell(user: User, kind: str, subject: object, body: object = "") -> Notice:
    body = body or gettext_lazy("If it was not you, change the password at once and write to the administrator.")
    return notify(recipient=user, kind=kind, subject=subject, body=body, link=LINK, direct=True)
