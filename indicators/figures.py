"""A figure on its way into the portal: everything known about it before it becomes a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clusters.models import Cluster, Organisation, Territory
from indicators.enums import Status
from indicators.models import Indicator, Observation
from indicators.models.observation import SUBJECTS
from indicators.periods import Period

Subject = Territory | Cluster | Organisation
Key = tuple[int, int | None, int | None, int | None, str, str, str]


def subject_field(subject: Subject) -> str:
    """`territory`, `cluster` or `organisation`."""
    return subject._meta.model_name or ""


def subject_code(subject: Subject) -> str:
    """The word by which pages, files and the API call a subject."""
    return str(getattr(subject, {"territory": "code", "cluster": "slug"}.get(subject_field(subject), "public_id")))


@dataclass(frozen=True)
class Figure:
    """`value` None = withheld by the publisher. `row` is its number in the file it came from, 0 if from none."""

    indicator: Indicator
    subject: Subject
    period: Period
    value: Decimal | None
    unit: str
    status: Status
    activity: str = ""
    variant: str = ""
    source: str = ""
    source_url: str = ""
    note: str = ""
    row: int = 0

    @property
    def key(self) -> Key:
        """What makes two figures revisions of one: the same order as `Observation.key`."""
        field = subject_field(self.subject)
        territory, cluster, organisation = (self.subject.pk if name == field else None for name in SUBJECTS)
        return (self.indicator.pk, territory, cluster, organisation, self.activity, self.period.code, self.variant)

    @property
    def content(self) -> tuple:
        """What a revision changes. A note put in other words is not a revision."""
        return (self.value, self.unit, str(self.status), self.source, self.source_url)

    def row_for(self, **recorded: Any) -> Observation:
        """An unsaved observation; `recorded` gives revision, time and author."""
        return Observation(
            indicator=self.indicator,
            activity=self.activity,
            period=self.period.code,
            period_start=self.period.start,
            period_end=self.period.end,
            variant=self.variant,
            value=self.value,
            unit=self.unit,
            status=self.status,
            source=self.source,
            source_url=self.source_url,
            note=self.note,
            is_demo=self.status == Status.DEMO,
            **{subject_field(self.subject): self.subject},
            **recorded,
        )


def content_of(observation: Observation) -> tuple:
    """`Figure.content` of a recorded row."""
    value = None if observation.value is None else Decimal(observation.value)
    return (value, observation.unit, str(observation.status), observation.source, observation.source_url)


def by_subject(figures: Iterable[Figure]) -> dict[str, set[int]]:
    """Primary keys of the subjects, by kind of subject."""
    found: dict[str, set[int]] = {}
    for figure in figures:
        found.setdefault(subject_field(figure.subject), set()).add(figure.subject.pk)
    return found
