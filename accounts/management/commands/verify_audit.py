from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import audit
from accounts.models import AuditStream


class Command(BaseCommand):
    help = "Checks the chain of the audit trail row by row; ends with code 1 if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stream", help="one stream only")

    def handle(self, *, stream: str | None = None, **options: Any) -> None:
        if stream is not None and not AuditStream.objects.filter(name=stream).exists():
            known = ", ".join(AuditStream.objects.order_by("name").values_list("name", flat=True)) or "none yet"
            raise CommandError(f"There is no stream {stream!r}. Streams: {known}.")
        problems = audit.verify(stream)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"The audit trail is not as it was recorded: {len(problems)} problem(s), listed above.")
        heads = AuditStream.objects.order_by("name") if stream is None else AuditStream.objects.filter(name=stream)
        for head in heads:
            # Kept outside the database, this line also shows a tail that was cut together with the head.
            self.stdout.write(f"{head.name}: {head.sequence} rows, head {head.digest}")
        self.stdout.write("The audit trail is whole.")
