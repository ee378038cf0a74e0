"""Made-up facilities that show how the register works, each marked `is_demo`."""

from django.db import transaction

from clusters.infrastructure.reference import add
from clusters.reference import read


@transaction.atomic
def load() -> int:
    """Add the demonstration once; the number of objects added."""
    return add(read("demo_infrastructure.csv"), "demo infrastructure", is_demo=True)
