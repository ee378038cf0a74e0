from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.trail import checkpoints


class Command(BaseCommand):
    help = "Appends a checkpoint of the audit trail to AUDIT_CHECKPOINT_FILE, as the clock does every hour."

    def handle(self, **options: Any) -> None:
        try:
            made = checkpoints.write()
        except OSError as error:
            raise CommandError(
                f"AUDIT_CHECKPOINT_FILE={settings.AUDIT_CHECKPOINT_FILE} cannot be written ({error.strerror}). "
                "Point it to a file of the portal's own."
            ) from error
        self.stdout.write(f"{made.rows} rows, checkpoint {made.digest}")
