"""Kinds and states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    CLUSTER = "cluster", _("Cluster report")
    TERRITORY_PROFILE = "territory_profile", _("Territory profile")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
