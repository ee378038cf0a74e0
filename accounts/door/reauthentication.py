"""Who is about to change what the safety of an account hangs on shows anew who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

from accounts.door.records import signed_in_within

View = Callable[..., HttpResponse]


def is_recent(request: HttpRequest) -> bool:
    """Has the person signed in, or shown the password, a code or a passkey again, within the last ten minutes?"""
    return signed_in_within(request, app_settings.REAUTHENTICATION_TIMEOUT)


def recently_authenticated(view: View) -> View:
    """For views that change e-mail, password, factors, tokens or roles: leads to the confirmation and back again.

    What was sent is kept meanwhile and sent on afterwards. Stands below the check of the method, above the rest.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
        if request.user.is_authenticated and not is_recent(request):
            raise ReauthenticationRequired
        return view(request, *arguments, **keywords)

    return guarded
