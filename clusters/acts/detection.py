"""Looks for pairs of acts that may be at odds. Pure reading: what becomes of a candidate is decided in `actions`.

Two territories meet where they are the same, one lies within the other, or (the region of the Mineral Waters and a
subject) they share municipalities. A pair that a relation joins already is not a candidate: it is known.

* duplication: both hold today or later and their times overlap, the territories meet, a topic is shared, at least
  60 % of the words of the titles are the same (Jaccard index of the stems), and no different years are named.
  An act that amends another is left out: its title repeats the other's on purpose.
* two programmes: for the same territory, with a shared topic and years that overlap. A programme without years is open.
* an act in force cites or implements one that is no longer in force, unless it is the one that ended it.
* an act in force amends one that is no longer in force.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from clusters.acts.enums import ENDING, FindingKind, RelationKind
from clusters.acts.models import ActRelation, LegalAct
from clusters.acts.similarity import Titled, similar_pairs, title_words, years_of
from clusters.enums import TerritoryLevel
from clusters.models import Territory
from clusters.queries import REGION

_FOREVER = dt.date.max
_AMENDING_TITLE = "о внесении изменени"
Pair = tuple[int, int]


@dataclass(frozen=True)
class Candidate:
    """`act_a`, `act_b` are keys; `facts` is what the words of the reason are made of, as JSON can hold it."""

    kind: FindingKind
    act_a: int
    act_b: int
    facts: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.kind.value, self.act_a, self.act_b)

    @property
    def grounds(self) -> str:
        content = json.dumps(self.facts, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Act:
    """What detection reads of an act that holds today or will."""

    pk: int
    territory: int
    title: str
    topics: frozenset[int]
    begins: dt.date
    ends: dt.date
    is_programme: bool
    first_year: int
    last_year: int


def candidates(on: dt.date) -> Iterator[Candidate]:
    """Every candidate as things stand on the date, each once. Seven queries, whatever there is."""
    acts = _acts_not_ended(on)
    related = _related(on)
    yield from _two_programmes(acts, related)
    yield from _duplications(acts, related, amending=_amending())
    yield from _on_ended_acts(on)


def _acts_not_ended(on: dt.date) -> list[Act]:
    topics: dict[int, set[int]] = defaultdict(set)
    for act, topic in LegalAct.topics.through.objects.values_list("legalact_id", "topic_id"):
        topics[act].add(topic)
    rows = LegalAct.objects.filter(Q(in_force_until=None) | Q(in_force_until__gt=on)).order_by("pk")
    names = ("pk", "territory_id", "title_ru", "date", "in_force_from", "in_force_until")
    years = ("is_programme", "period_from", "period_until")
    return [
        Act(
            pk=pk,
            territory=territory,
            title=title,
            topics=frozenset(topics[pk]),
            begins=begins or dt.date.fromisoformat(f"{date}-01-01"[:10]),
            ends=ends or _FOREVER,
            is_programme=is_programme,
            first_year=first or 0,
            last_year=last or 9999,
        )
        for pk, territory, title, date, begins, ends, is_programme, first, last in rows.values_list(*names, *years)
    ]


def _related(on: dt.date) -> set[Pair]:
    """Pairs, lower key first, that a relation in force joins; a mere mention joins nothing."""
    rows = ActRelation.objects.filter(Q(until=None) | Q(until__gt=on)).exclude(kind=RelationKind.CITES)
    return {_ordered(first, second) for first, second in rows.order_by().values_list("from_act", "to_act")}


def _amending() -> set[int]:
    return set(ActRelation.objects.filter(kind=RelationKind.AMENDS).order_by().values_list("from_act", flat=True))


def _ordered(first: int, second: int) -> Pair:
    return (first, second) if first < second else (second, first)


def reach() -> dict[int, frozenset[int]]:
    """For each territory the keys of itself and of those above it, by which two are seen to meet."""
    parents: dict[int, int | None] = {}
    municipal: set[int] = set()
    region: int | None = None
    for key, parent, level, code, in_cmw in Territory.objects.values_list("pk", "parent", "level", "code", "in_cmw"):
        parents[key] = parent
        if code == REGION:
            region = key
        elif level == TerritoryLevel.MUNICIPALITY and in_cmw:
            municipal.add(key)
    upward = {key: _upward(key, parents) for key in parents}
    if region is not None:
        for key in municipal:
            upward[region] |= upward[key] - {key}
        for key in municipal:
            upward[key] |= {region}
    return {key: frozenset(found) for key, found in upward.items()}


def _upward(key: int, parents: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    current: int | None = key
    while current is not None and current not in found:
        found.add(current)
        current = parents[current]
    return found


def _two_programmes(acts: list[Act], related: set[Pair]) -> Iterator[Candidate]:
    """A sweep over the years within each territory and topic: only those that overlap are ever compared."""
    places: dict[Pair, list[Act]] = defaultdict(list)
    for act in acts:
        if act.is_programme:
            for topic in act.topics:
                places[act.territory, topic].append(act)
    seen: set[Pair] = set()
    for here in places.values():
        still: list[Act] = []
        for act in sorted(here, key=lambda one: (one.first_year, one.pk)):
            still = [other for other in still if other.last_year >= act.first_year]
            for other in still:
                first, second = sorted((act, other), key=lambda one: one.pk)
                pair = (first.pk, second.pk)
                if pair not in seen and pair not in related and _overlap(act, other):
                    seen.add(pair)
                    yield Candidate(FindingKind.TWO_PROGRAMMES, *pair, _facts(first, second))
            still.append(act)


def _duplications(acts: list[Act], related: set[Pair], amending: set[int]) -> Iterator[Candidate]:
    known = {act.pk: act for act in acts if act.topics and act.pk not in amending}
    known = {pk: act for pk, act in known.items() if not act.title.casefold().startswith(_AMENDING_TITLE)}
    titled = [Titled(pk, act.territory, act.topics, title_words(act.title)) for pk, act in known.items()]
    for one, other, share in similar_pairs(titled, reach()):
        first, second = (known[key] for key in _ordered(one, other))
        if (first.pk, second.pk) in related or not _overlap(first, second) or _apart(first, second):
            continue
        facts = {**_facts(first, second), "share": round(100 * share)}
        yield Candidate(FindingKind.DUPLICATION, first.pk, second.pk, facts)


def _overlap(one: Act, other: Act) -> bool:
    return one.begins < other.ends and other.begins < one.ends


def _apart(one: Act, other: Act) -> bool:
    """Two programmes of one place are judged by their years; titles that name different years are of different years."""
    if one.is_programme and other.is_programme and one.territory == other.territory:
        return True
    years, others = years_of(one.title), years_of(other.title)
    return bool(years and others and not years & others)


def _facts(first: Act, second: Act) -> dict[str, object]:
    return {
        "topics": sorted(first.topics & second.topics),
        "same_place": first.territory == second.territory,
        "acts": [
            [act.pk, act.title, act.territory, act.begins, act.ends, act.first_year, act.last_year]
            for act in (first, second)
        ],
    }


def _on_ended_acts(on: dt.date) -> Iterator[Candidate]:
    in_force = LegalAct.objects.in_force_on(on).order_by().values("pk")
    rows = ActRelation.objects.filter(Q(until=None) | Q(until__gt=on), to_act__in_force_until__lte=on)
    ended_by = set(rows.filter(kind__in=ENDING).order_by().values_list("from_act", "to_act"))
    leaning = rows.filter(
        kind__in=(RelationKind.CITES, RelationKind.IMPLEMENTS, RelationKind.AMENDS), from_act__in=in_force
    )
    seen: set[tuple[str, int, int]] = set()
    columns = ("from_act", "to_act", "kind", "to_act__in_force_until")
    for first, second, kind, ended in leaning.order_by("pk").values_list(*columns):
        found = FindingKind.AMENDS_ENDED if kind == RelationKind.AMENDS else FindingKind.ENDED_CITED
        if (first, second) in ended_by or (found.value, first, second) in seen:
            continue
        seen.add((found.value, first, second))
        yield Candidate(found, first, second, {"relation": kind, "ended": ended})
