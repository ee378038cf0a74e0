"""Rows of the list of invitations, as `components/data_table.html` takes them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.invitations.enums import LetterState
from accounts.invitations.models import Invitation
from accounts.invitations.purposes import purpose_of


def invitation_table(invitations: Iterable[Invitation]) -> dict[str, Any]:
    labels = [_("E-mail"), _("What for"), _("Letter"), _("The link works until")]
    rows = [
        [
            {"text": row.email, "url": reverse("accounts:invitation-detail", args=[row.public_id])},
            in_words(row),
            letter_words(row),
            until_words(row),
        ]
        for row in invitations
    ]
    return {
        "caption": _("Invitations without an answer"),
        "columns": [{"label": label} for label in labels],
        "rows": rows,
    }


def invitation_facts(invitation: Invitation) -> list[dict[str, Any]]:
    return [
        {"label": _("What for"), "value": in_words(invitation)},
        {"label": _("Letter"), "value": letter_words(invitation)},
        {"label": _("The link works until"), "value": until_words(invitation)},
        {"label": _("Invited by"), "value": invitation.invited_by.get_full_name()},
    ]


def in_words(invitation: Invitation) -> str:
    """What the person is invited for, with the place where there is one."""
    purpose = purpose_of(invitation.purpose)
    where = purpose.where(invitation)
    return f"{purpose.title}: {where}" if where else str(purpose.title)


def letter_words(invitation: Invitation) -> str:
    return str(LetterState(invitation.letter).label)


def until_words(invitation: Invitation) -> str:
    if invitation.expires_at <= timezone.now():
        return _("expired: send it again")
    text = date_format(timezone.localtime(invitation.expires_at), "j E Y, H:i")
    return text.replace(" ", "\N{NO-BREAK SPACE}")
