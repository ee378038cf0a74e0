"""Whom a rule set judges and to what end."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    CLUSTER = "cluster", _("a cluster")
    ORGANISATION = "organisation", _("an organisation")


class Purpose(TextChoices):
    STANDING = "standing", _("standing of a cluster")
    ADMISSION = "admission", _("admission to a cluster")
    ELIGIBILITY = "eligibility", _("eligibility for support")
