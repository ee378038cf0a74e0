"""Real acts and programmes that the region's clusters live under, with how they bear on one another.

Rows are only ever added: what an official has corrected or ended since is theirs and stays.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from clusters.acts.actions.acts import level_of
from clusters.acts.enums import ActKind, RelationKind
from clusters.acts.models import ActRelation, LegalAct, Topic
from clusters.models import Territory
from clusters.reference import read
from clusters.stable_ids import stable_public_id

NOTE_RU = "Сведено по открытым источникам; с официальным опубликованием не сверено."
NOTE_EN = "Compiled from public sources; not checked against the official publication."

# "replaces RU 1425 of 1996-12-07": what this act does to the other, or what the other does to it.
_STATEMENT = re.compile(
    r"(?P<word>[a-z]+(?: by)?) (?P<territory>[A-Z]{2,8}) (?P<number>\S+) of (?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)"
)
_ACTIVE = {kind.value: kind for kind in RelationKind}
_PASSIVE = {
    "amended by": RelationKind.AMENDS,
    "repealed by": RelationKind.REPEALS,
    "replaced by": RelationKind.REPLACES,
    "implemented by": RelationKind.IMPLEMENTS,
    "cited by": RelationKind.CITES,
}
Key = tuple[str, str, str]
"""Territory of the issuer, number, date: how the file names an act."""


@dataclass(frozen=True)
class Statement:
    """One relation as the file says it: the first act does `kind` to the second."""

    first: Key
    kind: RelationKind
    second: Key


@dataclass(frozen=True)
class Loaded:
    """How many rows were missing and have been added."""

    topics: int
    acts: int
    relations: int


def parsed(text: str, key: Key) -> list[Statement]:
    """The relations that the act of `key` states, divided by semicolons. ValueError names what cannot be read."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _STATEMENT.fullmatch(part)
        word = match["word"] if match else ""
        if match is None or (word not in _ACTIVE and word not in _PASSIVE):
            known = ", ".join([*_ACTIVE, *_PASSIVE])
            raise ValueError(
                f"{' '.join(key)}: “{part}” is not a relation. Write “replaces RU 1425 of 1996-12-07”; words: {known}."
            )
        other = (match["territory"], match["number"], match["date"])
        if word in _ACTIVE:
            found.append(Statement(key, _ACTIVE[word], other))
        else:
            found.append(Statement(other, _PASSIVE[word], key))
    return found


@transaction.atomic
def load(rows: Iterable[Mapping[str, str]] | None = None) -> Loaded:
    """Add what is missing, of the product's own file or of rows of its shape. A second call changes nothing."""
    given = list(read("legal_acts.csv") if rows is None else rows)
    topics = _topics()
    known, added = _acts(given)
    loaded = Loaded(topics, len(added), _relations(given, known, added))
    if loaded != Loaded(0, 0, 0):
        audit.record(by=None, verb="clusters.load_acts", after=vars(loaded))
    return loaded


def _topics() -> int:
    known = set(Topic.objects.values_list("code", flat=True))
    missing = [(place, row) for place, row in enumerate(read("act_topics.csv")) if row["code"] not in known]
    Topic.objects.bulk_create(Topic(place=place, **row) for place, row in missing)
    return len(missing)


def _key(row: Mapping[str, str]) -> Key:
    return (row["territory"], row["number"], row["date"])


def _acts(rows: list[Mapping[str, str]]) -> tuple[dict[Key, LegalAct], set[Key]]:
    """Every act of the file by its key, and the keys of those that were missing."""
    ids = {_key(row): stable_public_id("act", row["kind"], *_key(row)) for row in rows}
    stored = LegalAct.objects.in_bulk(list(ids.values()), field_name="public_id")
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    topics = Topic.objects.in_bulk(field_name="code")
    known: dict[Key, LegalAct] = {}
    added: set[Key] = set()
    for row in rows:
        key = _key(row)
        if ids[key] in stored:
            known[key] = stored[ids[key]]
            continue
        act = known[key] = _act(row, territories, ids[key])
        act.full_clean()
        act.save()
        act.topics.set([topics[code] for code in row["topics"].split(";") if code])
        added.add(key)
    return known, added


def _act(row: Mapping[str, str], territories: Mapping[str, Territory], public_id: str) -> LegalAct:
    kind = ActKind(row["kind"])
    copied = ("issuer_ru", "issuer_en", "number", "date", "title_ru", "title_en")
    return LegalAct(
        public_id=public_id,
        kind=kind,
        level=level_of(kind, territories[row["territory"]]),
        territory=territories[row["applies_to"] or row["territory"]],
        in_force_from=dt.date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else None,
        in_force_until=dt.date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
        is_programme=row["programme"] == "1",
        period_until=int(row["years_to"]) if row["years_to"] else None,
        note_ru=NOTE_RU,
        note_en=NOTE_EN,
        **{name: row[name] for name in copied},
    )


def _relations(rows: list[Mapping[str, str]], known: Mapping[Key, LegalAct], added: set[Key]) -> int:
    """Both sides may state the same relation: it is kept once, and only where one of the two acts is new."""
    statements = dict.fromkeys(one for row in rows for one in parsed(row["relation"], _key(row)))
    made = 0
    for one in statements:
        for key in (one.first, one.second):
            if key not in known:
                raise ValueError(f"{' '.join(key)}: a relation names this act, and the file has no such row.")
        if added.isdisjoint((one.first, one.second)):
            continue
        first, second = known[one.first], known[one.second]
        relation = ActRelation(from_act=first, kind=one.kind, to_act=second, since=first.in_force_from)
        relation.full_clean()
        relation.save()
        made += 1
    return made
