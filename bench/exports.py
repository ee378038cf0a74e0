"""A CSV of all public figures by the portal's own path, against the same query in a bare driver with `csv.writer`."""

import csv
import io
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

ROWS, ROUNDS, FETCH = 50_000, 5, 2000
# Names, dates and figures take the form they have in the interface, and each text is looked at for formulas.
LIMIT = 2.5


def run() -> list[dict[str, Any]]:
    with database():
        fill()
        (measured, size), (yardstick, yardstick_size) = best(portal, bare)
        memory = grown(portal)
    ratio = measured / yardstick
    shared = {"rows": ROWS, "bytes": size, "yardstick_bytes": yardstick_size}
    return [
        {
            "name": f"CSV of {ROWS} figures over the bare driver",
            "value": ratio,
            "unit": "times",
            "limit": LIMIT,
            "measured_ms": measured * 1000,
            "yardstick": "the same query, driver cursor and csv.writer",
            "yardstick_ms": yardstick * 1000,
            "ratio": ratio,
            **shared,
        },
        {"name": "memory a CSV of all figures takes at its peak", "value": memory / 2**20, "unit": "MB", "limit": 16.0},
    ]


@contextmanager
def database() -> Iterator[None]:
    """A database of its own, beside the portal's."""
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def fill() -> None:
    from clusters.models import Territory
    from indicators.models import Indicator, Observation

    town = Territory.objects.create(code="BENCH", level="municipality", name_ru="Кисловодск", name_en="Kislovodsk")
    staff = Indicator.objects.create(code="B01", name_ru="Среднесписочная численность", name_en="Average headcount")
    shared = {"indicator": staff, "territory": town, "status": "official", "source": "Росстат, БД ПМО"}
    year = {"period": "2023", "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
    rows = (Observation(variant=str(n), value=Decimal(n) / 8, unit="человек", **shared, **year) for n in range(ROWS))
    Observation.objects.bulk_create(rows, batch_size=2000)


def best(*works: Callable[[], int]) -> list[tuple[float, int]]:
    """Of each work the shortest of a few rounds, in seconds, and the bytes made; the works take turns."""
    found = [(float("inf"), 0)] * len(works)
    for _round in range(ROUNDS):
        for place, work in enumerate(works):
            started = time.perf_counter()
            size = work()
            found[place] = min(found[place], (time.perf_counter() - started, size))
    return found


def grown(work: Callable[[], int]) -> int:
    """Bytes of Python objects at the peak of the work."""
    import tracemalloc

    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def portal() -> int:
    """The whole way: address, filters, access, query, stream."""
    from django.test import Client

    response = Client(headers={"host": "localhost"}).get("/api/v1/observations/export/?format=csv")
    if response.status_code != 200:
        raise RuntimeError(f"The export answered {response.status_code}.")
    return sum(len(batch) for batch in response.streaming_content)


def bare() -> int:
    """The same rows and columns as the driver gives them."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from indicators.access import observations_visible_to
    from indicators.api import ObservationViewSet

    paths = [column.path for column in ObservationViewSet.columns]
    rows = observations_visible_to(AnonymousUser()).current().order_by("pk").values_list(*paths)
    sql, parameters = rows.query.sql_with_params()
    if connection.vendor == "sqlite":
        opened: Any = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
        sql = sql.replace("%s", "?")
    else:
        import psycopg2

        opened = psycopg2.connect(**connection.get_connection_params())
    try:
        cursor = opened.cursor() if connection.vendor == "sqlite" else opened.cursor("bare")
        cursor.execute(sql, parameters)
        return _written(cursor)
    finally:
        opened.close()


def _written(cursor: Any) -> int:
    size = 0
    while rows := cursor.fetchmany(FETCH):
        batch = io.StringIO(newline="")
        csv.writer(batch).writerows(rows)
        size += len(batch.getvalue().encode())
    return size
