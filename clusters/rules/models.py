"""Rule sets and their versions. A version is written once: an edit makes the next one."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import TimestampedModel, today
from clusters.models.naming import Named, in_active_language
from clusters.rules.enums import Purpose, Subject
from clusters.rules.language import Group, parse


class RuleSet(Named, TimestampedModel):
    code = models.SlugField(_("address"), max_length=60, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    subject = models.CharField(_("judges"), max_length=12, choices=Subject)
    act_ru = models.CharField(_("source in Russian"), max_length=500, blank=True)
    act_en = models.CharField(_("source in English"), max_length=500, blank=True)
    act_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    note_ru = models.TextField(_("note in Russian"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["purpose", "name_ru", "id"]
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose=Purpose.STANDING, subject=Subject.CLUSTER)
                | (~Q(purpose=Purpose.STANDING) & Q(subject=Subject.ORGANISATION)),
                name="rule_set_judges_what_it_is_for",
                violation_error_message=_("Judges: standing is that of a cluster, the rest that of an organisation."),
            )
        ]

    @property
    def act(self) -> str:
        return in_active_language(self, "act")

    @property
    def note(self) -> str:
        return in_active_language(self, "note")

    def get_absolute_url(self) -> str:
        return reverse("clusters:rule-set-detail", args=[self.code])


class RuleSetVersionQuerySet(models.QuerySet):
    def on(self, date: dt.date) -> "RuleSetVersionQuerySet":
        """Those begun by the date, the one in force first within a set."""
        return self.filter(valid_from__lte=date).order_by("rule_set_id", "-valid_from", "-number")


class RuleSetVersion(models.Model):
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="versions", verbose_name=_("rule set"))
    number = models.PositiveIntegerField(_("number"))
    valid_from = models.DateField(_("valid from"), default=today)
    content = models.JSONField(_("rules"))
    reason = models.CharField(_("reason of the change"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["rule_set", "-number"]
        verbose_name = _("version of a rule set")
        verbose_name_plural = _("versions of rule sets")
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "number"],
                name="rule_set_version_number_once",
                violation_error_message=_(
                    "Someone has changed these rules just now. Reload the page and repeat the change."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_set} · {self.number}"

    @property
    def rules(self) -> Group:
        return parse(self.content)
