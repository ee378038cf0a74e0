from django.core.management.base import BaseCommand
from django.db import transaction

import accounts.demo
import clusters.acts.demo
import clusters.cooperation.demo
import clusters.demo
import clusters.infrastructure.demo
import clusters.membership.demo
import clusters.standing.demo
import clusters.support.demo
import competitiveness.demo
import councils.demo
import indicators.demo


class Command(BaseCommand):
    help = "Loads the demonstration: synthetic people, organisations and figures, each marked so. Safe to repeat."

    def handle(self, *args, **options) -> None:
        with transaction.atomic():
            users = accounts.demo.load()
            clusters.demo.load(users)
            clusters.cooperation.demo.load()
            clusters.standing.demo.load()
            clusters.support.demo.load()
            clusters.acts.demo.load(users)
            clusters.infrastructure.demo.load()
            clusters.membership.demo.load(users)
            indicators.demo.load()
            competitiveness.demo.load()
            councils.demo.load(users)
        self.stdout.write("demonstration data in place")
