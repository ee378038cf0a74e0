"""Who may do what with a second factor."""

from allauth.mfa.models import Authenticator
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person, can_manage_users
from accounts.door.demands import is_demanded
from accounts.models import User

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Is an app or a passkey set up? Recovery codes alone are none: they only stand in for the one or the other."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=KINDS).exists()


def why_not_remove(authenticator: Authenticator) -> str:
    """The reason against removing it, or an empty string: who must have a factor keeps the last one."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=KINDS).exclude(pk=authenticator.pk)
    if others.exists() or not is_demanded(authenticator.user):
        return ""
    return _("Your role demands a second factor and this is your last one. Add another first, then remove this one.")


def can_reset_second_factor(by: Person, user: User) -> bool:
    """Who manages people may, for others: one's own factors one changes oneself, by showing them."""
    return by.pk != user.pk and can_manage_users(by)


def factor_for_change(user: User, pk: int, kind: str) -> Authenticator:
    """One's own factor of the kind; Http404 alike for somebody else's and for none."""
    found = Authenticator.objects.filter(pk=pk, user_id=user.pk, type=kind).select_related("user").first()
    if found is None:
        raise Http404
    return found
