from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exchange.command_errors import cannot_read
from exchange.reading import RowErrors, UnreadableFile
from indicators.actions import import_observations
from indicators.observation_files import HEADINGS


class Command(BaseCommand):
    help = "Imports figures from a CSV or XLSX file, all or none."

    def add_arguments(self, parser):
        parser.add_argument("file", help=f"a table with the columns {', '.join(HEADINGS)}")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args, file, dry_run, **options):
        try:
            report = import_observations(by=None, file=file, dry_run=dry_run)
        except OSError as error:
            raise cannot_read(file, error) from error
        except (UnreadableFile, RowErrors) as error:
            raise CommandError(str(error)) from error
        if dry_run:
            for figure, before in report.counts.changes:
                self.stdout.write(_change(figure, before))
            self.stdout.write(_("Nothing was written."))
        self.stdout.write(report.summary)


def _change(figure, before) -> str:
    words = _("Row %(row)s: %(indicator)s, %(subject)s, %(period)s: %(before)s → %(value)s")
    return words % {
        "row": figure.row,
        "indicator": figure.indicator.code,
        "subject": figure.subject.name,
        "period": figure.period.code,
        "before": "—" if before is None or before.value is None else f"{before.value.normalize():f}",
        "value": "…" if figure.value is None else f"{figure.value.normalize():f}",
    }
