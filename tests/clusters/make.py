"""Small rows of the registry for its tests."""

import datetime as dt
from typing import Any

from clusters.models import Cluster, Link, Membership, Organisation, Territory
from clusters.stable_ids import stable_public_id

LONG_AGO = dt.date(2020, 1, 1)
INN, OTHER_INN = "7707083893", "7736050003"  # published numbers of two very large companies


def territory(code: str = "KISL", **fields: Any) -> Territory:
    values = {"name_ru": "Кисловодск", "name_en": "Kislovodsk", "level": "municipality", "in_cmw": "full"}
    return Territory.objects.get_or_create(code=code, defaults={**values, **fields})[0]


def cluster(slug: str = "tourism", **fields: Any) -> Cluster:
    values = {"name_ru": "Туристский кластер", "name_en": "Tourism Cluster"}
    return Cluster.objects.get_or_create(slug=slug, defaults={**values, **fields})[0]


def organisation(name: str = "Санаторий «Каштан»", **fields: Any) -> Organisation:
    return Organisation.objects.create(name_ru=name, **{"kind": "sanatorium", **fields})


def member(of: Cluster, name: str = "Санаторий «Каштан»", **dates: Any) -> Organisation:
    found = organisation(name)
    Membership.objects.create(organisation=found, cluster=of, **{"valid_from": LONG_AGO, **dates})
    return found


def many(number: int, of: Cluster, place: Territory) -> list[Organisation]:
    """Members of one cluster in one place, each linked to the first."""
    made = [
        Organisation(
            public_id=stable_public_id(str(n)), name_ru=f"Санаторий {n:03d}", kind="sanatorium", territory=place
        )
        for n in range(number)
    ]
    Organisation.objects.bulk_create(made)
    Membership.objects.bulk_create(Membership(organisation=row, cluster=of, valid_from=LONG_AGO) for row in made)
    Link.objects.bulk_create(Link(supplier=made[0], recipient=row, kind="supplies") for row in made[1:])
    return made


def replaced(number: int, of: Cluster, place: Territory) -> list[Organisation]:
    """As `many`, in place of what was there."""
    for model in (Link, Membership, Organisation):
        model.objects.all().delete()
    return many(number, of, place)
