"""Signing in (allauth's views, only those that are used) and one's own pages."""

from allauth.account import views as sign_in
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts import views
from accounts.door import urls as door_urls
from accounts.door import views as door
from accounts.door.reauthentication import recently_authenticated
from accounts.invitations.urls import urlpatterns as invitations
from accounts.people.urls import urlpatterns as people
from accounts.personal_data.urls import urlpatterns as personal_data
from accounts.sessions.urls import urlpatterns as sessions

# The names are allauth's: its flows reverse them.
allauth_patterns = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("reauthenticate/", door.ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("password/change/", recently_authenticated(sign_in.password_change), name="account_change_password"),
    path("password/set/", recently_authenticated(sign_in.password_set), name="account_set_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/done/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door.ChoosePassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Nobody registers: accounts are made by administrators. allauth's letters still ask for this address.
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
]
own_patterns = [
    path("", views.profile, name="profile"),
    path("tokens/", views.token_list, name="token-list"),
    path("tokens/new/", views.token_issue, name="token-issue"),
    path("tokens/<slug:public_id>/revoke/", views.token_revoke, name="token-revoke"),
    path("notices/", include("accounts.inbox.urls")),
    path("audit/", include("accounts.trail.urls")),
]
door_patterns = [
    path("2fa/", include(door_urls.factor_patterns)),
    path("letter/", include(door_urls.letter_patterns)),
    path("oidc/", include(door_urls.provider_patterns)),
]
urlpatterns = [
    *allauth_patterns,
    *door_patterns,
    path("", include(([*own_patterns, *invitations, *sessions, *people, *personal_data], "accounts"))),
]
