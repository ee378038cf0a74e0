"""Reads of the register of acts."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import Person
from accounts.awaiting import Awaiting
from accounts.models import today
from clusters.acts import access, words
from clusters.acts.enums import ENDING, ActStatus, FindingState, RelationKind
from clusters.acts.models import ActFinding, ActRelation, LegalAct, Topic
from clusters.models import Territory
from clusters.queries import Hit, territories_within
from clusters.search import match

LONGEST_CHAIN = 20
AT_ONCE = 2000
"""Up to so many acts are compared while a person waits."""


def is_long_to_look_at() -> bool:
    return LegalAct.objects.order_by("pk")[AT_ONCE : AT_ONCE + 1].exists()


def with_status(rows: QuerySet[LegalAct], on: dt.date | None = None) -> QuerySet[LegalAct]:
    """Acts with `status`, a word of ActStatus, as things stand on the date (today by default)."""
    date = on or today()
    by_another = ActRelation.objects.filter(to_act=OuterRef("pk"), until=None)
    ahead = Q(in_force_from__gt=date) | Q(in_force_from=None, date__gt=date.isoformat())
    status = Case(
        When(ahead, then=Value(ActStatus.NOT_YET.value)),
        When(Q(in_force_until=None) | Q(in_force_until__gt=date), then=Value(ActStatus.IN_FORCE.value)),
        When(Exists(by_another.filter(kind=RelationKind.REPLACES)), then=Value(ActStatus.REPLACED.value)),
        When(Exists(by_another.filter(kind=RelationKind.REPEALS)), then=Value(ActStatus.REPEALED.value)),
        default=Value(ActStatus.ENDED.value),
        output_field=CharField(),
    )
    return rows.annotate(status=status)  # type: ignore[no-redef]  # the attribute it fills


def acts_for_list() -> QuerySet[LegalAct]:
    """Acts with territory, topics and status: two queries at any length."""
    rows = LegalAct.objects.select_related("territory").defer(
        "territory__boundary", "search_text", "note_ru", "note_en"
    )
    return with_status(rows).prefetch_related(Prefetch("topics", Topic.objects.all()))


def acts_in_force_of(territory: Territory) -> QuerySet[LegalAct]:
    """Acts in force today that apply to this very territory or to what belongs to it, the latest first."""
    rows = acts_for_list().filter(territory__in=territories_within(territory))
    in_force = LegalAct.objects.in_force_on(today()).order_by().values("pk")
    return rows.filter(pk__in=in_force).order_by("-date", "-pk")


def status_of(act: LegalAct) -> str:
    return with_status(LegalAct.objects.filter(pk=act.pk)).get().status


def relations_of(act: LegalAct) -> QuerySet[ActRelation]:
    """Both ways, the earliest first; those without a date come last."""
    rows = ActRelation.objects.filter(Q(from_act=act) | Q(to_act=act)).select_related("from_act", "to_act")
    undated = Case(When(since=None, then=1), default=0)
    return rows.order_by(undated, "since", "pk")


def successions(act: LegalAct) -> list[LegalAct]:
    """What replaced or repealed what, from the earliest forerunner of the act to its last successor; the act is in it.

    Alone it is not a chain: then the list is empty. One query for each link, twenty links each way at most.
    """
    before = _walk(act, "to_act", "from_act")
    after = _walk(act, "from_act", "to_act")
    if not before and not after:
        return []
    return [*reversed(before), act, *after]


def _walk(act: LegalAct, towards: str, here: str) -> list[LegalAct]:
    found: list[LegalAct] = []
    seen, front = {act.pk}, [act.pk]
    while front and len(found) < LONGEST_CHAIN:
        rows = ActRelation.objects.filter(kind__in=ENDING, until=None, **{f"{here}__in": front})
        keys = [key for key in rows.order_by("pk").values_list(towards, flat=True) if key not in seen]
        seen |= set(keys)
        found += sorted(LegalAct.objects.filter(pk__in=keys), key=lambda one: one.date, reverse=here == "from_act")
        front = keys
    return found


def findings_of(user: Person, act: LegalAct) -> QuerySet[ActFinding]:
    """What the reader may see of the act's findings, the open ones first."""
    return in_order_of_work(access.findings_visible_to(user).filter(Q(act_a=act) | Q(act_b=act)))


def in_order_of_work(rows: QuerySet[ActFinding]) -> QuerySet[ActFinding]:
    """In work by its day, then without an owner, then to be checked, then what is done with."""
    states = [
        FindingState.IN_WORK,
        FindingState.CONFIRMED,
        FindingState.FOUND,
        FindingState.SETTLED,
        FindingState.REJECTED,
        FindingState.LAPSED,
    ]
    place = Case(*(When(state=state, then=Value(number)) for number, state in enumerate(states)))
    return rows.order_by(place, "due", "-found_at", "-pk")


def topic_names(keys: Iterable[int]) -> dict[int, str]:
    """Names in the active language, by key."""
    return {topic.pk: topic.name for topic in Topic.objects.filter(pk__in=set(keys))}


def search(text: str, limit: int = 20) -> list[Hit]:
    """Acts whose number, title or issuer match, those in force first."""
    rows = with_status(match(LegalAct.objects.defer("search_text"), text))
    in_force = Case(When(status=ActStatus.IN_FORCE, then=0), default=1)
    found = rows.order_by("is_demo", in_force, "-date", "-pk")[:limit]
    return [Hit("legal_act", act.title, _summary(act), act.get_absolute_url()) for act in found]


def _summary(act: LegalAct) -> str:
    parts = [words.short_name(act), str(ActStatus(act.status).label)]
    if act.is_demo:
        parts.append(_("demonstration data"))
    return " · ".join(parts)


def awaiting(user: Person) -> list[Awaiting]:
    """Findings that the person owns, and for those who keep acts what is to be checked and what has no owner."""
    if not user.is_authenticated:
        return []
    owned = ActFinding.objects.filter(owner=user, state=FindingState.IN_WORK).select_related("act_a", "act_b")
    found = [
        Awaiting(
            title=_("Settle: %(finding)s") % {"finding": finding.get_kind_display()},
            url=finding.get_absolute_url(),
            due=finding.due,
            note=f"{words.short_name(finding.act_a)} — {words.short_name(finding.act_b)}",
            since=finding.updated_at,
        )
        for finding in owned.order_by("due", "pk")
    ]
    return found + (_for_keepers() if access.can_keep_acts(user) else [])


def _for_keepers() -> list[Awaiting]:
    address = reverse("clusters:finding-list")
    candidates = ActFinding.objects.filter(state=FindingState.FOUND).count()
    ownerless = ActFinding.objects.filter(state=FindingState.CONFIRMED).count()
    found = []
    if candidates:
        title = ngettext(
            "Check %(number)s pair of acts that may be at odds",
            "Check %(number)s pairs of acts that may be at odds",
            candidates,
        )
        found.append(Awaiting(title % {"number": candidates}, f"{address}?state={FindingState.FOUND}"))
    if ownerless:
        title = ngettext(
            "Give %(number)s confirmed finding about acts an owner",
            "Give %(number)s confirmed findings about acts an owner",
            ownerless,
        )
        found.append(Awaiting(title % {"number": ownerless}, f"{address}?state={FindingState.CONFIRMED}"))
    return found
