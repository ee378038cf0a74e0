"""One's own pages: profile and tokens."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, queries
from accounts.access import can_administer, can_read_audit, token_for_revocation
from accounts.door.reauthentication import recently_authenticated
from accounts.forms import ProfileForm, TokenForm
from accounts.tables import token_table

PER_PAGE = 50


def _places(*last: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("Your account"), "url": reverse("accounts:profile")}, *last]


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    # The form works on a copy: a refused value must not show in the page's heading.
    form = ProfileForm(request.POST or None, instance=queries.person(request.user.pk))
    if request.method == "POST" and form.is_valid():
        user = actions.change_profile(by=request.user, user=request.user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your profile has been saved."))
        response = redirect("accounts:profile")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
        return response
    context = {
        "form": form,
        "roles": queries.portal_roles(request.user),
        "may_administer": can_administer(request.user),
        "may_read_audit": can_read_audit(request.user),
    }
    return render(request, "accounts/profile.html", context)


@require_safe
def token_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.tokens_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "table": token_table(page), "breadcrumbs": _places({"label": _("Tokens"), "url": ""})}
    return render(request, "accounts/token_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def token_issue(request: HttpRequest) -> HttpResponse:
    """Shows the secret in the answer itself: it is kept nowhere, so no later page could show it."""
    form = TokenForm(request.POST or None)
    crumbs = _places({"label": _("Tokens"), "url": reverse("accounts:token-list")}, {"label": _("New"), "url": ""})
    if request.method == "POST" and form.is_valid():
        token, secret = actions.issue_token(
            by=request.user,
            user=request.user,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_in=form.expires_in(),
            networks=form.cleaned_data["networks"],
        )
        context = {"token": token, "secret": secret, "base_url": settings.BASE_URL, "breadcrumbs": crumbs}
        return render(request, "accounts/token_issued.html", context)
    return render(request, "accounts/token_form.html", {"form": form, "breadcrumbs": crumbs})


@require_http_methods(["GET", "HEAD", "POST"])
def token_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    token = token_for_revocation(request.user, public_id)
    if request.method == "POST":
        actions.revoke_token(by=request.user, token=token)
        messages.success(request, _("The token has been revoked."))
        return redirect("accounts:token-list")
    return render(request, "accounts/token_revoke.html", {"token": token, "breadcrumbs": _places()})
