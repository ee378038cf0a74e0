"""Who read which confidential figures: what the pages and the REST interface write down before they show them."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from accounts.access import Person
from accounts.models import User
from accounts.trail.reading import note_reading
from indicators.enums import PUBLIC_STATUSES
from indicators.models import Observation

VERB = "indicators.read_figures"
FIGURE, ORGANISATION = "indicators.observation", "clusters.organisation"
CONFIDENTIAL = Q(territory=None) | ~Q(status__in=[str(status) for status in PUBLIC_STATUSES])


def is_confidential(observation: Observation) -> bool:
    return observation.territory_id is None or observation.status not in PUBLIC_STATUSES


def note(user: Person, observations: Iterable[Observation], *, where: str) -> None:
    """One row of the trail for all confidential figures among those about to be shown. Strangers are shown public ones only."""
    shown = [row.pk for row in observations if is_confidential(row)]
    if shown and isinstance(user, User):
        objects = subjects(Observation.objects.filter(pk__in=shown))
        note_reading(by=user, verb=VERB, where=where, objects=objects)


def subjects(observations: QuerySet[Observation]) -> list[tuple[str, str]]:
    """The confidential figures among these, and the organisations whose they are, as the trail calls them."""
    rows = observations.filter(CONFIDENTIAL).order_by()
    found: set[tuple[str, str]] = set()
    for figure, organisation in rows.values_list("public_id", F("organisation__public_id")).iterator(chunk_size=2000):
        found.add((FIGURE, figure))
        if organisation:
            found.add((ORGANISATION, organisation))
    return sorted(found)
