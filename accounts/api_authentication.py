"""Bearer tokens of the REST interface."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.crypto import hash_token
from rest_framework.authentication import SessionAuthentication as BaseSessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from accounts.door.access import has_second_factor
from accounts.door.demands import is_demanded
from accounts.door.records import opened_with_second_factor
from accounts.enums import Scope
from accounts.models import ApiToken, User
from accounts.networks import client_address, is_within
from accounts.trail.refusals import note_dead_token_used, note_token_refused

# A token used a hundred times a second is written down once in five minutes.
LAST_USE_STEP = dt.timedelta(minutes=5)


def _refuse_without_factor(enough: bool) -> None:
    if not enough:
        raise PermissionDenied(
            _("Your role demands a second factor. Set it up in the portal, at %(address)s, and try again.")
            % {"address": settings.BASE_URL + reverse("mfa_index")}
        )


class SessionAuthentication(BaseSessionAuthentication):
    """A session of whose role demands a second factor is heard only when it was opened with one."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        found = super().authenticate(request)
        if found is not None:
            _refuse_without_factor(opened_with_second_factor(request._request) or not is_demanded(found[0]))
        return found


class TokenAuthentication(KnoxTokenAuthentication):
    """`Authorization: Bearer <token>` and nothing else: a token in an address would end in logs."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        found = super().authenticate(request)
        if found is None:
            return None
        address = client_address(request)
        if not is_within(address, found[1].networks):
            note_token_refused(found[1], reason="network")
            raise PermissionDenied(_("This token may not be used from this address. Its owner names the networks."))
        needed = Scope.READ if request.method in SAFE_METHODS else Scope.WRITE
        _refuse_without_factor(has_second_factor(found[0]) or not is_demanded(found[0]))
        if not found[1].allows(needed):
            raise PermissionDenied(
                _("This token is not allowed to “%(scope)s”. Issue one with that scope.") % {"scope": needed.value}
            )
        self._note_use(found[1], address)
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiToken]:
        """Find the live token by its digest. One text for every refusal: it tells a guesser nothing."""
        digest = hash_token(token.decode("latin-1"))
        row = ApiToken.objects.live().filter(pk=digest, user__is_active=True).select_related("user").first()
        if row is None:
            note_dead_token_used(digest)
            raise AuthenticationFailed(_("The token is unknown, expired or revoked."))
        return row.user, row

    def _note_use(self, row: ApiToken, address: str | None) -> None:
        now = timezone.now()
        if row.last_used_at is None or row.last_used_at < now - LAST_USE_STEP or row.last_used_address != address:
            ApiToken.objects.filter(pk=row.pk).update(last_used_at=now, last_used_address=address)
            row.last_used_at, row.last_used_address = now, address
