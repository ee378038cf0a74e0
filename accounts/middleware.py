"""What happens to every request before a view sees it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.module_loading import import_string

from accounts import request_context

View = Callable[..., HttpResponse]


class RequestContextMiddleware:
    """Gives the request its number, sent back as X-Request-ID, and remembers where it came from."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request_context.accept_or_make(request.headers.get("X-Request-ID", ""))
        request_context.begin(number, request_context.origin_of(request))
        response = self.get_response(request)
        response.headers["X-Request-ID"] = number
        return response


class LanguageMiddleware:
    """The reader's language: the cookie, then the browser, then Russian. No prefix in addresses."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A thread serves many readers: the time zone of the one before must not stay.
        timezone.deactivate()
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class UserLocaleMiddleware:
    """The signed-in person's time zone, and their language unless a cookie has chosen one."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            timezone.activate(request.user.time_zone)
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class SignInRequiredMiddleware:
    """Everything needs sign-in unless the view's name is on the written list.

    The REST interface (namespace `api`) answers for itself: there a stranger gets 401, not a page.
    What a signed-in person is shown is kept by no cache, unless the view says otherwise.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.public = frozenset(import_string(settings.PUBLIC_PAGES))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, view: View, arguments: tuple, keywords: dict) -> HttpResponse | None:
        match = request.resolver_match
        if match.view_name in self.public or match.namespaces[:1] == ["api"] or request.user.is_authenticated:
            return None
        return redirect_to_login(request.get_full_path())
