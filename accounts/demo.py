"""Demonstration accounts, one per role. Their names say what they are and `is_demo` marks them."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts import actions
from accounts.models import PortalAssignment, User

# role: family name, given name; `elsewhere` is one more of the same role, in another organisation
PEOPLE = {
    "administrator": ("Демо", "Администратор"),
    "administrator_second": ("Демо", "Второй администратор"),
    "official": ("Демо", "Представитель"),
    "coordinator": ("Демо", "Координатор"),
    "reporter": ("Демо", "Ответственный"),
    "reporter_elsewhere": ("Демо", "Сосед"),
    "api_partner": ("Демо", "Партнёр"),
    "chair": ("Демо", "Председатель"),
    "secretary": ("Демо", "Секретарь"),
    "council_member": ("Демо", "Член совета"),
}
# The second administrator shows what two persons do together: one proposes, the other confirms.
IN_THE_PORTAL = {
    "administrator": "administrator",
    "administrator_second": "administrator",
    "official": "official",
    "api_partner": "api_partner",
}


def sign_ins_file() -> Path:
    """One line per demo account: role, e-mail, password, with tabs between; readable by its owner alone."""
    return settings.DATA_DIR / "demo_sign_ins.txt"


@transaction.atomic
def load() -> dict[str, User]:
    """Make what is missing and return the demo people by role; roles of clusters and organisations are given there.

    The password is made at the first load. Loaded again, nobody's password changes, unless the file was lost.
    """
    people = {role: _person(role, names) for role, names in PEOPLE.items()}
    for key, role in IN_THE_PORTAL.items():
        if not PortalAssignment.objects.current().filter(user=people[key], role=role).exists():
            actions.assign_portal_role(by=None, user=people[key], role=role)
    told = _told()
    password = told[0][2] if told else secrets.token_urlsafe(12)
    if [role for role, *_rest in told] != list(people):
        _write(people, password)
    for user in people.values():
        if not user.check_password(password):
            actions.set_password(by=None, user=user, password=password)
    return people


def email(role: str) -> str:
    return f"{role.replace('_', '-')}@demo.example"


def _person(role: str, names: tuple[str, str]) -> User:
    found = User.objects.filter(email=email(role)).first()
    if found is not None:
        return found
    family, given = names
    return actions.create_user(by=None, email=email(role), family_name=family, given_name=given, is_demo=True)


def _told() -> list[list[str]]:
    """The lines of the file, or none where it does not hold what it should."""
    path = sign_ins_file()
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = [line.split("\t") for line in lines]
    return rows if all(len(row) == 3 for row in rows) else []


def _write(people: dict[str, User], password: str) -> None:
    # Created closed to others, not closed afterwards; a file left by an earlier database is replaced.
    path = sign_ins_file()
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{role}\t{user.email}\t{password}\n" for role, user in people.items())
