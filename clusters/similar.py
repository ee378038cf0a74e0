"""Which organisations of the registry have a name like this one. It reads some hundreds of rows, never all of them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from clusters.models import NameMark, Organisation
from clusters.names import THRESHOLD, NameKey, likeness, marks, trigrams


@dataclass(frozen=True)
class Likeness:
    """`score` is 0.6 to 1."""

    organisation: Organisation
    score: float


def like_names(keys: Iterable[NameKey]) -> dict[int, float]:
    """Keys of organisations with the best score of their names against any of `keys`."""
    found: dict[int, float] = {}
    for key in set(keys):
        rows = _sharing_a_mark(key).values_list("name__organisation", "name__key", "name__kinds").distinct()
        for organisation, text, kinds in rows:
            score = likeness(key, NameKey(text, frozenset(kinds.split())))
            if score >= THRESHOLD and score > found.get(organisation, 0.0):
                found[organisation] = score
    return found


def similar(keys: Iterable[NameKey], *, inn: str = "", but: int | None = None, limit: int = 10) -> list[Likeness]:
    """The likest first. One with another INN is another organisation; one that is replaced is found by the other."""
    scores = like_names(keys)
    scores.pop(but or 0, None)
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[: limit * 5]
    rows = Organisation.objects.filter(pk__in=best, replaced_by=None).select_related("territory")
    rows = rows.defer("territory__boundary", "search_text")
    if inn:
        rows = rows.filter(Q(inn="") | Q(inn=inn))
    known = rows.in_bulk()
    return [Likeness(known[pk], scores[pk]) for pk in best if pk in known][:limit]


def _sharing_a_mark(key: NameKey) -> QuerySet[NameMark]:
    size = len(trigrams(key.text))
    return NameMark.objects.filter(
        mark__in=marks(key.text),
        size__gte=math.ceil(size * THRESHOLD),
        size__lte=math.floor(size / THRESHOLD),
    )
