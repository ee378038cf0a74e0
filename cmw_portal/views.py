"""Pages that gather several rooms: home, search, desk, about; and the answers when something is wrong."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from cmw_portal import queries
from cmw_portal.desk import desk as desk_of
from cmw_portal.glossary import TERMS
from cmw_portal.health import liveness as healthz  # noqa: F401
from cmw_portal.health import readiness as readyz  # noqa: F401

THEMES = {"light", "dark", "auto"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "cmw_portal/home.html", queries.home())


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "cmw_portal/search.html", queries.search(request.GET.get("q", "")))


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "cmw_portal/desk.html", desk_of(request.user))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "cmw_portal/about.html", queries.about())


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "cmw_portal/glossary.html", {"terms": TERMS})


@require_safe
def component_gallery(request: HttpRequest) -> HttpResponse:
    from cmw_portal.charts.samples import gallery_context  # large samples, needed by this page alone

    return render(request, "cmw_portal/component_gallery.html", gallery_context())


@require_http_methods(["GET", "HEAD", "POST"])
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme in a cookie and return to where the person was. Opened as a page it leads home."""
    if request.method != "POST":
        return redirect("home")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    theme = request.POST.get("theme", "auto")
    if theme in THEMES:
        response.set_cookie(
            settings.THEME_COOKIE_NAME,
            theme,
            max_age=60 * 60 * 24 * 365,
            secure=settings.HTTPS,
            samesite="Lax",
            httponly=True,
        )
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Only what the portal itself says of the input: the words of other exceptions are not for readers.
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"reason": reason}, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
