"""Two questions of whoever runs the portal: does the process live, and can it serve."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


class Unready(Exception):
    """Says what is wrong in words fit for a stranger: no address, no password, no path."""


def check_database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError as error:
        raise Unready("The database does not answer.") from error


def migrations_waiting() -> int:
    """How many migrations are not applied; DatabaseError when the database does not answer."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_migrations() -> None:
    try:
        waiting = migrations_waiting()
    except DatabaseError as error:
        raise Unready("The database does not answer.") from error
    if waiting:
        raise Unready(f"{waiting} migrations are not applied. Run: manage.py prepare")


def check_broker() -> None:
    if settings.REDIS_URL:
        from redis import Redis, RedisError

        try:
            with Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
                client.ping()
        except RedisError as error:
            raise Unready("Redis does not answer.") from error
        return
    folder = Path(settings.BROKER_DIR) / "messages"
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Unready("The folder of the broker cannot be written. Run: manage.py prepare")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_broker,
}


@require_safe
@never_cache
def liveness(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all; touches neither the database nor the broker."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readiness(request: HttpRequest) -> JsonResponse:
    """200 when a page could be served and work be queued, otherwise 503 with the part that is not in order."""
    answer: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            check()
            answer[name] = "ok"
        except Unready as unready:
            log.warning("not ready, %s: %s", name, unready, exc_info=unready.__cause__)
            answer[name] = str(unready)
    ready = set(answer.values()) == {"ok"}
    return JsonResponse({"status": "ok" if ready else "unready", **answer}, status=200 if ready else 503)
