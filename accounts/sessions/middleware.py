"""Ties the session of a request to its row: an ended or overlong one is signed out before any view sees it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.networks import client_address
from accounts.sessions import actions
from accounts.sessions.enums import Ending
from accounts.sessions.limits import overrun
from accounts.sessions.models import SignInSession

KEY = "sign_in_session"


def current_session(request: HttpRequest) -> SignInSession | None:
    """The row of the session at hand."""
    rows = SignInSession.objects.filter(user_id=request.user.pk).select_related("user")
    return rows.filter(public_id=request.session.get(KEY, "")).first()


class SignInSessionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        row = self._admit(request) if request.user.is_authenticated else None
        sealed = request.session.get(HASH_SESSION_KEY) if row else None
        response = self.get_response(request)
        if row is not None and not request.user.is_authenticated:
            actions.expire_session(session=row, ending=Ending.SIGNED_OUT)
        elif row is not None and request.session.get(HASH_SESSION_KEY) != sealed:
            # Whoever has just changed the password ended every session by that, and stays here in a new one.
            self._begin(request)
        return response

    def _admit(self, request: HttpRequest) -> SignInSession | None:
        if KEY not in request.session:
            return self._begin(request)
        row = current_session(request)
        if row is not None and row.ended_at is None:
            limit = overrun(row)
            if limit is None:
                actions.note_seen(session=row, address=client_address(request))
                return row
            actions.expire_session(session=row, ending=limit)
        logout(request)
        messages.info(request, _("Your session has ended. Sign in again to go on."))
        return None

    def _begin(self, request: HttpRequest) -> SignInSession:
        row = actions.begin_session(
            user=request.user,
            address=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
        )
        request.session[KEY] = row.public_id
        return row
