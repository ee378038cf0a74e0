"""Sends the letters of invitations.

The secret is made at the moment of sending and is nowhere but in the letter. Delivery is at least once: if the sender
dies after the mail server took the letter, another sends a second letter with a new link, and that one works.
"""

import datetime as dt
import logging
from smtplib import SMTPException
from urllib.parse import urlsplit

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.invitations import links
from accounts.invitations.enums import LetterState
from accounts.invitations.models import MAX_ATTEMPTS, Invitation
from accounts.invitations.purposes import purpose_of

logger = logging.getLogger(__name__)
BATCH = 200
FIRST_PAUSE = dt.timedelta(minutes=1)


@shared_task
def send_invitations() -> int:
    """Send every letter that is due, each by exactly one sender; the number sent."""
    due = Invitation.objects.due().order_by("not_before").values_list("pk", flat=True)[:BATCH]
    return sum(_send(pk) for pk in list(due) if Invitation.objects.claim(pk))


def wake() -> None:
    """Send the wake-up when the transaction has ended. A broker that is away costs half a minute, not the letter."""
    transaction.on_commit(_wake)


def _wake() -> None:
    try:
        send_invitations.apply_async(retry=False)
    except Exception:
        logger.exception("no wake-up for invitations: the beat will find them")


def _send(pk: int) -> bool:
    invitation = Invitation.objects.select_related("invited_by").get(pk=pk)
    secret = links.new_secret()
    if not _note(invitation, link_digest=links.digest_of(secret)):
        return False
    try:
        letter(invitation, secret).send()
    except (OSError, SMTPException) as error:
        logger.warning("invitation %s, attempt %s: %s", pk, invitation.attempts, type(error).__name__)
        # The pause doubles: 1, 2, 4, 8, 16 minutes.
        pause = FIRST_PAUSE * 2 ** (invitation.attempts - 1)
        state = LetterState.QUEUED if invitation.attempts < MAX_ATTEMPTS else LetterState.FAILED
        _note(invitation, letter=state, not_before=timezone.now() + pause)
        return False
    return bool(_note(invitation, letter=LetterState.SENT, sent_at=timezone.now()))


def letter(invitation: Invitation, secret: str) -> EmailMessage:
    with translation.override(invitation.language):
        purpose = purpose_of(invitation.purpose)
        context = {
            "invitation": invitation,
            "title": purpose.title,
            "where": purpose.where(invitation),
            "address": links.address_of(secret),
        }
        body = render_to_string("accounts/mail/invitation.txt", context)
        subject = f"{_('CMW Cluster Portal')}: {_('invitation')}"
    host = urlsplit(settings.BASE_URL).hostname
    headers = {
        "Message-ID": f"<invitation-{invitation.public_id}-{invitation.attempts}-{secret[:6]}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, to=[invitation.email], headers=headers)


def _note(invitation: Invitation, **values: object) -> int:
    # Only the claim of this attempt may be written: a later sender has a higher number, a revoked one has no sender.
    mine = Invitation.objects.open().filter(pk=invitation.pk, letter=LetterState.SENDING, attempts=invitation.attempts)
    return mine.update(**values)
