"""Inviting and being invited."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.door.reauthentication import recently_authenticated
from accounts.invitations import actions, links, queries, tables, tasks
from accounts.invitations.access import can_invite_to_portal, invitation_for_keeping
from accounts.invitations.forms import InviteForm, NewAccountForm
from accounts.invitations.models import Invitation

PAGE_SIZE = 25
BEHIND = "invitation"
# A stranger opens these; what a signed-in person is shown the middleware keeps out of every cache.
private = cache_control(private=True, no_store=True)


def _places(*last: dict[str, str]) -> list[dict[str, str]]:
    account = {"label": _("Your account"), "url": reverse("accounts:profile")}
    return [account, {"label": _("Invitations"), "url": reverse("accounts:invitation-list")}, *last]


@require_safe
def invitation_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.invitations_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "table": tables.invitation_table(page),
        "may_invite": can_invite_to_portal(request.user),
        "breadcrumbs": _places()[:1],
    }
    return render(request, "accounts/invitation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def invitation_new(request: HttpRequest) -> HttpResponse:
    if not can_invite_to_portal(request.user):
        raise PermissionDenied(_("Only an administrator invites to the portal as a whole."))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_to_portal(by=request.user, **form.cleaned_data)
        except ValidationError as invalid:
            form.add_error(None, invalid.messages)
        else:
            tasks.wake()
            messages.success(request, _("The invitation is on its way. Its link works for 72 hours, once."))
            return redirect("accounts:invitation-list")
    context = {"form": form, "breadcrumbs": _places()}
    return render(request, "accounts/invitation_form.html", context, status=422 if form.errors else 200)


@require_safe
def invitation_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    invitation = invitation_for_keeping(request.user, public_id)
    context = {"invitation": invitation, "facts": tables.invitation_facts(invitation), "breadcrumbs": _places()}
    return render(request, "accounts/invitation_detail.html", context)


@require_POST
def invitation_again(request: HttpRequest, public_id: str) -> HttpResponse:
    invitation = invitation_for_keeping(request.user, public_id)
    try:
        actions.invite_again(by=request.user, invitation=invitation)
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
        return redirect("accounts:invitation-detail", public_id)
    tasks.wake()
    messages.success(request, _("A new letter is on its way. The link of the former one works no more."))
    return redirect("accounts:invitation-list")


@require_POST
def invitation_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    invitation = invitation_for_keeping(request.user, public_id)
    try:
        actions.revoke_invitation(by=request.user, invitation=invitation)
    except ValidationError as invalid:
        messages.error(request, " ".join(invalid.messages))
    else:
        messages.success(request, _("The invitation has been revoked: its link works no more."))
    return redirect("accounts:invitation-list")


@private
@require_safe
def invitation_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Moves the secret out of the address, so that no link followed from here and no second look at the log tells it.

    Whatever the secret is, the answer is the same; nothing is changed by opening: mail scanners open links too.
    """
    request.session[BEHIND] = links.digest_of(secret)
    return redirect("accounts:invitation-welcome")


@private
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_welcome(request: HttpRequest) -> HttpResponse:
    invitation = queries.invitation_behind(request.session.get(BEHIND, ""))
    if invitation is None:
        return _not_in_force(request)
    if request.user.is_authenticated:
        return _welcome_signed_in(request, invitation)
    if queries.has_account(invitation):
        return render(request, "accounts/invitation_sign_in.html", {"invitation": invitation, **_words(invitation)})
    return _welcome_newcomer(request, invitation)


def _welcome_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"invitation": invitation, "theirs": request.user.email == invitation.email, **_words(invitation)}
    if request.method == "POST":
        try:
            actions.accept(user=request.user, invitation=invitation)
        except actions.NotInForce:
            return _not_in_force(request)
        except ValidationError as invalid:
            messages.error(request, " ".join(invalid.messages))
            return redirect("desk")
        del request.session[BEHIND]
        messages.success(request, _("You have accepted the invitation."))
        return redirect("desk")
    return render(request, "accounts/invitation_accept.html", context)


def _welcome_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_with_new_account(invitation=invitation, **form.cleaned_data)
        except actions.NotInForce:
            return _not_in_force(request)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            del request.session[BEHIND]
            messages.success(request, _("Your account is ready. Sign in with your e-mail and the new password."))
            return redirect("account_login")
    context = {"form": form, "invitation": invitation, **_words(invitation)}
    return render(request, "accounts/invitation_newcomer.html", context, status=422 if form.errors else 200)


def _not_in_force(request: HttpRequest) -> HttpResponse:
    """One answer for the unknown, the used, the expired and the revoked."""
    request.session.pop(BEHIND, None)
    return render(request, "accounts/invitation_gone.html", status=404)


def _words(invitation: Invitation) -> dict[str, Any]:
    return {"what_for": tables.in_words(invitation)}
