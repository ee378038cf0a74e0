"""What is one's own in this room is nobody else's."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Person
from accounts.models import User
from exchange.models import SavedFilter


def saved_filters_of(user: Person) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(owner=user) if isinstance(user, User) else SavedFilter.objects.none()


def saved_filter_for_change(user: Person, public_id: str) -> SavedFilter:
    """Http404 alike for an unknown filter and for another person's."""
    found = saved_filters_of(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("There is no saved filter at this address."))
    return found
