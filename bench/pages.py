"""List pages at 100,000 organisations against the same pages at 1,000, through the portal's own views.

Say with DATABASE_URL where: PostgreSQL is what the promise is about; without it the measure runs on SQLite.
"""

import time
from collections.abc import Callable
from typing import Any

from bench.exports import database

FEW, MANY, ROUNDS, LIMIT = 1_000, 100_000, 7, 1.2
KINDS = ("sanatorium", "hotel", "farm", "processor", "manufacturer")
PAGES = {
    "organisations": "/organisations/",
    "organisations, second page": "/organisations/?page=2",
    "organisations, filtered": "/organisations/?kind=hotel&size=small",
    "organisations, sorted": "/organisations/?sort=-name",
    "search": "/search/?q=организация 777",
    "territories": "/territories/",
    "a territory": "/territories/BENCH0/",
    "a cluster": "/clusters/bench/",
    "list of the API": "/api/v1/organisations/",
    "first bytes of the export": "/api/v1/organisations/export/?format=csv",
    "partner search": "/partners/",
    "legal acts": "/acts/",
}


def run() -> list[dict[str, Any]]:
    with database():
        small = measured(FEW)
        large = measured(MANY)
    return [
        {
            "name": f"{name}: {MANY} over {FEW}",
            "value": large[name] / small[name],
            "unit": "times",
            "limit": LIMIT,
            "few_ms": small[name] * 1000,
            "many_ms": large[name] * 1000,
        }
        for name in PAGES
    ]


def measured(number: int) -> dict[str, float]:
    """The shortest of a few rounds of each page, in seconds."""
    from django.test import Client

    fill(number)
    client = Client()
    return {name: shortest(lambda address=address: first_bytes(client, address)) for name, address in PAGES.items()}


def first_bytes(client: Any, address: str) -> None:
    answer = client.get(address, headers={"host": "localhost"})
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    if answer.streaming:
        next(iter(answer.streaming_content))
        answer.close()


def shortest(work: Callable[[], None]) -> float:
    work()
    found = float("inf")
    for _round in range(ROUNDS):
        started = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - started)
    return found


def fill(number: int) -> None:
    """Grow the registry to `number` organisations in eleven towns."""
    import datetime as dt

    from django.db import connection

    from clusters.models import Cluster, Membership, Organisation, Territory

    towns = [
        Territory.objects.get_or_create(
            code=f"BENCH{n}", defaults={"level": "municipality", "name_ru": f"Город {n}", "in_cmw": "full"}
        )[0]
        for n in range(11)
    ]
    cluster = Cluster.objects.get_or_create(slug="bench", defaults={"name_ru": "Кластер"})[0]
    rows = []
    for n in range(Organisation.objects.count(), number):
        row = Organisation(name_ru=f"Организация {n}", kind=KINDS[n % 5], size_class="small" if n % 7 else "micro")
        row.territory, row.search_text = towns[n % 11], f"организация {n}"
        rows.append(row)
    made = Organisation.objects.bulk_create(rows, batch_size=2000)
    long_ago = dt.date(2020, 1, 1)
    # As many members at both sizes: the measure is of the registry's growth, not of the cluster's.
    members = made[:100] if not Membership.objects.exists() else []
    Membership.objects.bulk_create(
        Membership(organisation=row, cluster=cluster, valid_from=long_ago) for row in members
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
