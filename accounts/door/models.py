"""What the door remembers: how often was guessed, and from where a person has come in before."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """The times at which something that is limited was done. Named by a digest: no address of anybody is kept."""

    name = models.CharField(_("name"), max_length=64, primary_key=True)
    moments = models.JSONField(_("moments"), default=list)
    forget_at = models.DateTimeField(_("not needed from"), db_index=True, default=timezone.now)

    class Meta:
        verbose_name = _("tally of attempts")
        verbose_name_plural = _("tallies of attempts")
        ordering = ["-forget_at"]

    def __str__(self) -> str:
        return self.name


class KnownSource(models.Model):
    """A place, told by the digest of its address, from which the person has signed in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_sources", verbose_name=_("person")
    )
    source = models.CharField(_("source"), max_length=64)
    last_used_at = models.DateTimeField(_("last sign-in"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("known source of a person")
        verbose_name_plural = _("known sources of people")
        ordering = ["-last_used_at"]
        constraints = [UniqueConstraint(fields=["user", "source"], name="accounts_knownsource_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.source[:8]}"
