"""Whose role demands a second factor goes no further than to where it is set up."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.door.demands import is_demanded
from accounts.door.records import opened_with_second_factor
from accounts.middleware import View

# What is open all the same: setting the factor up, proving who one is, leaving, choosing language and theme.
OPEN = frozenset(
    {
        "second-factor-demanded",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "account_inactive",
        "admin:logout",
        "set_language",
        "set_theme",
        "healthz",
        "readyz",
    }
)


class SecondFactorMiddleware:
    """The REST interface (namespace `api`) refuses for itself, in its own shape."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, arguments: tuple, keywords: dict) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated or match.view_name in OPEN or match.namespaces[:1] == ["api"]:
            return None
        if opened_with_second_factor(request) or not is_demanded(request.user):
            return None
        return redirect_to_login(request.get_full_path(), reverse("second-factor-demanded"))
