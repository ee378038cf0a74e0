"""Reads of the pages of notices."""

from django.db.models import QuerySet

from accounts.access import Person
from accounts.models import Notice, User
from accounts.notices.groups import BY_CODE, kinds_of

UNREAD = "unread"


def unread_count(user: Person | None) -> int:
    """For the head of every page; a stranger has none and nothing is asked of the database."""
    if user is None or not user.is_authenticated:
        return 0
    return Notice.objects.unread().filter(recipient=user).count()


def notices_of(user: User, *, show: str = "", group: str = "") -> QuerySet[Notice]:
    """A person's notices, the newest first; `show` and `group` narrow them where they are known words."""
    found = Notice.objects.filter(recipient=user)
    if show == UNREAD:
        found = found.unread()
    if group in BY_CODE:
        found = found.filter(kinds_of(BY_CODE[group]))
    return found.order_by("-pk")
