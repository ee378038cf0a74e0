"""A council for each cluster; the demonstration people hold office in the one of tourism."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from clusters.models import Cluster
from councils import actions
from councils.models import Council, CouncilAssignment

ASSIGNED_FROM = dt.date(2024, 1, 1)
NAMES = {
    "tourism": ("Координационный совет туристского кластера", "Coordinating Council of the Tourism Cluster"),
    "agro-industrial": (
        "Координационный совет агропромышленного кластера",
        "Coordinating Council of the Agro-industrial Cluster",
    ),
    "industrial": ("Координационный совет промышленного кластера", "Coordinating Council of the Industrial Cluster"),
}


@transaction.atomic
def load(users: Mapping[str, User]) -> None:
    """Safe to repeat: makes what is missing."""
    clusters = Cluster.objects.in_bulk(field_name="slug")
    for slug, (name_ru, name_en) in NAMES.items():
        given = {"cluster": clusters[slug], "name_ru": name_ru, "name_en": name_en, "is_demo": True}
        Council.objects.get_or_create(slug=slug, defaults=given)
    council = Council.objects.get(slug="tourism")
    for role in ("chair", "secretary", "council_member"):
        if role in users and not CouncilAssignment.objects.filter(user=users[role], role=role).exists():
            actions.assign_council_role(by=None, user=users[role], council=council, role=role, valid_from=ASSIGNED_FROM)
