"""What a person asks of a register again and again, kept under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel


class SavedFilter(PublicIdModel):
    """`page` is the name of the register's address, `query` its parameters as the register itself would write them."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name=_("owner")
    )
    page = models.CharField(_("register"), max_length=80)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("parameters"), max_length=2000)
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_name_once",
                fields=["owner", "page", "name"],
                violation_error_message=_("You have saved a filter of this name here already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.name}"
