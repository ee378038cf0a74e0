"""A notice is its recipient's alone."""

from django.http import Http404

from accounts.models import Notice, User


def notice_for_reading(user: User, pk: int) -> Notice:
    """Http404 alike for no such notice and for somebody else's."""
    found = Notice.objects.filter(pk=pk, recipient=user).first()
    if found is None:
        raise Http404
    return found
