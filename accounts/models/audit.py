"""The audit trail: rows that are only ever added (database triggers refuse the rest, see `accounts.append_only`)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditStream(models.Model):
    """The head of one chain; its row is the lock that keeps a stream in single file."""

    name = models.CharField(_("stream"), max_length=40, primary_key=True)
    sequence = models.PositiveBigIntegerField(_("last number"), default=0)
    digest = models.CharField(_("last digest"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("audit stream")
        verbose_name_plural = _("audit streams")

    def __str__(self) -> str:
        return self.name


class AuditEvent(models.Model):
    stream = models.CharField(_("stream"), max_length=40)
    sequence = models.PositiveBigIntegerField(_("number"))
    recorded_at = models.DateTimeField(_("recorded"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    verb = models.CharField(_("what was done"), max_length=80)
    object_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    object_id = models.CharField(_("object"), max_length=80, blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    address_hmac = models.CharField(_("what stands for the address"), max_length=64, blank=True)
    previous_digest = models.CharField(_("previous digest"), max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="accounts_auditevent_one_per_number"),
        ]
        indexes = [
            # The newest first within each answer of the search page; `id` tells rows of one instant apart.
            models.Index(fields=["object_id", "object_type", "recorded_at", "id"], name="accounts_audit_object"),
            models.Index(fields=["actor", "recorded_at", "id"], name="accounts_audit_actor"),
            models.Index(fields=["verb", "recorded_at", "id"], name="accounts_audit_verb"),
            models.Index(fields=["stream", "recorded_at", "id"], name="accounts_audit_stream"),
            models.Index(fields=["recorded_at", "id"], name="accounts_audit_recorded"),
            models.Index(fields=["request_id"], condition=~models.Q(request_id=""), name="accounts_audit_request"),
            models.Index(
                fields=["address_hmac", "recorded_at"],
                condition=~models.Q(address_hmac=""),
                name="accounts_audit_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence}: {self.verb}"
