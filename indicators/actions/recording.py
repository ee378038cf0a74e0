"""How a figure becomes a row: nothing is overwritten, a different figure supersedes the one that stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from clusters.stable_ids import stable_public_id
from indicators.access import can_record
from indicators.enums import Status
from indicators.figures import Figure, Key, Subject, by_subject, content_of, subject_code
from indicators.models import Indicator, Observation
from indicators.models.observation import KEY_FIELDS
from indicators.periods import Period

CHUNK = 500


@dataclass
class Counts:
    """What a set of figures changes."""

    created: int = 0
    superseded: int = 0
    unchanged: int = 0
    #: Figures that are new or different, in the order given, each with the row it supersedes.
    changes: list[tuple[Figure, Observation | None]] = field(default_factory=list)

    def numbers(self) -> dict[str, int]:
        return {"created": self.created, "superseded": self.superseded, "unchanged": self.unchanged}


def standing(figures: Sequence[Figure]) -> dict[Key, Observation]:
    """The current rows, by key, of the indicators and subjects that the figures name."""
    indicators = {figure.indicator.pk for figure in figures}
    found: dict[Key, Observation] = {}
    for kind, subjects in by_subject(figures).items():
        for some in _chunks(sorted(subjects)):
            rows = Observation.objects.current().filter(Q(**{f"{kind}__in": some}), indicator__in=indicators)
            found |= {row.key: row for row in rows.only(*KEY_FIELDS, *_COMPARED)}
    return found


_COMPARED = ("public_id", "value", "unit", "status", "source", "source_url", "revision", "recorded_at", "superseded_at")


def compare(figures: Sequence[Figure]) -> Counts:
    """What recording the figures would change; nothing is written."""
    before = standing(figures)
    counts = Counts()
    for figure in figures:
        row = before.get(figure.key)
        if row is None:
            counts.created += 1
        elif content_of(row) == figure.content:
            counts.unchanged += 1
            continue
        else:
            counts.superseded += 1
        counts.changes.append((figure, row))
    return counts


@transaction.atomic
def write(figures: Sequence[Figure], *, by: User | None, stable: bool = False) -> Counts:
    """Record the figures (no key twice) and say what changed. The caller writes the audit row.

    `stable` gives rows that the product brings itself the same public id in every installation.
    """
    _one_writer_at_a_time(figures)
    counts = compare(figures)
    moment = timezone.now()
    replaced = [row.pk for _figure, row in counts.changes if row]
    for some in _chunks(replaced):
        Observation.objects.filter(pk__in=some).update(superseded_at=moment)
    Observation.objects.bulk_create(_rows(counts, by, moment, stable), batch_size=1000)
    return counts


def _one_writer_at_a_time(figures: Sequence[Figure]) -> None:
    """Two writers of one indicator wait for each other (SQLite has one writer at any time)."""
    indicators = {figure.indicator.pk for figure in figures}
    list(Indicator.objects.select_for_update().filter(pk__in=indicators).order_by("pk").values_list("pk"))


def _rows(counts: Counts, by: User | None, moment: datetime, stable: bool) -> list[Observation]:
    rows = []
    for figure, before in counts.changes:
        row = figure.row_for(revision=before.revision + 1 if before else 1, recorded_at=moment, recorded_by=by)
        if stable:
            row.public_id = _stable_id(figure, row.revision)
        rows.append(row)
    return rows


def _stable_id(figure: Figure, revision: int) -> str:
    key = (figure.indicator.code, subject_code(figure.subject), figure.activity, figure.period.code, figure.variant)
    return stable_public_id("observation", *key, str(revision))


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


@transaction.atomic
def record_observation(
    *,
    by: User | None,
    indicator: Indicator,
    subject: Subject,
    period: Period,
    value: Decimal | None,
    unit: str,
    status: Status,
    activity: str = "",
    variant: str = "",
    source: str = "",
    source_url: str = "",
    note: str = "",
) -> Observation:
    """Record one figure and return the row that stands for it now; the same figure again changes nothing.

    Raises PermissionDenied where `by` may not record for the subject (None is the portal itself).
    """
    if by is not None and not can_record(by, subject):
        raise PermissionDenied(
            _("You may record figures only of your own organisation, your cluster or, as an official, of territories.")
        )
    figure = Figure(indicator, subject, period, value, unit, status, activity, variant, source, source_url, note)
    counts = write([figure], by=by)
    row = Observation.objects.with_subjects().get(pk=standing([figure])[figure.key].pk)
    if counts.changes:
        before = counts.changes[0][1]
        audit.record(
            by=by,
            verb="indicators.record_observation",
            obj=row,
            before={"public_id": before.public_id} if before else None,
            after={"indicator": indicator.code, "period": period.code, "revision": row.revision, "status": str(status)},
        )
    return row
