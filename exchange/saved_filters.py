"""Saved filters above a register: what to show, and what the register hands out to be saved."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from exchange.access import saved_filters_of
from exchange.filters import StrictFilterSet
from exchange.models import SavedFilter

SALT = "exchange.saved_filter"
DAY = 24 * 60 * 60
LONGEST_PAGE, LONGEST_QUERY = 80, 2000


@dataclass(frozen=True)
class Shown:
    saved: SavedFilter
    url: str
    lost: list[str]
    """Parameters that the register no longer knows: then there is no address to go to."""
    here: bool


def above_register(request: HttpRequest, filterset: StrictFilterSet) -> dict[str, Any]:
    """The person's filters of this register, and a signed word with which the present one can be saved."""
    now = normalised(filterset)
    rows = saved_filters_of(request.user).filter(page=request.path)
    fits = len(request.path) <= LONGEST_PAGE and len(now) <= LONGEST_QUERY
    token = signing.dumps([request.path, now], salt=SALT) if now and fits else ""
    return {"rows": [_shown(row, filterset, now) for row in rows], "token": token}


def normalised(filterset: StrictFilterSet) -> str:
    """The parameters in the order of the register, with its sort, without page and empty values."""
    data: QueryDict = filterset.data
    names = [*filterset.names(), *(["sort"] if "sort" not in filterset.names() else [])]
    return urlencode([(name, value) for name in names for value in data.getlist(name) if value])


def read_token(token: str) -> tuple[str, str] | None:
    """Page and query as the register wrote them within a day; None for anything else."""
    try:
        page, query = signing.loads(token, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    return page, query


def _shown(row: SavedFilter, filterset: StrictFilterSet, now: str) -> Shown:
    known = {*filterset.names(), *filterset.passes}
    lost = [name for name in QueryDict(row.query) if name not in known]
    return Shown(row, "" if lost else f"{row.page}?{row.query}", lost, row.query == now)
