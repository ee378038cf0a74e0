"""What the registry knows from public sources: territories, the three clusters, real organisations with a sourced fact each.

Rows are only ever added: what an administrator has corrected since is theirs and stays.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts import audit
from clusters.models import Cluster, Organisation, SourcedFact, Territory
from clusters.stable_ids import stable_public_id

DATA = Path(__file__).parent / "data"
_NUMBERS = ("centre_lat", "centre_lon", "area_km2", "population")


@dataclass(frozen=True)
class Loaded:
    """How many rows were missing and have been added."""

    territories: int
    clusters: int
    organisations: int


def read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load() -> Loaded:
    """Add what is missing. A second call changes nothing."""
    loaded = Loaded(_territories(), _clusters(), _organisations())
    if loaded != Loaded(0, 0, 0):
        audit.record(by=None, verb="clusters.load_reference", after=vars(loaded))
    return loaded


def _territories() -> int:
    added = 0
    known = {territory.code: territory for territory in Territory.objects.without_outlines()}
    for row in read("territories.csv"):
        if row["code"] in known:
            continue
        parent = known.get(row.pop("parent"))
        numbers = {name: row.pop(name) or None for name in _NUMBERS}
        known[row["code"]] = Territory.objects.create(parent=parent, **numbers, **row)
        added += 1
    return added


def _clusters() -> int:
    known = set(Cluster.objects.values_list("slug", flat=True))
    missing = [row for row in read("clusters.csv") if row["slug"] not in known]
    for row in missing:
        Cluster.objects.create(**row)
    return len(missing)


def _organisations() -> int:
    known = set(Organisation.objects.values_list("public_id", flat=True))
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    clusters = Cluster.objects.in_bulk(field_name="slug")
    added = 0
    for row in read("organisations.csv"):
        public_id = stable_public_id("reference", row["name_ru"])
        if public_id in known:
            continue
        organisation = Organisation.objects.create(
            public_id=public_id,
            territory=territories.get(row["municipality"]),
            **{name: row[name] for name in ("name_ru", "name_en", "legal_form", "kind", "sector")},
        )
        organisation.field_clusters.set([clusters[slug] for slug in row["clusters"].split(";") if slug])
        _facts(organisation, row)
        added += 1
    return added


def _facts(organisation: Organisation, row: dict[str, str]) -> None:
    for kind, dated in (("activity", ""), ("fact", row["fact_dated"])):
        SourcedFact.objects.create(
            organisation=organisation,
            text_ru=row[f"{kind}_ru"],
            text_en=row[f"{kind}_en"],
            dated=dated,
            source_url=row["source_url"],
        )
