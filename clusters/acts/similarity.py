"""Which titles say much the same: an exact join on the Jaccard index that never compares all with all.

Two sets whose index is at least T share one of their first `n - ceil(T·n) + 1` members in any one order (Chaudhuri,
Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007). With the rarest words first, only acts that share a rare word, a
topic and a place are looked at.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clusters.search import stems, words

THRESHOLD = 0.6
_ROUNDING = 1e-9
LEAST_WORDS = 2
"""A title of one word says too little to be compared."""

# Words that stand in every other title and tell nothing of what it is about.
_EMPTY = frozenset(
    [
        "и",
        "в",
        "во",
        "на",
        "о",
        "об",
        "обо",
        "по",
        "с",
        "со",
        "к",
        "до",
        "от",
        "из",
        "за",
        "для",
        "при",
        "год",
        "года",
        "годов",
        "утверждении",
        "утверждена",
        "утвердить",
        "the",
        "of",
        "on",
        "in",
        "for",
        "to",
        "and",
        "a",
        "an",
    ]
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Titled:
    key: int
    territory: int
    topics: frozenset[int]
    words: frozenset[str]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return stems(word).split()[-1]


def title_words(title: str) -> frozenset[str]:
    """The stems of the words that say what a title is about."""
    return frozenset(_stem(word) for word in words(title) if word not in _EMPTY)


def years_of(title: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(title))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared members of all members, 0 to 1; two empty sets share nothing."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def similar_pairs(
    rows: Iterable[Titled], reach: Mapping[int, frozenset[int]], threshold: float = THRESHOLD
) -> Iterator[tuple[int, int, float]]:
    """Pairs of keys with their index, where it is at least `threshold`, a topic is shared and the territories meet.

    `reach` gives for each territory itself and those above it. Rows without topics meet nothing.
    """
    known = [row for row in rows if len(row.words) >= LEAST_WORDS]
    frequency = Counter(word for row in known for word in row.words)
    index: dict[tuple[int, int, str], list[Titled]] = defaultdict(list)
    for row in sorted(known, key=lambda one: (len(one.words), one.key)):
        rarest = sorted(row.words, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(rarest) - math.ceil(threshold * len(rarest) - _ROUNDING) + 1]
        seen: set[int] = set()
        for near in _near(row, prefix, reach, index):
            if near.key in seen:
                continue
            seen.add(near.key)
            share = jaccard(row.words, near.words) if len(near.words) >= threshold * len(row.words) else 0.0
            if share >= threshold:
                yield near.key, row.key, share
        _remember(row, prefix, reach, index)


# An entry under a territory's own key holds acts of that very place; under the negative key, acts of places below it.
def _near(
    row: Titled,
    prefix: list[str],
    reach: Mapping[int, frozenset[int]],
    index: Mapping[tuple[int, int, str], list[Titled]],
) -> Iterator[Titled]:
    places = [*reach[row.territory], -row.territory]
    for word in prefix:
        for topic in row.topics:
            for place in places:
                yield from index.get((topic, place, word), ())


def _remember(
    row: Titled,
    prefix: list[str],
    reach: Mapping[int, frozenset[int]],
    index: dict[tuple[int, int, str], list[Titled]],
) -> None:
    places = [row.territory, *(-place for place in reach[row.territory] if place != row.territory)]
    for word in prefix:
        for topic in row.topics:
            for place in places:
                index[topic, place, word].append(row)
