"""Bearer tokens of the REST interface."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.crypto import hash_token
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from accounts.enums import Scope
from accounts.models import ApiToken, User

# A token used a hundred times a second is written down once in five minutes.
LAST_USE_STEP = dt.timedelta(minutes=5)


class TokenAuthentication(KnoxTokenAuthentication):
    """`Authorization: Bearer <token>` and nothing else: a token in an address would end in logs."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        found = super().authenticate(request)
        if found is None:
            return None
        needed = Scope.READ if request.method in SAFE_METHODS else Scope.WRITE
        if not found[1].allows(needed):
            raise PermissionDenied(
                _("This token is not allowed to “%(scope)s”. Issue one with that scope.") % {"scope": needed.value}
            )
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiToken]:
        """Find the live token by its digest. One text for every refusal: it tells a guesser nothing."""
        digest = hash_token(token.decode("latin-1"))
        row = ApiToken.objects.live().filter(pk=digest, user__is_active=True).select_related("user").first()
        if row is None:
            raise AuthenticationFailed(_("The token is unknown, expired or revoked."))
        self._note_use(row)
        return row.user, row

    def _note_use(self, row: ApiToken) -> None:
        now = timezone.now()
        due = Q(last_used_at=None) | Q(last_used_at__lt=now - LAST_USE_STEP)
        if row.last_used_at is None or row.last_used_at < now - LAST_USE_STEP:
            ApiToken.objects.filter(due, pk=row.pk).update(last_used_at=now)
            row.last_used_at = now
