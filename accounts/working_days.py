"""Working days by the Russian calendar, as far as it is known: it is decreed for one year at a time."""

import datetime as dt
import tomllib
from pathlib import Path

CALENDAR_FILE = Path(__file__).with_suffix(".toml")


def read_calendar(path: Path = CALENDAR_FILE) -> dict[int, frozenset[dt.date]]:
    """Days off from Monday to Friday of each known year."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {int(year): frozenset(entry["off"]) for year, entry in table.items()}


DAYS_OFF = read_calendar()


def is_working(day: dt.date) -> bool:
    """KeyError for a day of a year whose calendar is not known."""
    return day.weekday() < 5 and day not in DAYS_OFF[day.year]


def working_days_between(since: dt.date, until: dt.date) -> int | None:
    """Working days after `since`, up to and with `until`; None where the calendar of one of them is not known."""
    days = [since + dt.timedelta(days=step) for step in range(1, (until - since).days + 1)]
    if any(day.year not in DAYS_OFF for day in days):
        return None
    return sum(map(is_working, days))
