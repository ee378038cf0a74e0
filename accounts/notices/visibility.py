"""Whether a person may still see what a notice tells of: asked when the letter is sent and when the notice is shown.

A room registers its models in `AppConfig.ready`. A right that ended between the deed and the letter, or since, then
closes the notice too: it is neither sent nor shown.
"""

from collections.abc import Callable, Iterable

from django.db import models

from accounts.audit import reference
from accounts.models import Notice, User

Predicate = Callable[[User, str], bool]
Among = Callable[[User, set[str]], set[str]]

_rules: dict[str, tuple[Predicate, Among | None]] = {}


def register(model: type[models.Model], predicate: Predicate, *, among: Among | None = None) -> None:
    """`predicate(user, id)`: may the person see the object of that public id (or key, where there is none)?

    `among(user, ids)` gives those of many that may be seen, in one query; a page of notices asks it where there is one.
    """
    _rules[model._meta.label_lower] = (predicate, among)


def named(about: models.Model | None) -> tuple[str, str]:
    """Type and id by which a notice remembers its object; LookupError where nobody said who may see it."""
    if about is None:
        return "", ""
    label = about._meta.label_lower
    if label not in _rules:
        raise LookupError(
            f"Nobody said who may see {label}: call accounts.notices.visibility.register in AppConfig.ready of its room."
        )
    return label, reference(about)


def open_to(user: User, notices: Iterable[Notice]) -> set[int]:
    """Keys of the notices whose objects this person may see now; one question for each kind of object."""
    kept, asked = set(), {}
    for notice in notices:
        if notice.about_type:
            asked.setdefault(notice.about_type, {}).setdefault(notice.about_id, []).append(notice.pk)
        else:
            kept.add(notice.pk)
    for about_type, found in asked.items():
        for about_id in _seen(user, about_type, set(found)):
            kept.update(found[about_id])
    return kept


def is_open(user: User, notice: Notice) -> bool:
    return notice.pk in open_to(user, [notice])


def _seen(user: User, about_type: str, ids: set[str]) -> set[str]:
    # A room that was taken out of the portal leaves notices nobody can vouch for: they stay closed.
    predicate, among = _rules.get(about_type, (_nobody, None))
    if among is not None:
        return ids & among(user, ids)
    return {about_id for about_id in ids if predicate(user, about_id)}


def _nobody(_user: User, _id: str) -> bool:
    return False
