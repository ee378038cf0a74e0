"""The portal's wishes to allauth. Each hook that writes calls an action."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts import actions
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        actions.note_sign_in(user=user)
        return super().post_login(request, user, **details)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_failed_sign_in(email=str(credentials.get("email") or ""))

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            actions.note_sign_out(by=request.user)
        super().logout(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the Host header, which the one who guesses may choose anew for every ten tries.
        return f"sign-in:{User.objects.normalize_email(str(credentials.get('email') or ''))}"

    def is_safe_url(self, url: str | None) -> bool:
        """Only this very host: another allowed name may be somebody else's on a shared machine."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def set_password(self, user: User, password: str) -> None:
        changing = self.request is not None and self.request.user.is_authenticated
        verb = "accounts.change_password" if changing else "accounts.reset_password"
        actions.set_password(by=user, user=user, password=password, verb=verb)
        if not changing:
            # Who could open the letter is let in at once, however often the address was guessed at before.
            self._delete_login_attempts_cached_email(self.request, email=user.email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        # BASE_URL and not the Host header: whoever asks for the letter must not choose where it leads.
        uidb36, rest = key.split("-", 1)
        return settings.BASE_URL + reverse("account_reset_password_from_key", args=[uidb36, rest])

    def format_email_subject(self, subject: str) -> str:
        return f"{_('CMW Cluster Portal')}: {subject}"
