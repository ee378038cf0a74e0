"""Leaf checks of single values."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.enums import Scope


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Example: Europe/Moscow."), code="time_zone", params={"value": value}
        )


def validate_scopes(value: object) -> None:
    """A token carries at least one scope, each known, none twice."""
    known = set(Scope.values)
    if not isinstance(value, list) or not value or len(set(value)) != len(value) or not set(value) <= known:
        raise ValidationError(
            _("Scopes are one or more of: %(known)s."), code="scopes", params={"known": ", ".join(sorted(known))}
        )
