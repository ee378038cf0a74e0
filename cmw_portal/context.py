"""What every page is told: theme, languages, navigation, and whether the figures shown are a demonstration."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.inbox.queries import unread_count

THEMES = ("light", "dark", "auto")


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "auto")
    return theme if theme in THEMES else "auto"


def _navigation(path: str) -> list[dict[str, Any]]:
    items = (
        (_("Clusters"), "/clusters/"),
        (_("Organisations"), "/organisations/"),
        (_("Territories"), "/territories/"),
        (_("Indicators"), "/indicators/"),
        (_("Reports"), "/reports/"),
        (_("Councils"), "/councils/"),
        (_("Partners"), "/partners/"),
        (_("Support"), "/support/"),
        (pgettext("navigation", "Acts"), "/acts/"),
    )
    base = reverse("home")
    return [
        {"label": label, "url": base + address[1:], "here": path.startswith(base + address[1:])}
        for label, address in items
    ]


def _demo_installation() -> bool:
    return get_user_model()._default_manager.filter(is_demo=True).exists()


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html; nothing here touches the database until a template asks for it."""
    theme = _theme(request)
    names = {
        "light": pgettext("theme", "Light"),
        "dark": pgettext("theme", "Dark"),
        "auto": pgettext("theme", "As in the system"),
    }
    return {
        "theme": theme,
        "themes": [{"code": code, "label": names[code], "here": code == theme} for code in THEMES],
        "languages": [
            {"code": code, "label": {"ru": "Русский", "en": "English"}[code], "here": get_language() == code}
            for code, _name in settings.LANGUAGES
        ],
        "navigation": _navigation(request.path),
        "here": request.get_full_path(),
        "demo_installation": SimpleLazyObject(_demo_installation),
        "unread_notices": SimpleLazyObject(lambda: unread_count(getattr(request, "user", None))),
    }
