"""Kinds of shared infrastructure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InfrastructureKind(TextChoices):
    TRANSPORT = "transport", pgettext_lazy("infrastructure", "Transport")
    LOGISTICS = "logistics", pgettext_lazy("infrastructure", "Logistics and storage")
    NETWORK = "network", _("Networks and computing")
    RESEARCH_CENTRE = "research_centre", pgettext_lazy("infrastructure", "Research centre")
    LABORATORY = "laboratory", pgettext_lazy("infrastructure", "Laboratory")
    EDUCATION = "education", pgettext_lazy("infrastructure", "Education and training")
    INNOVATION = "innovation", _("Innovation platform")
    INDUSTRIAL_PARK = "industrial_park", _("Industrial or technology park")
    OTHER = "other", pgettext_lazy("infrastructure", "Other")
