"""Does the time of an answer tell whether an account exists? Medians of known and unknown addresses, taken in turn."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

SAMPLES = int(os.environ.get("SAMPLES", "200"))
PATHS = {"sign-in": "/accounts/login/", "reset": "/accounts/password/reset/", "letter": "/accounts/letter/"}


def run() -> Iterator[dict[str, Any]]:
    """In a database of its own, with the password hasher of the portal; letters are kept in memory."""
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment, teardown_test_environment

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS]
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for name, path in PATHS.items():
            yield from _compared(name, path)
    finally:
        runner.teardown_databases(databases)
        teardown_test_environment()


def _compared(name: str, path: str) -> Iterator[dict[str, Any]]:
    from accounts.models import User

    hashed = User()
    hashed.set_password("a sound password")
    names = {"family_name": "Б", "given_name": "В", "password": hashed.password}
    User.objects.bulk_create([User(email=f"{name}-{n}@known.example", **names) for n in range(SAMPLES + 1)])
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(SAMPLES + 1):  # the first warms up and is thrown away
        for kind in ("known", "unknown") if number % 2 else ("unknown", "known"):
            took[kind].append(_timed(lambda kind=kind: _post(path, f"{name}-{number}@{kind}.example", number)))  # noqa: B023
    known, unknown = (statistics.median(took[kind][1:]) for kind in ("known", "unknown"))
    yield {"name": f"{name}: median, known address", "value": known, "unit": "ms"}
    yield {"name": f"{name}: median, unknown address", "value": unknown, "unit": "ms"}
    yield {"name": f"{name}: medians differ by", "value": abs(known - unknown), "unit": "ms", "limit": 20}
    yield {"name": f"{name}: medians differ by", "value": 100 * abs(known - unknown) / known, "unit": "%", "limit": 10}


def _post(path: str, email: str, number: int) -> None:
    from django.test import Client

    # A try in a browser and from a place of its own, so that no limit answers in the password's stead.
    address = f"10.{number >> 8 & 255}.{number & 255}.1"
    Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=address).post(
        path, {"login": email, "email": email, "password": "a wrong password"}
    )


def _timed(do: Callable[[], None]) -> float:
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)
