"""The portal's wishes to allauth. Each hook that writes calls an action."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import actions
from accounts.door import devices, guesses
from accounts.door.reauthentication import is_recent
from accounts.models import User
from accounts.trail.refusals import note_limited_sign_in


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": gettext_lazy(
            "Too many tries at this account. Wait a quarter of an hour, or have a letter sent that lets this browser in."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        actions.note_sign_in(user=user)
        guesses.remember_source(user=user, request=request)
        response = super().post_login(request, user, **details)
        devices.remember(request, response, user.email)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A try is counted before the password is looked at; with none left it is not looked at."""
        self._guess = guesses.take_guess(request, str(credentials.get("email") or ""))
        if self._guess is None:
            note_limited_sign_in(email=str(credentials.get("email") or ""))
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        guesses.give_back_guess(self._guess)

    def get_login_stages(self) -> list[str]:
        own = "accounts.door.provider.FactorStage"
        return [
            own if stage == "allauth.mfa.stages.AuthenticateStage" else stage for stage in super().get_login_stages()
        ]

    def is_reauthentication_required(self, *, app: str, **details: Any) -> bool:
        """Signing in is showing who one is, too; ten minutes later it has to be shown anew."""
        return not is_recent(self.request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_failed_sign_in(email=str(credentials.get("email") or ""))

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            actions.note_sign_out(by=request.user)
        super().logout(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Only this very host: another allowed name may be somebody else's on a shared machine."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def set_password(self, user: User, password: str) -> None:
        changing = self.request is not None and self.request.user.is_authenticated
        verb = "accounts.change_password" if changing else "accounts.reset_password"
        actions.set_password(by=user, user=user, password=password, verb=verb)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing to delete: who could open the letter comes in with a known browser (accounts.door.views)."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        # BASE_URL and not the Host header: whoever asks for the letter must not choose where it leads.
        uidb36, rest = key.split("-", 1)
        return settings.BASE_URL + reverse("account_reset_password_from_key", args=[uidb36, rest])

    def format_email_subject(self, subject: str) -> str:
        return f"{_('CMW Cluster Portal')}: {subject}"
