"""What the rooms know of a person. A room registers in `AppConfig.ready` what it keeps besides the tables of accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.models import User

Row = dict[str, Any]
# What the page shows of a row: the name of the value and the head of its column.
Columns = tuple[tuple[str, str | Promise], ...]


def _nothing_to_erase(_user: User) -> int:
    return 0


@dataclass(frozen=True)
class Source:
    """`export(user)` gives plain rows, of which the page shows `columns`; `erase(user)` takes out names, addresses, telephones, and says from how many rows.

    What the law or the chain of the trail needs stays: it refers to people by number.
    """

    code: str
    title: str | Promise
    export: Callable[[User], list[Row]]
    erase: Callable[[User], int] = _nothing_to_erase
    columns: Columns = ()


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.code] = source


def all_sources() -> list[Source]:
    return list(_sources.values())
