"""Signing in through the region's identity provider (OpenID Connect): for people who have an account, and no others."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import actions
from accounts.door.records import BY_PROVIDER, FACTOR, opened_by_provider
from accounts.models import User

PROVIDER = "region"
# RFC 8176: more than one factor, or something that is one by itself beside the password.
STRONG = {"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "pop"}
REASONS = {
    "no-account": _(
        "There is no open account of the portal with your e-mail address. Accounts are made by administrators."
    ),
    "unverified": _(
        "The identity provider has not verified your e-mail address, so the portal cannot tell whose account it is."
    ),
    "other": _("The identity provider did not confirm who you are. Try once more, or sign in with the password."),
}


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody registers."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is: by the subject, the first time by the verified address. Refuse everything else."""
        if sociallogin.state.get("process") not in (None, "login"):
            raise _refusal("other")
        claims = claims_of(sociallogin)
        if not sociallogin.is_existing:
            user = _owner(claims)
            actions.connect_provider(user=user, account=sociallogin.account)
            sociallogin.user = user
        else:
            actions.forget_claims(account=sociallogin.account)
        if settings.OIDC_TRUSTS_SECOND_FACTOR and showed_second_factor(claims):
            record_authentication(request, sociallogin.user, FACTOR, type=BY_PROVIDER)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *arguments: Any, **details: Any) -> None:
        raise _refusal("other")


class FactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not opened_by_provider(request, self.login.user)


class _Provider(OpenIDConnectOAuth2Adapter):
    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **details: Any) -> SocialLogin:
        if not details["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        login = super().complete_login(request, app, token, **details)
        told = login.account.extra_data
        if told["userinfo"].get("sub") != told["id_token"].get("sub"):
            raise OAuth2Error("userinfo is of somebody else")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        # The library trusts the connection; inside a region it may be plain http.
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.BASE_URL + reverse("openid_connect_callback")

    def get_provider(self) -> Any:
        provider = super().get_provider()
        provider.oauth2_adapter_class = _Provider  # so that the way there and the way back are ours alike
        return provider


def claims_of(sociallogin: SocialLogin) -> dict[str, Any]:
    told = sociallogin.account.extra_data
    return {**told.get("userinfo", {}), **told.get("id_token", {})}


def showed_second_factor(claims: dict[str, Any]) -> bool:
    """Does the provider say so, in the words of RFC 8176 (`amr`) or of the REFEDS profile (`acr`)?"""
    means = claims.get("amr") or []
    return bool(STRONG & set(means)) or claims.get("acr") == "https://refeds.org/profile/mfa"


@login_not_required
def login(request: HttpRequest) -> HttpResponse:
    return _enter(OAuth2LoginView, request)


@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    return _enter(OAuth2CallbackView, request)


@never_cache
@require_safe
def refused(request: HttpRequest, why: str = "other") -> HttpResponse:
    context = {"reason": REASONS.get(why, REASONS["other"])}
    return render(request, "socialaccount/refused.html", context, status=403)


def _enter(view: Any, request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_ISSUER:
        raise Http404
    return view.adapter_view(_Provider(request, PROVIDER))(request)


def _owner(claims: dict[str, Any]) -> User:
    if claims.get("email_verified") is not True:
        raise _refusal("unverified")
    user = User.objects.filter(email=User.objects.normalize_email(claims.get("email")), is_active=True).first()
    if user is None:
        raise _refusal("no-account")
    return user


def _refusal(why: str) -> ImmediateHttpResponse:
    actions.note_provider_refused(reason=why)
    return ImmediateHttpResponse(redirect("provider-refused", why))
