"""Who holds which role, where and when."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.constraints import NoOverlappingPeriods
from accounts.models.base import DatedModel, DatedQuerySet, TimestampedModel, today
from accounts.roles import ROLES

# Written out, not read from the file: the constraint of a migration does not change with it.
PORTAL_ROLE_CODES = ["administrator", "official", "api_partner"]


def two_persons_rule(name: str, codes: list[str]) -> models.CheckConstraint:
    """Roles `codes`, given by a person, are in force only when another person has confirmed them."""
    return models.CheckConstraint(
        condition=~Q(role__in=codes) | Q(confirmed_at=None) | Q(appointed_by=None) | Q(confirmed_by__isnull=False),
        name=name,
        violation_error_message=_("This role is given by two persons: one proposes it, another confirms it."),
    )


class AssignmentQuerySet(DatedQuerySet):
    def on(self, date: dt.date) -> Self:
        """Roles held on the date: in force, and confirmed where a second person has to confirm."""
        return super().on(date).filter(confirmed_at__isnull=False)

    def awaiting_confirmation(self) -> Self:
        """Proposed by one person, neither confirmed nor refused by another yet, and not past."""
        unended = Q(valid_until=None) | Q(valid_until__gt=F("valid_from")) & Q(valid_until__gt=today())
        return self.filter(unended, confirmed_at=None)


class AssignmentBase(DatedModel, TimestampedModel):
    """A dated role of a person; the concrete model adds its context and the constraint of its roles.

    Closed with a date, never deleted: the answer to "who could do this in March" must stay. A role taken back on the
    day it was given has an empty period: it was held on no day. A proposal that awaits the second person has no
    `confirmed_at`; what needs no second person is confirmed from the beginning, with nobody's name.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=40)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("appointed by"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False, default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_dates_in_order",
                violation_error_message=_("“Valid until” must not be earlier than “valid from”."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("user")) & ~Q(confirmed_by=F("appointed_by")),
                name="%(app_label)s_%(class)s_confirmed_by_another",
                violation_error_message=_(
                    "A role is confirmed neither by the person who proposed it nor by the one who receives it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role_name}"

    @property
    def role_name(self) -> str:
        """In the active language."""
        return ROLES[self.role].name if self.role in ROLES else self.role

    def holds_on(self, date: dt.date) -> bool:
        return self.confirmed_at is not None and super().holds_on(date)

    @property
    def awaits_confirmation(self) -> bool:
        if self.confirmed_at is not None:
            return False
        return self.valid_until is None or self.valid_until > max(self.valid_from, today())


class PortalAssignment(AssignmentBase):
    """A role whose context is the whole portal."""

    class Meta(AssignmentBase.Meta):
        verbose_name = _("role in the portal")
        verbose_name_plural = _("roles in the portal")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            *AssignmentBase.Meta.constraints,
            two_persons_rule("accounts_portalassignment_two_persons", ["administrator"]),
            models.CheckConstraint(
                condition=Q(role__in=PORTAL_ROLE_CODES),
                name="accounts_portalassignment_role_known",
                violation_error_message=_("This role is not given in the portal as a whole."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(valid_until=None),
                name="accounts_portalassignment_one_open",
                violation_error_message=_("The person already holds this role without an end date."),
            ),
            NoOverlappingPeriods(
                fields=["user", "role"],
                name="accounts_portalassignment_periods_apart",
                violation_error_code="overlap",
                violation_error_message=_(
                    "The person already holds this role in that period. End it first, or choose other dates."
                ),
            ),
        ]
