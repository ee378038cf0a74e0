"""List pages at 100,000 organisations against the same pages at 1,000, through the portal's own views.

The two registries stand side by side in databases of their own, and each page is asked for by turns, now here, now there:
what else the machine is doing weighs on both alike. A value is the ratio of the medians. Say with DATABASE_URL where:
PostgreSQL is what the promise is about; without it the measure runs on SQLite.
"""

import io
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench import _registry

FEW, MANY = int(os.environ.get("FEW", "1000")), int(os.environ.get("MANY", "100000"))
ROUNDS, FEWEST_ROUNDS, LIMIT, FILL_SECONDS = int(os.environ.get("ROUNDS", "25")), 5, 1.2, 60
SECONDS = float(os.environ.get("SECONDS", "240"))  # all pages together; what is left of it is shared by those to come

PAGES = {
    "organisations": "/organisations/",
    "organisations, kind and territory": "/organisations/?kind=hotel&territory=BENCH3",
    "organisations, kind": "/organisations/?kind=hotel",
    "organisations, demonstration or not": "/organisations/?is_demo=false",
    "organisations, a common word": "/organisations/?q=санаторий",
    "organisations, a rare word": "/organisations/?q=жемчужина",
    "organisations, second page": "/organisations/?page=2",
    "organisations, fortieth page": "/organisations/?page=40",
    "organisations, last page": "/organisations/?page=999999",
    "organisations, by name, descending": "/organisations/?sort=-name",
    "organisations, by kind": "/organisations/?sort=kind",
    "organisations, by territory": "/organisations/?sort=territory",
    "organisations, of a cluster": "/organisations/?cluster=bench",
    "a cluster and its members": "/clusters/bench/",
    "clusters": "/clusters/",
    "home": "/",
    "a territory": "/territories/BENCH0/",
    "territories": "/territories/",
    "partner search": "/partners/",
    "partner search, a word": "/partners/?q=овощи",
    "matching": "reporter /partners/{notice}/",
    "legal acts": "/acts/",
    "support": "/support/",
    "people": "administrator /accounts/people/",
    "members kept by the coordinator": "coordinator /clusters/bench/members/",
    "queue of applications": "coordinator /clusters/bench/applications/",
    "duplicates": "administrator /duplicates/",
    "search, a common word": "/search/?q=санаторий",
    "search, a rare word": "/search/?q=жемчужина",
    "API list": "/api/v1/organisations/",
    "API list, a common word": "/api/v1/organisations/?q=санаторий",
    "API list, by name": "/api/v1/organisations/?sort=name",
    "export, first bytes": "/api/v1/organisations/export/?format=csv",
}


def run() -> Iterator[dict[str, Any]]:
    with registries() as sides:
        yield {"name": f"filling in {MANY}", "value": sides[1].took, "unit": "s", "limit": FILL_SECONDS}
        ends, left = time.perf_counter() + SECONDS, len(PAGES)
        for name, page in PAGES.items():
            until = time.perf_counter() + (ends - time.perf_counter()) / left
            left -= 1
            yield compared(name, page, sides, until)


class Side:
    """One of the two registries: its connection, and clients with the sessions of its people."""

    def __init__(self, connection: Any, number: int) -> None:
        from django.test import Client

        self.connection = connection
        started = time.perf_counter()
        self.stand()
        _registry.fill(number)
        self.took = time.perf_counter() - started
        people = _registry.people()
        self.notice = people.pop("notice").public_id
        self.clients = {"": Client()}
        for word, user in people.items():
            self.clients[word] = Client()
            self.clients[word].force_login(user, "allauth.account.auth_backends.AuthenticationBackend")

    def stand(self) -> None:
        """From here on the portal reads this registry."""
        from django.db import connections

        connections["default"] = self.connection

    def seconds(self, page: str) -> float:
        """From the asking to the whole page, or to the first bytes of a file."""
        self.stand()
        who, _, address = page.rpartition(" ")
        address = address.format(notice=self.notice)
        started = time.perf_counter()
        answer = self.clients[who].get(address, headers={"host": "localhost"})
        if answer.streaming:
            next(iter(answer.streaming_content))
        took = time.perf_counter() - started
        answer.close()
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return took


@contextmanager
def registries() -> Iterator[list[Side]]:
    """The small and the large registry, in two databases that are made for it and thrown away."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections

    first = connections["default"]
    name = first.settings_dict["NAME"]
    if first.vendor == "sqlite":
        first.settings_dict["TEST"]["NAME"] = settings.DATA_DIR / "bench.sqlite3"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("load_reference", verbosity=0, stdout=io.StringIO())  # acts, measures, places: alike on both sides
    first.creation.clone_test_db("few", verbosity=0, autoclobber=True)
    second = first.copy()
    second.settings_dict = first.creation.get_test_db_clone_settings("few")
    try:
        yield [Side(second, FEW), Side(first, MANY)]
    finally:
        connections["default"] = first
        for side in (second, first):
            side.close()
        first.creation.destroy_test_db(verbosity=0, suffix="few")  # without the old name: that is put back last
        first.creation.destroy_test_db(name, verbosity=0)


def compared(name: str, page: str, sides: list[Side], until: float) -> dict[str, Any]:
    for side in sides:
        side.seconds(page)  # what is kept from the first visit is not measured
    took: list[list[float]] = [[], []]
    while len(took[0]) < FEWEST_ROUNDS or (len(took[0]) < ROUNDS and time.perf_counter() < until):
        for place in (0, 1) if len(took[0]) % 2 else (1, 0):
            took[place].append(sides[place].seconds(page))
    few, many = (statistics.median(times) for times in took)
    shared = {"few_ms": few * 1000, "many_ms": many * 1000, "rounds": len(took[0])}
    title = f"{name} ({few * 1000:.0f} → {many * 1000:.0f} ms)"
    return {"name": title, "value": many / few, "unit": "times", "limit": LIMIT, **shared}
