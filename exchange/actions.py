"""Keep, rename and delete a filter of a register. The trail knows that it was done, not what the person looks for."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from exchange.models import SavedFilter

MOST = 50


@transaction.atomic
def save_filter(*, by: User, page: str, query: str, name: str) -> SavedFilter:
    """Keep `query` of the register at the address `page`. The same name again takes the new parameters."""
    User.objects.select_for_update().get(pk=by.pk)
    own = SavedFilter.objects.filter(owner=by)
    kept = own.filter(page=page, name=name.strip()).first()
    if kept is None and own.count() >= MOST:
        raise ValidationError(
            _("You have %(number)s saved filters. Delete one that you no longer need.") % {"number": MOST}
        )
    kept = kept or SavedFilter(owner=by, page=page, name=name.strip())
    kept.query = query
    _store(kept)
    audit.record(by=by, verb="exchange.save_filter", obj=kept)
    return kept


@transaction.atomic
def rename_filter(*, by: User, saved: SavedFilter, name: str) -> SavedFilter:
    saved.name = name.strip()
    _store(saved)
    audit.record(by=by, verb="exchange.rename_filter", obj=saved)
    return saved


@transaction.atomic
def delete_filter(*, by: User, saved: SavedFilter) -> None:
    audit.record(by=by, verb="exchange.delete_filter", obj=saved)
    saved.delete()


def _store(saved: SavedFilter) -> None:
    saved.full_clean()
    saved.save()
