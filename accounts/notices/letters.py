"""Letters as they are sent: text in the recipient's language, addresses of the portal's own name, headers that mean something."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from accounts.models import Digest, Notice, User
from accounts.notices import unsubscribing
from accounts.notices.groups import GROUPS, group_of


def of_notice(notice: Notice) -> EmailMessage:
    group = group_of(notice.kind)
    scope = "" if group.fixed else group.code
    context = {"notice": notice, "address": _address(notice.link)}
    return _letter(notice.recipient, f"notice-{notice.pk}", notice.subject, "notice", scope, context)


def of_digest(digest: Digest, notices: Sequence[Notice]) -> EmailMessage:
    """One letter of what has gathered, by groups in the order of the house."""
    order = {group.code: number for number, group in enumerate(GROUPS)}
    rows = sorted(notices, key=lambda notice: (order[group_of(notice.kind).code], notice.pk))
    with translation.override(digest.recipient.language):
        subject = ngettext("Daily letter: %(number)s notice", "Daily letter: %(number)s notices", len(rows)) % {
            "number": len(rows)
        }
        groups = [
            {"label": str(group.label), "entries": [{"notice": row, "address": _address(row.link)} for row in found]}
            for group, found in groupby(rows, key=lambda row: group_of(row.kind))
        ]
    context = {"groups": groups}
    return _letter(digest.recipient, f"digest-{digest.pk}", subject, "digest", unsubscribing.DAILY_LETTER, context)


def _letter(
    recipient: User, name: str, subject: str, template: str, scope: str, context: dict[str, Any]
) -> EmailMessage:
    """`scope` is what may be unsubscribed from, empty where nothing may. The Message-ID is made from the row: a letter
    sent twice after a sender's death is recognised as one by the reader's mail program."""
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    leave = ""
    if scope:
        leave = _address(reverse("accounts:unsubscribe", args=[unsubscribing.token(recipient, scope)]))
        headers |= {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with translation.override(recipient.language):
        wishes = _address(reverse("accounts:notice-wishes"))
        context |= {"recipient": recipient, "leave": leave, "wishes": wishes}
        body = render_to_string(f"accounts/mail/{template}.txt", context)
    return EmailMessage(subject, body, to=[recipient.email], headers=headers)


def _address(path: str) -> str:
    """BASE_URL and never the name somebody asked by."""
    return f"{settings.BASE_URL}{path}" if path else ""
