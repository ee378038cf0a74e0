"""Tokens of the REST interface: shown once, kept as a SHA-512 digest, closed rather than deleted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager

from accounts.models.base import PublicIdModel
from accounts.networks import validate_networks
from accounts.validators import validate_scopes


class ApiTokenQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Neither revoked nor expired."""
        return self.filter(Q(expiry=None) | Q(expiry__gt=timezone.now()), revoked_at=None)


class ApiToken(AbstractAuthToken, PublicIdModel):
    name = models.CharField(_("name"), max_length=100, help_text=_("What it is for: the program or the place."))
    scopes = models.JSONField(_("allowed to"), default=list, validators=[validate_scopes])
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )
    networks = models.JSONField(
        _("allowed networks"),
        default=list,
        blank=True,
        validators=[validate_networks],
        help_text=_("Addresses it may be used from; empty = from anywhere."),
    )
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    last_used_address = models.GenericIPAddressField(_("last used from"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AuthTokenManager.from_queryset(ApiTokenQuerySet)()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created", "public_id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and (self.expiry is None or self.expiry > timezone.now())

    def allows(self, scope: str) -> bool:
        return scope in self.scopes
