"""A version of the method: data that a report cites and that never changes."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class MethodVersionQuerySet(models.QuerySet):
    def newest(self, code: str) -> "MethodVersion":
        """The version loaded last under this code; raises MethodVersion.DoesNotExist where reference data is not loaded."""
        return self.filter(code=code).latest("pk")


class MethodVersion(models.Model):
    code = models.SlugField(_("code"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    config = models.JSONField(_("settings"))
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    loaded_at = models.DateTimeField(_("loaded"), auto_now_add=True)

    objects = MethodVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("method version")
        verbose_name_plural = _("method versions")
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="method_version_once",
                violation_error_message=_("This version of the method exists already. Give the new one a new number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def name(self) -> str:
        names = self.config.get("name", {})
        return names.get(get_language() or "ru") or names.get("ru", self.code)
