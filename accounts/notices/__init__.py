"""The outbox: an action writes what a person is to be told; a task sends it when the action has been committed.

Whether a notice goes at once, in the daily letter or only stands in the portal is decided when it is sent: a wish
changed in the meantime counts (`accounts.notices.channels`). What it tells of is asked again then, and when it is shown.
"""

from django.db import models
from django.utils import translation

from accounts.models import Notice, User
from accounts.notices import visibility

__all__ = ["notify", "visibility"]


def notify(
    *,
    recipient: User,
    kind: str,
    subject: object,
    body: object,
    link: str = "",
    about: models.Model | None = None,
    direct: bool = False,
) -> Notice:
    """One row of the outbox, in the caller's transaction.

    `subject` and `body` may be lazy translations: they are put into the recipient's language here, whoever acts.
    `link` is an address inside the portal, beginning with a slash. `about` is the object told of: its model has told
    `visibility.register` who may see it. `direct` is for what concerns this person alone and should not wait for the
    daily letter: an answer to an application, a task given, a computation asked for.
    Raises ValueError for a link out of the portal, LookupError for an `about` of a model that was not registered.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"link={link!r} leads out of the portal. Give a path like /reports/….")
    about_type, about_id = visibility.named(about)
    with translation.override(recipient.language):
        # A line break in a subject would begin another header of the letter.
        title, text = " ".join(str(subject).split()), str(body)
    return Notice.objects.create(
        recipient=recipient,
        kind=kind,
        subject=title[:200],
        body=text,
        link=link,
        about_type=about_type,
        about_id=about_id,
        direct=direct,
    )
