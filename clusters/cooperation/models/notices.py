"""What a member offers or asks for."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PublicIdModel, TimestampedModel, today
from clusters.cooperation.enums import NoticeKind, NoticeState, Subject
from clusters.enums import OrganisationKind
from clusters.models.clusters import Cluster
from clusters.models.naming import in_active_language
from clusters.models.organisations import Organisation
from clusters.models.territories import Territory
from clusters.search import SearchTextField
from clusters.validators import validate_okved_list

MOST_CODES = 10


def validate_codes(codes: object) -> None:
    validate_okved_list(codes)
    if isinstance(codes, list) and len(codes) > MOST_CODES:
        raise ValidationError(_("At most ten codes. Leave those that matter most."))


def validate_kinds(kinds: object) -> None:
    known = set(OrganisationKind.values)
    if not isinstance(kinds, list) or not all(isinstance(kind, str) and kind in known for kind in kinds):
        raise ValidationError(_("Choose kinds from the list."))


class Contact(models.Model):
    """Whom to call. The other side sees it only once an interest has been accepted."""

    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_email = models.EmailField(_("e-mail of the contact person"))
    contact_phone = models.CharField(
        _("telephone of the contact person"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+?[0-9 ()\-]{5,30}$",
                _("A telephone has only digits, spaces, brackets and hyphens, for example +7 87937 12-34-56."),
            )
        ],
    )

    class Meta:
        abstract = True


class PartnerNoticeQuerySet(models.QuerySet):
    def open_on(self, date: dt.date) -> Self:
        """Published and not past the last day, whether or not the sweep has been there already."""
        return self.filter(state=NoticeState.PUBLISHED, last_day__gte=date)

    def public(self) -> Self:
        """Ever published and not withdrawn."""
        return self.filter(state__in=[NoticeState.PUBLISHED, NoticeState.CLOSED, NoticeState.EXPIRED])


class PartnerNotice(Contact, PublicIdModel, TimestampedModel):
    """An offer or a request of one organisation, to one cluster or to the whole region."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partner_notices", verbose_name=_("organisation")
    )
    kind = models.CharField(_("offer or request"), max_length=8, choices=NoticeKind)
    subject = models.CharField(_("what it is about"), max_length=14, choices=Subject)
    title_ru = models.CharField(_("title in Russian"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    text_ru = models.TextField(_("text in Russian"), max_length=4000)
    text_en = models.TextField(_("text in English"), max_length=4000, blank=True)
    okved = models.JSONField(
        _("activities of the partner (OKVED2)"), default=list, blank=True, validators=[validate_codes]
    )
    wanted_kinds = models.JSONField(_("kinds of partners"), default=list, blank=True, validators=[validate_kinds])
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="partner_notices", verbose_name=_("cluster")
    )
    last_day = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    search_text = SearchTextField(sources=("title_ru", "title_en", "text_ru", "text_en"))

    objects = PartnerNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = _("offer or request")
        verbose_name_plural = _("offers and requests")
        indexes = [
            models.Index(fields=["state", "last_day"], name="partner_notice_open"),
            models.Index(fields=["-published_at", "-id"], name="partner_notice_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NoticeState.DRAFT) | Q(published_at__isnull=False),
                name="partner_notice_published_dated",
                violation_error_message=_("State: only a published notice goes on. Publish it first."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("clusters:partner-notice", args=[self.public_id])

    @property
    def title(self) -> str:
        return in_active_language(self, "title")

    @property
    def text(self) -> str:
        return in_active_language(self, "text")

    @property
    def is_open(self) -> bool:
        return self.state == NoticeState.PUBLISHED and self.last_day >= today()
