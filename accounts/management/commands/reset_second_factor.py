from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.door import actions
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Takes away the app, passkeys and recovery codes of a person who has lost them; the person is told by a letter."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose second factor it is")
        parser.add_argument("--reason", required=True, help="why; the person will read it")

    def handle(self, *, email: str, reason: str, **options: Any) -> None:
        user = User.objects.filter(email=User.objects.normalize_email(email)).first()
        if user is None:
            raise CommandError(f"There is no account {email!r}.")
        try:
            removed = actions.reset_second_factor(by=None, user=user, reason=reason)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email}: {removed} taken away. Where a role demands a factor it is set up anew.")
