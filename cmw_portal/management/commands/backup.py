from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cmw_portal import backup


class Command(BaseCommand):
    help = "Copies the database into a file, while the portal runs. See docs/operating.md for how it is put back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="where to (default: backups in the data folder)")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="remove all but the N newest copies there")

    def handle(self, *args: object, folder: Path | None, keep: int, **options: object) -> None:
        folder = folder or settings.DATA_DIR / "backups"
        try:
            path = backup.make(folder, timezone.now())
        except backup.BackupFailed as failed:
            raise CommandError(str(failed)) from failed
        if keep > 0:
            for old in sorted(folder.glob("portal-*.[sd]*"))[:-keep]:
                old.unlink()
        self.stdout.write(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
