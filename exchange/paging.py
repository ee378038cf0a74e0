"""Paging by place, not by number: a page costs the same at the beginning and at the end, and nothing is counted.

The cursor is the public word of the last row read. It says nothing that the reader has not seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db.models import F, Model, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from exchange.faults import BadParameters, FieldError

DEFAULT_SIZE, LARGEST_SIZE = 100, 1000
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Order:
    """Rows in the order of one path, equal ones in the order of their making; `descending` turns both round."""

    path: str = "pk"
    descending: bool = False

    def of(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """`queryset` in this order. Where there is no value the row stands first, or last when descending."""
        tie = "-pk" if self.descending else "pk"
        if self.path == "pk":
            return queryset.order_by(tie)
        if not is_nullable(queryset.model, self.path):
            return queryset.order_by("-" + self.path if self.descending else self.path, tie)
        field = F(self.path)
        return queryset.order_by(field.desc(nulls_last=True) if self.descending else field.asc(nulls_first=True), tie)

    def after(self, value: Any, pk: Any) -> Q:
        """The rows that come after the row with this value and key."""
        further = "lt" if self.descending else "gt"
        later = Q(**{f"pk__{further}": pk})
        if self.path == "pk":
            return later
        empty = Q(**{f"{self.path}__isnull": True})
        if value is None:
            return (empty & later) if self.descending else (empty & later) | ~empty
        beyond = Q(**{f"{self.path}__{further}": value}) | (Q(**{self.path: value}) & later)
        return beyond | empty if self.descending else beyond


def is_nullable(model: type[Model], path: str) -> bool:
    """Whether a row may have no value at `path`."""
    options: Any = model._meta
    for part in path.split("__"):
        try:
            field = options.get_field(part)
        except FieldDoesNotExist:
            return True
        if getattr(field, "null", True):
            return True
        related = field.related_model
        options = related._meta if related else options
    return False


def chosen_order(word: str, sorts: Mapping[str, str], default: Order) -> Order:
    """The order that `?sort=` names: a word, with a minus for descending. Raises `BadParameters`."""
    if not word:
        return default
    path = sorts.get(word.removeprefix("-"))
    if path is None:
        allowed = ", ".join(f"{name}, -{name}" for name in sorts)
        message = _("Rows cannot be sorted by “%(word)s”.") % {"word": word[:60]}
        raise BadParameters([FieldError("sort", message, _("Allowed: %(words)s.") % {"words": allowed})])
    return Order(path, word.startswith("-"))


def chosen_size(text: str) -> int:
    """The rows of a page that `?page_size=` asks for. Raises `BadParameters`."""
    if not text:
        return DEFAULT_SIZE
    if text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= LARGEST_SIZE:
        return int(text)
    message = _("“%(text)s” is no size of a page.") % {"text": text[:60]}
    remedy = _("Give a whole number from 1 to %(largest)s.") % {"largest": LARGEST_SIZE}
    raise BadParameters([FieldError("page_size", message, remedy)])


def after_cursor(
    queryset: QuerySet[Any], cursor: str, order: Order, word_field: str, all_rows: QuerySet[Any]
) -> QuerySet[Any]:
    """The rows after the one whose public word is `cursor`. Raises `BadParameters` where it is no longer there."""
    found = (
        all_rows.order_by().filter(**{word_field: cursor}).values_list(order.path, "pk").first()
        if cursor.isprintable()
        else None
    )
    if found is None:
        message = _("The place to go on from is unknown, or it is no longer open to you.")
        raise BadParameters([FieldError("cursor", message, _("Begin anew without “cursor”."))])
    return queryset.filter(order.after(*found))


class MoreThan(int):
    """A number that is known to be exceeded; by how much nobody has counted."""


class BoundedPaginator(Paginator):
    """Pages by number over at most the first thousand rows, so that no page costs more in a longer list.

    Beyond it `count` says “more than”, and whoever wants what lies further narrows the list or takes its file.
    """

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return super().count
        found = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
        return MoreThan(MOST_COUNTED) if found > MOST_COUNTED else found
