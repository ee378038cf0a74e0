"""Forms of the second factor: allauth's, with the portal's words, limits and audit rows."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.door import actions, letters
from accounts.door.guesses import give_back_guess, take_guess
from accounts.door.limits import Limit, take
from accounts.models import User

MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # of the library, for an answer no browser gives
CODE_LIVES = 90  # longer than any code is taken for valid


def code_field(help_text: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "spellcheck": "false"}
    return forms.CharField(label=_("Code"), max_length=20, widget=forms.TextInput(attributes), help_text=help_text)


def use_code_once(user: User, code: str) -> bool:
    """The first to come with this code takes it; False for every other, in parallel too."""
    return take(Limit("code of the app", (str(user.pk), normalize_user_code(code)), 1, CODE_LIVES)) is not None


class _Code(forms.Form):
    user: User

    def clean_code(self) -> str:
        """Find the factor whose code it is. A try is counted before it is looked at, and given back when it was right."""
        guess = take_guess(context.request, self.user.email, "code")
        if guess is None:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code = self.cleaned_data["code"]
        for authenticator in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            if self._is_code_of(authenticator, code):
                give_back_guess(guess)
                authenticator.user = self.user
                self.authenticator = authenticator
                return code
        actions.note_factor_failed(user=self.user, kind="code")
        raise get_adapter().validation_error("incorrect_code")

    def _is_code_of(self, authenticator: Authenticator, code: str) -> bool:
        if authenticator.type != Authenticator.Type.TOTP:
            return authenticator.wrap().validate_code(code)
        return validate_totp_code(decrypt(authenticator.data["secret"]), code) and use_code_once(self.user, code)

    def save(self) -> None:
        super().save()  # type: ignore[misc]
        actions.note_factor_used(user=self.user, kind=str(self.authenticator.type))


class CodeForm(_Code, AuthenticateForm):
    code = code_field(_("Six digits from the app, or one of your recovery codes."))


class CodeAgainForm(_Code, ReauthenticateForm):
    code = code_field(_("Six digits from the app, or one of your recovery codes."))


class AppForm(ActivateTOTPForm):
    code = code_field(_("The app shows six digits and changes them every half minute."))

    def clean_code(self) -> str:
        """No limit here: the secret is in the person's own session. The code counts as used."""
        code = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code) or not use_code_once(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("By which you will tell it from others: “phone”, “key on the ring”."),
    )
    passwordless = None  # every passkey is made so that it opens the portal by itself

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=60)

    def save(self) -> Authenticator:
        return actions.rename_passkey(
            by=self.instance.user, authenticator=self.instance, name=self.cleaned_data["name"]
        )


class _Passkey(forms.Form):
    user: User | None

    def clean_credential(self) -> Authenticator:
        """A passkey is not guessed: what does not match is written down and not counted."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (ValidationError, *MALFORMED) as error:
            if self.user is not None:
                actions.note_factor_failed(user=self.user, kind="webauthn")
            raise get_adapter().validation_error("incorrect_code") from error

    def save(self) -> None:
        super().save()  # type: ignore[misc]
        actions.note_factor_used(user=self.cleaned_data["credential"].user, kind="webauthn")


class PasskeySignInForm(_Passkey, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):
    pass


class PasskeyAloneForm(_Passkey, LoginWebAuthnForm):
    pass


class ResetForm(ResetPasswordForm):
    def save(self, request: Any, **details: Any) -> str:
        """The letter, unless so many were asked for that somebody is being flooded; the page tells nothing of it."""
        email = self.cleaned_data["email"]
        return super().save(request, **details) if letters.may_be_sent(request, email) else email


class LetterForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "email", "autofocus": True}))
