"""Signing in and out, as the audit trail sees it; in a stream of its own, so that it never holds up a deed."""

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts import audit
from accounts.models import User

STREAM = "sign-in"


@transaction.atomic
def note_sign_in(*, user: User) -> None:
    audit.record(by=user, verb="accounts.sign_in", obj=user, stream=STREAM)


@transaction.atomic
def note_sign_out(*, by: User) -> None:
    audit.record(by=by, verb="accounts.sign_out", obj=by, stream=STREAM)


@transaction.atomic
def note_failed_sign_in(*, email: str) -> None:
    """Attempts on one address can be told together; the address itself, perhaps a stranger's, is not kept."""
    after = {"email_hmac": email_hmac(email)}
    audit.record(by=None, verb="accounts.sign_in_failed", after=after, stream=STREAM)


def email_hmac(email: str) -> str:
    """HMAC-SHA256 of the address under the portal's own key, first 32 hexadecimal characters."""
    normal = User.objects.normalize_email(email)
    return salted_hmac("accounts.sign_in_failed", normal, algorithm="sha256").hexdigest()[:32]
