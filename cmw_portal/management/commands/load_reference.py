from django.core.management.base import BaseCommand
from django.db import transaction

import clusters.acts.reference
import clusters.infrastructure.reference
import clusters.reference
import clusters.standing.reference
import clusters.support.reference
import competitiveness.reference
import indicators.reference


class Command(BaseCommand):
    help = "Loads the reference data: territories, organisations, catalogue, official figures, methods. Safe to repeat."

    def handle(self, *args, **options) -> None:
        for room in (
            clusters.reference,
            clusters.acts.reference,
            clusters.infrastructure.reference,
            indicators.reference,
            competitiveness.reference,
        ):
            with transaction.atomic():
                room.load()
            self.stdout.write(f"{room.__name__.split('.')[0]}: reference data in place")
        clusters.standing.reference.load()
        clusters.support.reference.load()
