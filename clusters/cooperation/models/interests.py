"""An organisation answers the notice of another."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel
from clusters.cooperation.enums import InterestState
from clusters.cooperation.models.notices import Contact, PartnerNotice
from clusters.models.clusters import Link
from clusters.models.organisations import Organisation


class Interest(Contact, PublicIdModel, TimestampedModel):
    """A message to the organisation that posted the notice, read by these two alone."""

    notice = models.ForeignKey(PartnerNotice, models.PROTECT, related_name="interests", verbose_name=_("notice"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="interests", verbose_name=_("organisation")
    )
    message = models.TextField(_("message"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=InterestState, default=InterestState.SENT)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("sent by")
    )
    reply = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    link = models.OneToOneField(
        Link, models.PROTECT, null=True, blank=True, related_name="interest", verbose_name=_("link")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "organisation"],
                condition=~Q(state=InterestState.WITHDRAWN),
                name="interest_once_per_pair",
                violation_error_message=_(
                    "Message: your organisation has answered this notice already. Look at that answer."
                ),
            ),
            models.CheckConstraint(
                condition=Q(link=None) | Q(state=InterestState.ACCEPTED),
                name="interest_link_after_acceptance",
                violation_error_message=_("Link: it is recorded from an accepted interest only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.notice}"

    def get_absolute_url(self) -> str:
        return reverse("clusters:interest", args=[self.public_id])
