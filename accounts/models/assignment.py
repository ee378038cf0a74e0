"""Who holds which role, where and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.base import DatedModel, TimestampedModel

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
        return f"{self.user}: {self.role}"


class PortalAssignment(AssignmentBase):
    """A role whose context is the whole portal."""

    class Meta(AssignmentBase.Meta):
        verbose_name = _("role in the portal")
        verbose_name_plural = _("roles in the portal")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            *AssignmentBase.Meta.constraints,
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
