import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import actions
from accounts.enums import Scope
from accounts.models import User


class Command(BaseCommand):
    help = "Issues a token of the REST interface and prints it once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose token it is")
        parser.add_argument("--scope", action="append", choices=Scope.values, help="repeat for several; default: read")
        parser.add_argument("--days", type=int, default=90, help="how long it lives, 1 to 366 days; default: 90")
        parser.add_argument("--name", default="command line", help="what it is for")

    def handle(self, *, email: str, scope: list[str] | None, days: int, name: str, **options: Any) -> None:
        user = User.objects.filter(email=User.objects.normalize_email(email), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {email!r}. Accounts are made in the administration site.")
        scopes = sorted(set(scope or [Scope.READ]))
        try:
            _token, secret = actions.issue_token(
                by=None, user=user, name=name, scopes=scopes, expires_in=dt.timedelta(days=days)
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(secret)
