"""Which titles say much the same: an exact join on the Jaccard index that never compares all with all.

Two sets that share at least s members have, in any one order, two common members among their first `n - s + 2`: the
filter by prefixes (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007) with pairs of words for words (Wang,
Li and Feng 2012). An index of T means s >= T·n; for the smaller of the two even s >= 2T/(1+T)·n (Xiao and others 2008).
With the rarest words first, only acts whose places meet and that share two rare words are looked at.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, combinations_with_replacement

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
    known = sorted((row for row in rows if len(row.words) >= LEAST_WORDS), key=lambda one: (len(one.words), one.key))
    ranks, meeting = _ranks(known), _meeting(reach)
    # By place and pair of words: where among `known` the acts stand that have it near the front. Shorter ones come first.
    index: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(known):
        near: set[int] = set()
        for pair in _front(row, ranks, threshold):
            for place in meeting[row.territory]:
                near.update(index.get((place, pair), ()))
        for other in sorted(near):
            share = _share(row, known[other], threshold)
            if share >= threshold:
                yield known[other].key, row.key, share
        for pair in _front(row, ranks, 2 * threshold / (1 + threshold)):
            index[row.territory, pair].append(number)


def _ranks(known: list[Titled]) -> dict[str, int]:
    """Words that stand in two titles at least, the rarest first. A word of one title is never shared."""
    frequency = Counter(word for row in known for word in row.words)
    shared = [word for word, count in frequency.items() if count > 1]
    return {word: rank for rank, word in enumerate(sorted(shared, key=lambda word: (frequency[word], word)))}


def _meeting(reach: Mapping[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """For each territory those it lies within, itself, and those that lie within it."""
    found = {place: set(above) for place, above in reach.items()}
    for place, above in reach.items():
        for higher in above:
            found[higher].add(place)
    return {place: frozenset(others) for place, others in found.items()}


def _front(row: Titled, ranks: Mapping[str, int], part: float) -> Iterator[int]:
    """Pairs of the row's rarest words as numbers, where at least `part` of all its words is shared with another.

    Where that may be one word alone, each word stands as a pair with itself too.
    """
    shared = max(math.ceil(part * len(row.words) - _ROUNDING), 1)
    order = sorted(ranks[word] for word in row.words if word in ranks)
    # The words of this title alone would stand before all others.
    front = order[: max(len(order) - shared + 2, 0)]
    pairs = combinations_with_replacement if shared == 1 else combinations
    return (first * len(ranks) + second for first, second in pairs(front, 2))


def _share(row: Titled, shorter: Titled, threshold: float) -> float:
    """0 where no topic is shared or where the shorter title is too short for the threshold."""
    if len(shorter.words) < threshold * len(row.words) - _ROUNDING or row.topics.isdisjoint(shorter.topics):
        return 0.0
    return jaccard(row.words, shorter.words)
