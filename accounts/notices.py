"""The outbox: an action writes what a person is to be told; a task sends it when the action has been committed."""

from django.utils import translation

from accounts.models import Notice, User


def notify(*, recipient: User, kind: str, subject: object, body: object, link: str = "") -> Notice:
    """One row of the outbox, in the caller's transaction.

    `subject` and `body` may be lazy translations: they are put into the recipient's language here, whoever acts.
    `link` is an address inside the portal, beginning with a slash.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"link={link!r} leads out of the portal. Give a path like /reports/….")
    with translation.override(recipient.language):
        # A line break in a subject would begin another header of the letter.
        title, text = " ".join(str(subject).split()), str(body)
    return Notice.objects.create(recipient=recipient, kind=kind, subject=title[:200], body=text, link=link)
