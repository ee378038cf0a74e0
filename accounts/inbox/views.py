"""The pages of notices. Nothing changes by opening a page: reading is marked and letters are stopped by POST."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import mark_notices_read
from accounts.inbox import actions, queries
from accounts.inbox.access import notice_for_reading
from accounts.inbox.forms import InboxFilterForm, WishesForm
from accounts.models import User
from accounts.notices import channels, unsubscribing, visibility
from accounts.notices.groups import ACCOUNT, BY_CODE, group_of

PER_PAGE = 25


def _crumbs(*last: tuple[str, str]) -> list[dict[str, str]]:
    places = [(_("Your account"), reverse("accounts:profile")), (_("Notices"), reverse("accounts:notice-list")), *last]
    return [{"label": label, "url": url} for label, url in places]


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    form = InboxFilterForm(request.GET)
    chosen = {name: request.GET.get(name, "") for name in form.fields}
    page = Paginator(queries.notices_of(request.user, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    seen = visibility.open_to(request.user, page.object_list)
    context = {
        "filter": {"form": form},
        "narrowed": any(chosen.values()),
        "total": page.paginator.count,
        "page_obj": page,
        "entries": [
            {"notice": notice, "group": group_of(notice.kind).label, "open": notice.pk in seen} for notice in page
        ],
        "breadcrumbs": _crumbs()[:1],
    }
    return render(request, "accounts/notice_list.html", context)


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks as read and goes on to what the notice tells of, where that is still open."""
    notice = notice_for_reading(request.user, pk)
    actions.mark_read(by=request.user, notice=notice)
    following = "follow" in request.POST and notice.link and visibility.is_open(request.user, notice)
    return redirect(notice.link if following else "accounts:notice-list")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    mark_notices_read(by=request.user)
    return redirect("accounts:notice-list")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_wishes(request: HttpRequest) -> HttpResponse:
    form = WishesForm(
        request.POST or None, wishes=channels.wishes_of(request.user), hours=channels.hours_of(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(by=request.user, wishes=form.chosen(), **form.hours())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your wishes have been saved."))
            return redirect("accounts:notice-wishes")
    context = {"form": form, "fixed": ACCOUNT.label, "breadcrumbs": _crumbs()}
    return render(request, "accounts/notice_wishes.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, word: str) -> HttpResponse:
    """The page of a letter's last line, and the address a mail program posts to (RFC 8058): the signed word is the right.

    No cookie is asked for, so a forged POST would need the word; and all that it can do is to stop letters.
    """
    found = unsubscribing.read(word)
    if found is None:
        raise Http404
    pk, scope = found
    label = BY_CODE[scope].label if scope in BY_CODE else ""
    if request.method == "POST":
        # The answer is the same for an account that is closed: a letter tells nothing about its reader.
        if user := User.objects.filter(pk=pk, is_active=True).first():
            actions.unsubscribe(user=user, scope=scope)
        return render(request, "accounts/notice_unsubscribed.html", {"label": label})
    return render(request, "accounts/notice_unsubscribe.html", {"label": label})
