"""Facilities that public sources name: each with its operator and the page it was read on.

Rows are only ever added: what a coordinator has corrected or closed since is theirs and stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from clusters.infrastructure.models import InfrastructureObject
from clusters.models import Cluster, Organisation, Territory
from clusters.reference import read
from clusters.stable_ids import stable_public_id

_COPIED = (
    "name_ru",
    "name_en",
    "kind",
    "description_ru",
    "description_en",
    "capacity_ru",
    "capacity_en",
    "since",
    "source_url",
)


@dataclass(frozen=True)
class Loaded:
    """How many rows were missing and have been added."""

    objects: int


@transaction.atomic
def load() -> Loaded:
    """Add what is missing. A second call changes nothing."""
    loaded = Loaded(add(read("infrastructure.csv"), "infrastructure", is_demo=False))
    if loaded.objects:
        audit.record(by=None, verb="clusters.load_infrastructure", after=vars(loaded))
    return loaded


def add(rows: Iterable[Mapping[str, str]], source: str, *, is_demo: bool) -> int:
    """Objects of a file whose operators are named as in the file of organisations; the number of those added."""
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    clusters = Cluster.objects.in_bulk(field_name="slug")
    number = 0
    for row in rows:
        public_id = stable_public_id(source, row["name_ru"], row["territory"])
        if InfrastructureObject.objects.filter(public_id=public_id).exists():
            continue
        operator = stable_public_id("reference", row["operator"]) if row["operator"] else ""
        obj = InfrastructureObject(
            public_id=public_id,
            territory=territories[row["territory"]],
            operator=Organisation.objects.filter(public_id=operator).first(),
            is_demo=is_demo,
            **{name: row[name] for name in _COPIED},
        )
        obj.full_clean()
        obj.save()
        obj.clusters.set([clusters[slug] for slug in row["clusters"].split(";") if slug])
        number += 1
    return number
