"""Who holds which role, where and when."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.base import DatedModel, TimestampedModel
from accounts.roles import ROLES

# Written out, not read from the file: the constraint of a migration does not change with it.
PORTAL_ROLE_CODES = ["administrator", "official", "api_partner"]


class AssignmentBase(DatedModel, TimestampedModel):
    """A dated role of a person; the concrete model adds its context and the constraint of its roles.

    Closed with a date, never deleted: the answer to "who could do this in March" must stay.
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

    class Meta(DatedModel.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.user}: {self.role_name}"

    @property
    def role_name(self) -> str:
        """In the active language."""
        return ROLES[self.role].name if self.role in ROLES else self.role


class PortalAssignment(AssignmentBase):
    """A role whose context is the whole portal."""

    class Meta(AssignmentBase.Meta):
        verbose_name = _("role in the portal")
        verbose_name_plural = _("roles in the portal")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            # An empty period is allowed here: a role taken back on the day it was given was held on no day.
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="accounts_portalassignment_dates_in_order",
                violation_error_message=_("“Valid until” must not be earlier than “valid from”."),
            ),
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
        ]

    def clean(self) -> None:
        """Two periods of one role must not meet: then one end date would not end it."""
        super().clean()
        held = PortalAssignment.objects.filter(user_id=self.user_id, role=self.role).exclude(pk=self.pk)
        held = held.filter(
            Q(valid_until=None) | Q(valid_until__gt=self.valid_from) & Q(valid_until__gt=F("valid_from"))
        )
        if self.valid_until is not None:
            held = held.filter(valid_from__lt=self.valid_until)
        if held.exists():
            raise ValidationError(
                _("The person already holds this role in that period. End it first, or choose other dates.")
            )
