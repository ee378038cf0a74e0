from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cmw_portal import catalogue

FOLDERS = [
    "accounts",
    "associations",
    "clusters",
    "cmw_portal",
    "competitiveness",
    "councils",
    "exchange",
    "indicators",
    "templates",
]


class Command(BaseCommand):
    help = "Brings the Russian catalogue up to the strings of code and templates, compiles it, and tells what lacks Russian."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a string lacks its Russian")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "ru" / "LC_MESSAGES" / "django.po"
        file = polib.pofile(str(path), wrapwidth=110)
        found = catalogue.collect(settings.BASE_DIR, FOLDERS)
        if not check:
            catalogue.update(file, found)
            file.save(str(path))
            catalogue.compile_catalogue(path)
        lacking = catalogue.problems(file, found)
        for line in lacking:
            self.stdout.write(line)
        if lacking:
            raise CommandError(f"{len(lacking)} of {len(found)} strings need their Russian in {path.name}.")
        self.stdout.write(f"All {len(found)} strings have their Russian.")
