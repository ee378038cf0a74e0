from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exchange.command_errors import cannot_read
from exchange.reading import RowErrors, UnreadableFile
from indicators.actions import import_official
from indicators.official.rows import EMPLOYMENT, SERIES


class Command(BaseCommand):
    help = "Imports official tables: a CSV or XLSX file, or every such table of a folder, all or none."

    def add_arguments(self, parser):
        parser.add_argument("path", help=f"tables with the columns {', '.join(SERIES)}, or {', '.join(EMPLOYMENT)}")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args, path, dry_run, **options):
        try:
            report = import_official(by=None, path=path, dry_run=dry_run)
        except OSError as error:
            raise cannot_read(path, error) from error
        except (UnreadableFile, RowErrors) as error:
            raise CommandError(str(error)) from error
        for name in report.passed_over:
            self.stdout.write(_("Passed over, not an official table: %(name)s") % {"name": name})
        for name in report.files:
            self.stdout.write(_("Read: %(name)s") % {"name": name})
        if dry_run:
            self.stdout.write(_("Nothing was written."))
        self.stdout.write(report.summary)
