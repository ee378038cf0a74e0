"""Working days by the Russian calendar, as far as it is known: it is decreed for one year at a time."""

import datetime as dt
import tomllib
from pathlib import Path

CALENDAR_FILE = Path(__file__).with_suffix(".toml")
# Labour Code, article 112: the same every year. Which weekends are moved for them is decreed year by year.
HOLIDAYS = {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}


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


def after_working_days(since: dt.date, number: int) -> dt.date:
    """The day on which `number` working days have passed. In a year not decreed yet only the holidays of the Code are off."""
    day = since
    while number > 0:
        day += dt.timedelta(days=1)
        number -= is_working(day) if day.year in DAYS_OFF else _likely_working(day)
    return day


def _likely_working(day: dt.date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS
