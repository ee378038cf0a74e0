"""Applications to clusters that a person handed in, among what the portal knows of that person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal_data import sources
from clusters.membership.enums import ApplicationState
from clusters.membership.models import MembershipApplication


def _written(user: User) -> list[dict[str, Any]]:
    rows = MembershipApplication.objects.filter(submitted_by=user).select_related("cluster", "organisation")
    return [
        {
            "public_id": row.public_id,
            "cluster": row.cluster.name,
            "organisation": row.organisation.name if row.organisation else row.proposed_name,
            "state": ApplicationState(row.state).label,
            "submitted_at": row.submitted_at,
            "statement": row.statement_ru,
        }
        for row in rows.order_by("-pk")
    ]


def register() -> None:
    """What is applied for concerns an organisation and stays; the applicant is named by number alone."""
    columns = (
        ("organisation", _("Organisation")),
        ("cluster", _("Cluster")),
        ("state", _("State")),
        ("submitted_at", _("When")),
        ("statement", _("Text")),
    )
    sources.register(
        sources.Source("membership_applications", _("Applications to clusters"), _written, columns=columns)
    )
