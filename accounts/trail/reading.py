"""Reading of what is confidential is a deed too: one row a request, found by each of the objects that were read."""

from collections.abc import Iterable

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.trail.sealing import Subject

STREAM = "reading"


@transaction.atomic
def note_reading(*, by: User, verb: str, where: str, objects: Iterable[Subject]) -> None:
    """Write down that the person was shown the objects, before they are shown; nothing where there are none."""
    if found := sorted(set(objects)):
        audit.record(by=by, verb=verb, after={"where": where}, stream=STREAM, concerning=found)
