"""Addresses of the door: those of allauth that are used, by its names, and the portal's own."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from accounts.door import provider, views
from accounts.door.reauthentication import recently_authenticated

factor_patterns = [
    path("", views.Overview.as_view(), name="mfa_index"),
    path("demanded/", views.demanded, name="second-factor-demanded"),
    path("authenticate/", base.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", views.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("codes/", recently_authenticated(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/renew/", views.RenewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "codes/file/",
        recently_authenticated(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", views.Overview.as_view(), name="mfa_list_webauthn"),
    path("passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/login/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("passkeys/reauthenticate/", views.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
]
letter_patterns = [
    path("", views.letter_ask, name="door-letter"),
    path("sent/", views.letter_sent, name="door-letter-sent"),
    path("<str:token>/", views.letter_open, name="door-letter-open"),
]
provider_patterns = [
    path("login/", provider.login, name="openid_connect_login"),
    path("login/callback/", provider.callback, name="openid_connect_callback"),
    path("refused/<slug:why>/", provider.refused, name="provider-refused"),
]
