import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.reloader import translation_file_changed

from cmw_portal import catalogue, environment, fonts


class Command(BaseCommand):
    help = "Makes the data folder and the database ready: faces, catalogues, migrations, reference data, demonstration."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="load no demonstration data")

    def handle(self, *args: object, no_demo: bool, **options: object) -> None:
        wanted = self.demo_is_wanted() and not no_demo
        self.step("folders", self.make_folders)
        self.step("faces", lambda: fonts.make(settings.FONTS_DIR))
        self.step("message catalogue", self.compile_catalogues)
        self.step("migrations", lambda: call_command("migrate", verbosity=0, interactive=False))
        if not settings.REDIS_URL:
            self.step("cache table", lambda: call_command("createcachetable", verbosity=0))
        self.step("reference data", lambda: call_command("load_reference", stdout=StringIO()))
        if wanted and not get_user_model().objects.exists():
            self.step("demonstration data", lambda: call_command("load_demo", stdout=StringIO()))

    def demo_is_wanted(self) -> bool:
        """Asked before anything is made, so that a wrong word leaves nothing behind."""
        try:
            return environment.flag("DEMO", default=True)
        except ImproperlyConfigured as wrong:
            raise CommandError(str(wrong)) from wrong

    def step(self, name: str, work: Callable[[], object]) -> None:
        began = time.monotonic()
        work()
        self.stdout.write(f"  {name} ({time.monotonic() - began:.1f} s)")
        self.stdout.flush()

    def make_folders(self) -> None:
        for folder in ("messages", "control"):
            (settings.BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)

    def compile_catalogues(self) -> None:
        for path in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
            if catalogue.compile_catalogue(path):
                # This process has looked for the catalogue before it was there, and what is loaded next keeps its words.
                translation_file_changed(None, path.with_suffix(".mo"))
