"""allauth's pages of the second factor, with the portal's deeds behind them; and the pages of the door itself."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.door import actions, devices, letters
from accounts.door.access import factor_for_change, has_second_factor, why_not_remove
from accounts.door.demands import is_demanded, is_waived
from accounts.door.forms import LetterForm
from accounts.door.reauthentication import recently_authenticated
from accounts.door.records import note_second_factor, opened_with_second_factor


@never_cache
@require_safe
def demanded(request: HttpRequest) -> HttpResponse:
    """Why one goes no further, and what to do."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    if opened_with_second_factor(request) or not is_demanded(request.user):
        return redirect(target)
    return render(request, "mfa/demanded.html", {"has_factor": has_second_factor(request.user)})


class Overview(base.IndexView):
    def get_context_data(self, **keywords: Any) -> dict[str, Any]:
        user = self.request.user
        passkeys = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)
        context = super().get_context_data(**keywords)
        codes = context["authenticators"].get("recovery_codes")
        return context | {
            "app": context["authenticators"].get("totp"),
            "passkeys": passkeys.order_by("created_at"),
            "codes": codes,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "is_demanded": is_demanded(user),
            "is_waived": is_waived(user),
        }


class SetUpApp(totp.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        codes = actions.add_app(by=self.request.user, secret=form.secret)
        clear_totp_secret(self.request)
        return _factor_added(self.request, "totp", codes)


class RemoveApp(totp.DeactivateTOTPView):
    def get_context_data(self, **keywords: Any) -> dict[str, Any]:
        return super().get_context_data(**keywords) | {"why_not": why_not_remove(self.authenticator)}

    def form_valid(self, form: Any) -> HttpResponse:
        return _removed(self.request, self.authenticator)


class AddPasskey(webauthn.AddWebAuthnView):
    def get_context_data(self, **keywords: Any) -> dict[str, Any]:
        context = super().get_context_data(**keywords)
        # Every passkey opens the portal by itself, so it has to ask for a finger, a face or a PIN.
        return context | {"js_data": {"creation_options": auth.begin_registration(self.request.user, True)}}

    def form_valid(self, form: Any) -> HttpResponse:
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        codes = actions.add_passkey(by=self.request.user, name=name, credential=credential)
        return _factor_added(self.request, "webauthn", codes)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    passkey = factor_for_change(request.user, pk, Authenticator.Type.WEBAUTHN)
    if request.method == "POST":
        return _removed(request, passkey)
    context = {"passkey": passkey, "why_not": why_not_remove(passkey)}
    return render(request, "mfa/webauthn/authenticator_confirm_delete.html", context)


class RenewRecoveryCodes(recovery_codes.GenerateRecoveryCodesView):
    def form_valid(self, form: Any) -> HttpResponse:
        actions.renew_recovery_codes(by=self.request.user)
        messages.success(self.request, _("The codes were made anew; the old ones work no longer."))
        return redirect("mfa_view_recovery_codes")


class SignInByPasskey(webauthn.LoginWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_factor_used(user=form.cleaned_data["credential"].user, kind="webauthn")
        return super().form_valid(form)


class _NewSession:
    """A session that proves more than before goes on under another name."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.cycle_key()
        return super().form_valid(form)  # type: ignore[misc]


class ConfirmByPassword(_NewSession, account.ReauthenticateView):
    pass


class ConfirmByCode(_NewSession, base.ReauthenticateView):
    pass


class ConfirmByPasskey(_NewSession, webauthn.ReauthenticateWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        actions.note_factor_used(user=self.request.user, kind="webauthn")
        return super().form_valid(form)


class ChoosePassword(account.PasswordResetFromKeyView):
    """Who could open the letter comes in with a known browser: nobody's guessing keeps them out."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        devices.remember(self.request, response, self.reset_user.email)
        return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_ask(request: HttpRequest) -> HttpResponse:
    """The owner's way in while somebody guesses at the account. The same answer whether there is an account or not."""
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        letters.send(request, form.cleaned_data["email"])
        return redirect("door-letter-sent")
    return render(request, "account/letter_ask.html", {"form": form})


@require_safe
def letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "account/letter_sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_open(request: HttpRequest, token: str) -> HttpResponse:
    """Opened by a post alone: programs that look through letters follow links."""
    if request.method == "POST" and (email := letters.use(token)):
        messages.success(request, _("This browser is known now. Sign in as always."))
        response = redirect("account_login")
        devices.remember(request, response, email)
        return response
    good = request.method != "POST" and letters.address_in(token) is not None
    return render(request, "account/letter_open.html", {"good": good}, status=200 if good else 410)


def _factor_added(request: HttpRequest, kind: str, codes: Authenticator | None) -> HttpResponse:
    note_second_factor(request, kind)
    request.session.cycle_key()
    messages.success(request, _("The second factor is set up."))
    return redirect("mfa_view_recovery_codes" if codes else "mfa_index")


def _removed(request: HttpRequest, authenticator: Authenticator) -> HttpResponse:
    try:
        actions.remove_factor(by=request.user, authenticator=authenticator)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The second factor was removed."))
    return redirect("mfa_index")
