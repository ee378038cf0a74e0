"""What awaits a person: the one shape in which every room tells the desk what is to be done and by when."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Awaiting:
    """One thing to do. `title` says it in the reader's language; `due` is the last day, None without a deadline."""

    title: str
    url: str
    due: dt.date | None = None
    note: str = ""
    since: dt.datetime | None = None
