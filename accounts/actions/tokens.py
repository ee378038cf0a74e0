"""Tokens of the REST interface."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.models import get_digest_token

from accounts import audit
from accounts.access import can_issue_token, can_revoke_token
from accounts.models import ApiToken, User

LONGEST = dt.timedelta(days=366)


@transaction.atomic
def issue_token(
    *,
    by: User | None,
    user: User,
    name: str,
    scopes: list[str],
    expires_in: dt.timedelta,
    networks: Sequence[str] = (),
) -> tuple[ApiToken, str]:
    """Make a token for `user`: the row, and the secret that is shown this once and kept only as a digest.

    `networks` (CIDR) are those it may be used from; none = from anywhere. Raises ValidationError (no name, unknown scope,
    life over a year, a network that is none), PermissionDenied.
    """
    if by is not None and not can_issue_token(by, user):
        raise PermissionDenied
    if not dt.timedelta(0) < expires_in <= LONGEST:
        raise ValidationError({"expires_in": _("A token lives from one day to one year.")})
    digest, secret = get_digest_token()
    token = ApiToken(
        digest=digest,
        token_key=secret[:8],
        user=user,
        name=name.strip(),
        scopes=scopes,
        networks=list(networks),
        expiry=timezone.now() + expires_in,
        issued_by=by,
    )
    token.full_clean()
    token.save(force_insert=True)
    after = {"user": user.pk, "scopes": scopes, "networks": list(networks), "expiry": token.expiry}
    audit.record(by=by, verb="accounts.issue_token", obj=token, after=after)
    return token, secret


@transaction.atomic
def revoke_token(*, by: User | None, token: ApiToken) -> ApiToken:
    """Close the token at once; a second time changes nothing. Raises PermissionDenied."""
    if by is not None and not can_revoke_token(by, token):
        raise PermissionDenied
    now = timezone.now()
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        token.refresh_from_db()
        return token
    token.revoked_at = now
    audit.record(by=by, verb="accounts.revoke_token", obj=token, after={"user": token.user_id})
    return token
