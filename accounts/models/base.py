"""Abstract bases that every room builds its models on."""

import datetime as dt
import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Crockford's alphabet leaves out I, L, O and U: an address read over the telephone stays unambiguous.
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 12


def new_public_id() -> str:
    """Twelve characters, 60 random bits."""
    return "".join(secrets.choice(CROCKFORD) for _position in range(PUBLIC_ID_LENGTH))


def today() -> dt.date:
    """The date in the portal's own time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


class PublicIdModel(models.Model):
    """An address that is a word of its own: it neither counts rows nor is ever given out again."""

    public_id = models.CharField(
        _("public id"), max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )

    class Meta:
        abstract = True


class TimestampedModel(models.Model):
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet):
    def on(self, date: dt.date) -> Self:
        """Rows in force on the date; the last day of a row is the day before `valid_until`."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=date), valid_from__lte=date)

    def current(self) -> Self:
        return self.on(today())


class DatedModel(models.Model):
    """In force from `valid_from` (inclusive) to `valid_until` (exclusive; null = open)."""

    valid_from = models.DateField(_("valid from"), default=today)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_dates_in_order",
                violation_error_message=_("“Valid until” must be later than “valid from”."),
            )
        ]

    def holds_on(self, date: dt.date) -> bool:
        return self.valid_from <= date and (self.valid_until is None or date < self.valid_until)

    @property
    def is_current(self) -> bool:
        return self.holds_on(today())
