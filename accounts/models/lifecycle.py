"""One row per step in the life of a thing that has states; the audit trail keeps the proof, this keeps the story."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LifecycleStepQuerySet(models.QuerySet):
    def of(self, obj: models.Model) -> "LifecycleStepQuerySet":
        """Steps of one object, the first taken first, with the people who took them."""
        rows = self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))
        return rows.select_related("by").order_by("pk")


class LifecycleStep(models.Model):
    object_type = models.CharField(_("kind of object"), max_length=80)
    object_id = models.CharField(_("object"), max_length=40)
    verb = models.CharField(_("what was done"), max_length=40)
    from_state = models.CharField(_("from state"), max_length=20, blank=True)
    to_state = models.CharField(_("to state"), max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    taken_at = models.DateTimeField(_("when"), auto_now_add=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = LifecycleStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="accounts_lifecycle_object")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}: {self.verb}"
