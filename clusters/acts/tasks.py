"""Looking for findings outside a request. A message that is lost costs a night: then the portal looks by itself."""

import logging

from celery import shared_task
from django.db import transaction

from accounts.models import User
from clusters.acts import actions

logger = logging.getLogger(__name__)


@shared_task
def look_for_act_findings(user_id: int | None = None) -> int:
    """Every night for the portal itself, at other times for a person, whose right is asked again; pairs to be checked."""
    looked = actions.look_for_findings(by=None if user_id is None else User.objects.get(pk=user_id))
    return looked.found + looked.returned


def look_later(by: User) -> None:
    """Send the message when the transaction has ended. A broker that is away does not fail the request."""
    transaction.on_commit(lambda: _send(by.pk))


def _send(user_id: int) -> None:
    try:
        look_for_act_findings.apply_async((user_id,), retry=False)
    except Exception:
        logger.exception("no message to look for findings about acts: the night will do it")
