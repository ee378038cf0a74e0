"""Applications for support that a person made, among what the portal knows of that person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import sources
from clusters.support.enums import ApplicationState
from clusters.support.models import SupportApplication


def _written(user: User) -> list[dict[str, Any]]:
    rows = SupportApplication.objects.filter(made_by=user).select_related("measure", "organisation")
    return [
        {
            "public_id": row.public_id,
            "measure": row.measure.name,
            "organisation": row.organisation.name,
            "state": ApplicationState(row.state).label,
            "submitted_at": row.submitted_at,
            "purpose_of_support": row.purpose,
        }
        for row in rows.order_by("-pk")
    ]


def register() -> None:
    """What is asked for concerns an organisation and stays; who asked is named by number alone."""
    columns = (
        ("measure", _("Measure")),
        ("organisation", _("Organisation")),
        ("state", _("State")),
        ("submitted_at", _("When")),
        ("purpose_of_support", _("Text")),
    )
    sources.register(sources.Source("support_applications", _("Applications for support"), _written, columns=columns))
