import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from cmw_portal import catalogue, environment, fonts


class Command(BaseCommand):
    help = "Makes the data folder and the database ready: faces, catalogues, migrations, reference data, demonstration."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="load no demonstration data")

    def handle(self, *args: object, no_demo: bool, **options: object) -> None:
        self.step("folders", self.make_folders)
        self.step("faces", lambda: fonts.make(settings.FONTS_DIR))
        self.step("message catalogue", self.compile_catalogues)
        self.step("migrations", lambda: call_command("migrate", verbosity=0, interactive=False))
        if not settings.REDIS_URL:
            self.step("cache table", lambda: call_command("createcachetable", verbosity=0))
        self.step("reference data", lambda: call_command("load_reference", stdout=StringIO()))
        wanted = environment.flag("DEMO", default=True) and not no_demo
        if wanted and not get_user_model().objects.exists():
            self.step("demonstration data", lambda: call_command("load_demo", stdout=StringIO()))

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
            catalogue.compile_catalogue(path)
