"""Signed words by which a letter can be unsubscribed from without signing in: they name a person and a group, nothing else."""

from django.core import signing

from accounts.models import User
from accounts.notices.groups import BY_CODE

SALT = "accounts.notices.unsubscribe"
DAILY_LETTER = "daily"


def token(user: User, scope: str) -> str:
    """`scope` is the code of a group or the daily letter as a whole. It does not expire: a letter may be read late."""
    return signing.dumps([user.pk, scope], salt=SALT)


def read(word: str) -> tuple[int, str] | None:
    """Key of the person and scope; None for a word the portal did not sign."""
    try:
        pk, scope = signing.loads(word, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    known = scope == DAILY_LETTER or (scope in BY_CODE and not BY_CODE[scope].fixed)
    return (pk, scope) if known else None
