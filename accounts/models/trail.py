"""What stands beside the chain of the audit trail: addresses that can be erased, objects concerned, checks made."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import TrailCheckKind
from accounts.models.audit import AuditEvent


class AuditAddressKey(models.Model):
    """The key of one month, under which the chain keeps what stands for an address. Destroyed together with the addresses."""

    month = models.DateField(_("month"), primary_key=True)
    secret = models.CharField(_("key"), max_length=64)

    class Meta:
        verbose_name = _("key of addresses")
        verbose_name_plural = _("keys of addresses")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class AuditAddress(models.Model):
    """From where a deed was done: personal data, therefore not in the chain and erased when its time is over."""

    event = models.OneToOneField(
        AuditEvent, models.PROTECT, primary_key=True, related_name="origin", verbose_name=_("audit event")
    )
    address = models.GenericIPAddressField(_("network address"))
    agent = models.CharField(_("program"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), db_index=True)

    class Meta:
        verbose_name = _("address of a deed")
        verbose_name_plural = _("addresses of deeds")

    def __str__(self) -> str:
        return f"{self.event_id}"


class AuditSubject(models.Model):
    """An object that an event concerns besides its own, for instance one of many figures read in a list."""

    event = models.ForeignKey(AuditEvent, models.PROTECT, related_name="subjects", verbose_name=_("audit event"))
    object_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    object_id = models.CharField(_("object"), max_length=80)

    class Meta:
        verbose_name = _("object concerned")
        verbose_name_plural = _("objects concerned")
        indexes = [models.Index(fields=["object_id", "object_type", "event"], name="accounts_auditsubject_object")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"


class TrailCheck(models.Model):
    """A checkpoint that was written or a verification that was made."""

    kind = models.CharField(_("kind"), max_length=12, choices=TrailCheckKind)
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    rows = models.PositiveBigIntegerField(_("rows"), default=0)
    problems = models.JSONField(_("problems"), default=list)
    digest = models.CharField(_("digest of the checkpoint"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("check of the trail")
        verbose_name_plural = _("checks of the trail")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "id"], name="accounts_trailcheck_kind")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=TrailCheckKind.values), name="accounts_trailcheck_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%Y-%m-%d %H:%M}"
