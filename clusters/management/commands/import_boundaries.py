"""manage.py import_boundaries FILE.geojson: outlines of territories, all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from clusters.actions.boundaries import import_boundaries
from exchange.command_errors import cannot_read
from exchange.reading import RowErrors, UnreadableFile


class Command(BaseCommand):
    help = "Loads outlines of territories from a GeoJSON file; each feature names its territory in the property 'code'."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.geojson")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                number = import_boundaries(by=None, file=opened)
        except OSError as error:
            raise cannot_read(file, error) from error
        except (RowErrors, UnreadableFile) as faulty:
            raise CommandError(str(faulty)) from faulty
        self.stdout.write(_("Outlines loaded: %(number)s.") % {"number": number})
