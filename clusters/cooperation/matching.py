"""How well an organisation suits a notice: a sum of points, each with its reason. Pure: no database, no language.

    activity   40  one of the codes asked for is the organisation's main one: the same group, or within what was asked
               30  the same subclass; or as above, by an additional code
               20  the same class; or the same subclass, by an additional code
               10  the same class, by an additional code
    kind       25  of a kind that is wanted
    territory  15  in the same municipality, 8 within 30 km of it
    cluster    10  a member of a cluster of the other side
    new        10  no link between the two yet

Without activity and kind there is no match, whatever else speaks for it. `queries.matching` gives the same sum in SQL.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

GROUP, SUBCLASS, CLASS = 5, 4, 2  # characters of XX.XX, XX.X and XX
LEVELS = ("within", "subclass", "class")
MAIN = {"within": 40, "subclass": 30, "class": 20}
ADDITIONAL = {"within": 30, "subclass": 20, "class": 10}
KIND, SAME_PLACE, NEAR_PLACE, CLUSTER, NEW = 25, 15, 8, 10, 10
NEAR_KM = 30.0
_EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Wanted:
    """What a notice asks for. `place` is the key of its municipality, `near` those of its neighbours."""

    okved: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    place: int | None = None
    near: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    main: str = ""
    additional: tuple[str, ...] = ()
    kind: str = ""
    place: int | None = None
    same_cluster: bool = False
    linked: bool = False


@dataclass(frozen=True)
class Reason:
    """`code` is within, subclass, class, kind, same_place, near_place, cluster, new or linked; `asked` and `found` are OKVED codes."""

    code: str
    points: int
    asked: str = ""
    found: str = ""
    additional: bool = False


@dataclass(frozen=True)
class Match:
    points: int
    reasons: tuple[Reason, ...]

    @property
    def suits(self) -> bool:
        return self.points > 0


NONE = Match(0, ())


def score(wanted: Wanted, candidate: Candidate) -> Match:
    """Points from 0 to 100 with their reasons; `NONE` where neither activity nor kind agrees."""
    activity = best_activity(wanted.okved, candidate)
    kind = [Reason("kind", KIND)] if candidate.kind in wanted.kinds else []
    if activity is None and not kind:
        return NONE
    reasons = [*([activity] if activity else []), *kind, *_place(wanted, candidate)]
    if candidate.same_cluster:
        reasons.append(Reason("cluster", CLUSTER))
    reasons.append(Reason("linked", 0) if candidate.linked else Reason("new", NEW))
    return Match(sum(reason.points for reason in reasons), tuple(reasons))


def best_activity(asked: Iterable[str], candidate: Candidate) -> Reason | None:
    """The best agreement of a code asked for with a code of the organisation; of equals the first asked for."""
    found: Reason | None = None
    codes = [(candidate.main, False), *((code, True) for code in candidate.additional)]
    for wanted in asked:
        for code, additional in codes:
            level = agreement(wanted, code)
            if level:
                points = (ADDITIONAL if additional else MAIN)[level]
                if found is None or points > found.points:
                    found = Reason(level, points, wanted, code, additional)
    return found


def agreement(asked: str, code: str) -> str:
    """`within` (inside what was asked, or the same group XX.XX), `subclass` (XX.X), `class` (XX), or "" for none."""
    for level, start in zip(LEVELS, starts(asked), strict=True):
        if code and any(code.startswith(beginning) for beginning in start):
            return level
    return ""


def starts(asked: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """How a code must begin to agree at each level: the same beginnings serve Python and SQL."""
    within = (asked[:GROUP],) if len(asked) >= GROUP else (asked,)
    return within, (asked[:SUBCLASS],) if len(asked) >= SUBCLASS else (), (asked[:CLASS],)


def _place(wanted: Wanted, candidate: Candidate) -> list[Reason]:
    if wanted.place is None or candidate.place is None:
        return []
    if candidate.place == wanted.place:
        return [Reason("same_place", SAME_PLACE)]
    return [Reason("near_place", NEAR_PLACE)] if candidate.place in wanted.near else []


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine, Sinnott 1984), on a sphere of 6,371.0088 km."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (here, there))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(h))
