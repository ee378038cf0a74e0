"""Reads of figures that pages, reports and the API share."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Q

from clusters.models import Territory
from clusters.queries import Hit
from clusters.search import match
from indicators.figures import Subject, subject_field
from indicators.models import Indicator, Observation
from indicators.models.observation import ObservationQuerySet

EMPLOYMENT = "A02"
#: Where several bases are published for one subject, the first that is there is meant.
PREFERRED_VARIANTS = ("", "no-small-business", "municipal-sum", "employed", "industry")


def preference(observation: Observation) -> tuple:
    """Sort key: the basis that is meant when none is named comes first."""
    known = observation.variant in PREFERRED_VARIANTS
    place = PREFERRED_VARIANTS.index(observation.variant) if known else len(PREFERRED_VARIANTS)
    return (place, observation.variant)


def standing(as_of: datetime | None = None) -> ObservationQuerySet:
    """Figures that stand now, or stood at a moment."""
    rows = Observation.objects.all()
    return rows.as_of(as_of) if as_of else rows.current()


def series(
    indicator: Indicator,
    subject: Subject,
    *,
    activity: str = "",
    variant: str | None = None,
    as_of: datetime | None = None,
    public: bool = True,
) -> list[Observation]:
    """Figures of one subject in the order of time, all bases unless one is named.

    `public=False` adds what is not published: the caller has checked who asks.
    """
    rows = standing(as_of).filter(indicator=indicator, activity=activity, **{subject_field(subject): subject})
    if public:
        rows = rows.public()
    if variant is not None:
        rows = rows.filter(variant=variant)
    return list(rows.with_subjects().order_by("period_end", "period_start", "variant"))


def employment_by_section(
    territory: Territory, year: int | str, *, variant: str | None = None, as_of: datetime | None = None
) -> dict[str, Observation]:
    """Headcount of a year by section of OKVED2; the key "" is the total. Withheld sections are there, without a value.

    One basis only: the one named, else the preferred of those that have a total.
    """
    rows = standing(as_of).public().filter(indicator__code=EMPLOYMENT, territory=territory, period=str(year))
    if variant is not None:
        rows = rows.filter(variant=variant)
    found = sorted(rows.with_subjects().order_by("activity"), key=preference)
    chosen = next((row.variant for row in found if not row.activity), None)
    return {row.activity: row for row in found if row.variant == chosen}


def latest(indicator: Indicator, territory: Territory, *, variant: str | None = None) -> Observation | None:
    """The public figure of the last period that has a value; of several bases the preferred one."""
    rows = [row for row in series(indicator, territory, variant=variant) if not row.is_suppressed]
    if not rows:
        return None
    last = max((row.period_end, row.period_start) for row in rows)
    return min((row for row in rows if (row.period_end, row.period_start) == last), key=preference)


def catalogue_numbers() -> dict[str, int]:
    """How many indicators the catalogue has, and how many series stand beside it. One query."""
    return Indicator.objects.aggregate(
        catalogue=Count("pk", filter=Q(is_catalogue=True)), more=Count("pk", filter=Q(is_catalogue=False))
    )


def names_by_code(codes: Iterable[str]) -> dict[str, str]:
    """Names in the active language. One query."""
    return {row.code: row.name for row in Indicator.objects.filter(code__in=set(codes)).defer("search_text")}


def latest_of(territory: Territory, codes: Sequence[str]) -> dict[str, Observation]:
    """`latest` for several indicators at once, in the order of `codes`. One query."""
    rows = Observation.objects.current().public().filter(indicator__code__in=codes, territory=territory, activity="")
    best: dict[str, Observation] = {}
    for row in sorted(rows.filter(value__isnull=False).with_subjects(), key=_newest_preferred):
        best.setdefault(row.indicator.code, row)
    return {code: best[code] for code in codes if code in best}


def _newest_preferred(row: Observation) -> tuple:
    return (-row.period_end.toordinal(), -row.period_start.toordinal(), *preference(row))


def compare(
    indicator: Indicator, territories: Iterable[Territory], period: str, *, variant: str | None = None
) -> dict[str, Observation]:
    """Public figures of one period by territory code; where a territory has several bases, the preferred one."""
    rows = (
        Observation.objects.current()
        .public()
        .filter(indicator=indicator, territory__in=list(territories), period=period, activity="")
    )
    if variant is not None:
        rows = rows.filter(variant=variant)
    found: dict[str, Observation] = {}
    for row in sorted(rows.with_subjects(), key=preference):
        found.setdefault(row.territory.code, row)
    return found


def search(text: str, limit: int = 20) -> list[Hit]:
    """Indicators whose stored words match."""
    found = match(Indicator.objects.all(), text).order_by("-is_catalogue", "code")[:limit]
    return [Hit("indicator", f"{row.code} · {row.name}", row.unit, row.get_absolute_url()) for row in found]


def published_counts() -> dict[int, int]:
    """How many figures are published, by primary key of the indicator."""
    rows = Observation.objects.current().public().order_by().values("indicator_id")
    return dict(rows.annotate(number=Count("pk")).values_list("indicator_id", "number"))


def for_table(rows: ObservationQuerySet) -> ObservationQuerySet:
    """The newest first; within a period by territory, all activities before the sections."""
    return rows.with_subjects().order_by("-period_end", "-period_start", "territory__code", "activity", "variant")


def for_charts(rows: ObservationQuerySet) -> list[Observation]:
    """Totals over all activities, in the order of time."""
    return list(
        rows.filter(activity="")
        .select_related("territory")
        .defer("territory__boundary")
        .order_by("territory__code", "variant", "period_end", "period_start")
    )
