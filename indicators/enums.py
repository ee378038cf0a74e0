"""Kinds and states of the indicators room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DimensionKind(models.TextChoices):
    CRITERION = "criterion", _("criterion of sustainable competitiveness")
    MECHANISM = "mechanism", _("mechanism of influence")


class Direction(models.IntegerChoices):
    LOWER = -1, _("lower is better")
    NEUTRAL = 0, _("neither direction is better")
    HIGHER = 1, _("higher is better")


class Basis(models.TextChoices):
    """Who makes the figure: official statistics or the portal from its own registers."""

    OFFICIAL = "E", _("official statistics")
    PORTAL = "P", _("the portal's own registers and surveys")


class Frequency(models.TextChoices):
    YEAR = "A", _("year")
    HALF = "S", _("half-year")
    QUARTER = "Q", _("quarter")
    MONTH = "M", _("month")
    DAY = "D", _("on a date")
    CUMULATIVE = "C", _("from the beginning of the year")


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    VERIFIED = "verified", _("verified")
    OFFICIAL = "official", _("official")
    IMPORTED = "imported", _("from an open source")
    IMPUTED = "imputed", _("estimated")
    DEMO = "demo", _("demonstration")


#: What anyone may read when the subject is a territory.
PUBLIC_STATUSES = (Status.OFFICIAL, Status.IMPORTED, Status.VERIFIED)
#: Only a published figure can be withheld by its publisher: everything else has a value.
SUPPRESSIBLE_STATUSES = PUBLIC_STATUSES
