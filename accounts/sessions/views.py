"""Where one is signed in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.sessions import actions, queries
from accounts.sessions.access import session_for_ending
from accounts.sessions.devices import device_words
from accounts.sessions.middleware import current_session
from accounts.sessions.models import SignInSession

PAGE_SIZE = 25


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    here = current_session(request)
    page = Paginator(queries.sessions_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "table": _table(page, here),
        "others": page.paginator.count > 1,
        "breadcrumbs": [{"label": _("Your account"), "url": reverse("accounts:profile")}],
    }
    return render(request, "accounts/session_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_end(request: HttpRequest, public_id: str) -> HttpResponse:
    session = session_for_ending(request.user, public_id)
    if request.method == "POST":
        actions.end_session(by=request.user, session=session)
        messages.success(request, _("The session has ended: its next request is refused."))
        return redirect("accounts:session-list")
    crumbs = [{"label": _("Sessions"), "url": reverse("accounts:session-list")}]
    context = {"session": session, "device": device_words(session.user_agent), "breadcrumbs": crumbs}
    return render(request, "accounts/session_end.html", context)


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    ended = actions.end_sessions(by=request.user, user=request.user, but=current_session(request))
    words = ngettext("%(number)s other session has ended.", "%(number)s other sessions have ended.", ended)
    messages.success(request, words % {"number": ended})
    return redirect("accounts:session-list")


def _table(sessions: Any, here: SignInSession | None) -> dict[str, Any]:
    labels = [_("Browser"), _("Signed in"), _("Last seen"), _("Address"), _("What to do")]
    rows = [
        [
            device_words(row.user_agent),
            _moment(row.started_at),
            _moment(row.last_seen_at),
            row.address or "",
            _("this session")
            if here and row.pk == here.pk
            else {"text": _("end"), "url": reverse("accounts:session-end", args=[row.public_id])},
        ]
        for row in sessions
    ]
    return {"caption": _("Where you are signed in"), "columns": [{"label": label} for label in labels], "rows": rows}


def _moment(value: Any) -> str:
    return date_format(timezone.localtime(value), "j E Y, H:i").replace(" ", "\N{NO-BREAK SPACE}")
