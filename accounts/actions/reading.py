"""What a person has seen."""

from django.utils import timezone

from accounts.models import Notice, User


def mark_notices_read(*, by: User) -> int:
    """Mark one's own notices as read; the number newly marked. Nobody else is concerned: no audit row."""
    return Notice.objects.filter(recipient=by).unread().update(read_at=timezone.now())
