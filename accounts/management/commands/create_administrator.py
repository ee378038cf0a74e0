import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import actions


class Command(BaseCommand):
    help = "Makes the account of an administrator: the way in before anybody can appoint anybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--family-name", required=True)
        parser.add_argument("--given-name", required=True)
        parser.add_argument("--patronymic", default="")
        parser.add_argument("--language", default="ru", choices=["ru", "en"])
        parser.add_argument("--password-file", help="a file with the password in its first line; default: one is made")

    def handle(self, *, email: str, password_file: str | None, **options: Any) -> None:
        password = self._password(password_file)
        names = {key: options[key] for key in ("family_name", "given_name", "patronymic", "language")}
        try:
            validate_password(password)
            with transaction.atomic():
                user = actions.create_user(by=None, email=email, password=password, **names)
                actions.assign_portal_role(by=None, user=user, role="administrator")
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email} is an administrator of the portal.")
        if password_file is None:
            self.stdout.write(f"Password, shown this once: {password}")

    def _password(self, path: str | None) -> str:
        if path is None:
            return secrets.token_urlsafe(15)
        try:
            with open(path, encoding="utf-8") as file:
                return file.readline().rstrip("\n")
        except OSError as error:
            raise CommandError(f"--password-file {path}: {error.strerror}. Give a file that can be read.") from error
