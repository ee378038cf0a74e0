"""The roles of `roles.toml`, checked when they are read."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

ROLES_FILE = Path(__file__).with_name("roles.toml")
CONTEXTS = frozenset({"portal", "cluster", "organisation", "council", "association"})
PERMISSION = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)+")
KEYS = {"name_ru", "name_en", "context", "second_factor", "two_persons", "permissions"}


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    name_ru: str
    name_en: str
    context: str
    second_factor: bool
    """Who holds it must sign in with a second factor: it votes, publishes, exports confidential figures or administers."""
    two_persons: bool
    """It is given only when a second person confirms it."""
    permissions: frozenset[str]

    @property
    def name(self) -> str:
        """In the active language."""
        return self.name_en if get_language() == "en" else self.name_ru


def read_roles(path: Path = ROLES_FILE) -> dict[str, Role]:
    """Every role of the file by its code. A mistake is refused with the role, the word and the remedy."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: _role(code, entry) for code, entry in table.items()}


def _role(code: str, entry: dict) -> Role:
    if set(entry) != KEYS:
        wrong = ", ".join(sorted(set(entry) ^ KEYS))
        raise ImproperlyConfigured(f"roles.toml, [{code}]: keys are {', '.join(sorted(KEYS))}; look at {wrong}.")
    if entry["context"] not in CONTEXTS:
        raise ImproperlyConfigured(
            f"roles.toml, [{code}]: context {entry['context']!r} is none of {', '.join(sorted(CONTEXTS))}."
        )
    for permission in entry["permissions"]:
        if not PERMISSION.fullmatch(permission):
            raise ImproperlyConfigured(f"roles.toml, [{code}]: {permission!r} is not of the form app.verb_noun.")
    for key in ("second_factor", "two_persons"):
        if not isinstance(entry[key], bool):
            raise ImproperlyConfigured(f"roles.toml, [{code}]: {key} is true or false, not {entry[key]!r}.")
    return Role(**{**entry, "code": code, "permissions": frozenset(entry["permissions"])})


ROLES: dict[str, Role] = read_roles()


def roles_granting(permission: str) -> set[str]:
    """Codes of the roles that carry the permission, whatever their context."""
    return {code for code, role in ROLES.items() if permission in role.permissions}


def roles_in(context: str) -> list[tuple[str, str]]:
    """Choices (code, name) of the roles given in a context, in the active language."""
    return [(code, role.name) for code, role in ROLES.items() if role.context == context]
