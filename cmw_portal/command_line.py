"""Management commands, with what hinders all of them said in words."""

import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from cmw_portal import health


def run(argv: Sequence[str]) -> None:
    """Runs a command. A wrong variable or a database without its tables ends it with the remedy, code 1."""
    try:
        execute_from_command_line(list(argv))
    except ImproperlyConfigured as wrong:
        _stop(argv, str(wrong), wrong)
    except DatabaseError as error:
        if health.migrations_waiting() == 0:
            raise
        _stop(argv, _not_prepared(), error)


def _not_prepared() -> str:
    place = f"The data folder {settings.DATA_DIR}"
    if settings.DATABASE_URL:
        place = f"The database of DATABASE_URL (with the data folder {settings.DATA_DIR})"
    return f"{place} is not prepared. Run python3 run.py setup, or set DATA_DIR to the folder that the portal runs on."


def _stop(argv: Sequence[str], message: str, cause: Exception) -> None:
    if "--traceback" in argv:
        raise cause
    sys.exit(message)
