"""Kinds and states of measures of support and of applications for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeasureKind(TextChoices):
    TAX = "tax", _("Tax preference")
    RD = "rd", _("R&D deduction")
    SUBSIDY = "subsidy", _("Subsidy")
    GRANT = "grant", _("Grant")
    LOAN = "loan", _("Preferential loan")
    COFINANCING = "cofinancing", _("Co-financing")
    TRAINING = "training", _("Training")


class MeasureLevel(TextChoices):
    FEDERAL = "federal", _("Federal")
    REGIONAL = "regional", _("Regional")
    MUNICIPAL = "municipal", _("Municipal")


class MeasureState(TextChoices):
    DRAFT = "draft", pgettext_lazy("measure", "draft")
    OPEN = "open", pgettext_lazy("measure", "open")
    CLOSED = "closed", pgettext_lazy("measure", "closed")
    ARCHIVED = "archived", pgettext_lazy("measure", "in the archive")


class ApplicationState(TextChoices):
    DRAFT = "draft", pgettext_lazy("application for support", "draft")
    SUBMITTED = "submitted", pgettext_lazy("application for support", "submitted")
    IN_REVIEW = "in_review", pgettext_lazy("application for support", "in review")
    RETURNED = "returned", pgettext_lazy("application for support", "returned")
    APPROVED = "approved", pgettext_lazy("application for support", "approved")
    REFUSED = "refused", pgettext_lazy("application for support", "refused")
    RECEIVED = "received", pgettext_lazy("application for support", "support received")
    REPORTED = "reported", pgettext_lazy("application for support", "reported on")
    WITHDRAWN = "withdrawn", pgettext_lazy("application for support", "withdrawn")


UNDER_WAY = [
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.IN_REVIEW,
    ApplicationState.RETURNED,
]
"""One organisation has one such application for a measure at a time."""
GRANTED = [ApplicationState.APPROVED, ApplicationState.RECEIVED, ApplicationState.REPORTED]
