"""Rows of a query as the formats take them, fetched in chunks and never held."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.constants import MULTI

from exchange.formats import Column

CHUNK_ROWS = 2000


def rows_of(queryset: QuerySet[Any], columns: Sequence[Column], *more: str) -> Iterator[Sequence[Any]]:
    """The values of `columns`, and of the paths in `more`, row by row.

    From SQLite they come as its driver gives them: figures as floats, moments without a zone, in UTC. Every format
    knows these, and making Decimals and zones of them only to write them down again would take half of an export.
    """
    values = queryset.values_list(*(column.path for column in columns), *more)
    if connections[queryset.db].vendor != "sqlite" or any(column.kind == "json" for column in columns):
        yield from values.iterator(chunk_size=CHUNK_ROWS)
        return
    compiler = values.query.get_compiler(queryset.db)
    chunks = compiler.execute_sql(MULTI, chunked_fetch=True, chunk_size=CHUNK_ROWS)
    yield from chain.from_iterable(chunks or ())
