"""Rows of the room's lists, as `components/data_table.html` takes them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import Scope
from accounts.models import ApiToken


def token_table(tokens: Iterable[ApiToken]) -> dict[str, Any]:
    labels = [_("Name"), _("Begins with"), _("Allowed to"), _("From"), _("Valid until"), _("Last used"), _("State")]
    return {
        "caption": _("Your tokens"),
        "columns": [{"label": label} for label in labels],
        "rows": [
            [
                token.name,
                f"{token.token_key}…",
                ", ".join(str(Scope(scope).label) for scope in token.scopes),
                " ".join(token.networks) or _("anywhere"),
                _moment(token.expiry),
                {"text": _moment(token.last_used_at), "note": token.last_used_address or ""},
                _token_state(token),
            ]
            for token in tokens
        ],
    }


def _token_state(token: ApiToken) -> str | dict[str, str]:
    if token.revoked_at:
        return _("revoked")
    if not token.is_live:
        return _("expired")
    return {"text": _("in force: revoke"), "url": reverse("accounts:token-revoke", args=[token.public_id])}


def _moment(value: dt.datetime | None) -> str:
    """`22 ноября 2026, 14:05` in the reader's time zone, in one piece."""
    return date_format(timezone.localtime(value), "j E Y, H:i").replace(" ", "\N{NO-BREAK SPACE}") if value else ""
