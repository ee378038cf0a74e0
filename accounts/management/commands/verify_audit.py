from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import AuditStream
from accounts.trail import verification


class Command(BaseCommand):
    help = (
        "Checks the audit trail row by row, and against the checkpoints outside; ends with code 1 if anything is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stream", help="one stream only")

    def handle(self, *, stream: str | None = None, **options: Any) -> None:
        if stream is not None and not AuditStream.objects.filter(name=stream).exists():
            known = ", ".join(AuditStream.objects.order_by("name").values_list("name", flat=True)) or "none yet"
            raise CommandError(f"There is no stream {stream!r}. Streams: {known}.")
        # The whole is noted for the page of the trail; a part of it would look like the whole there.
        outcome = verification.verify_and_note() if stream is None else verification.verify(stream)
        problems = outcome.problems
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"The audit trail is not as it was recorded: {len(problems)} problem(s), listed above.")
        heads = AuditStream.objects.order_by("name") if stream is None else AuditStream.objects.filter(name=stream)
        for head in heads:
            # Kept outside the database, this line also shows a tail that was cut together with the head.
            self.stdout.write(f"{head.name}: {head.sequence} rows, head {head.digest}")
        self.stdout.write("The audit trail is whole.")
