"""From what a reader types to what the trail calls it: an address of the portal, a public id, a kind with an id."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.apps import apps
from django.db import models
from django.urls import Resolver404, resolve

from accounts.audit import reference
from accounts.trail.sealing import Subject


def subjects_of(words: str) -> list[Subject]:
    """Kinds and ids that the words may mean; an empty kind stands for any. `/observations/x/`, `x`, `accounts.user 7`."""
    words = words.strip()
    if "/" in words:
        path = urlsplit(words).path
        return [(found._meta.label_lower, reference(found)) for found in _at(path)] or _words_in(path)
    kind, _space, word = words.rpartition(" ")
    return [(kind.strip().lower(), word)] if word else []


def _at(path: str) -> Iterator[models.Model]:
    """Rows whose own address this is."""
    try:
        given = resolve(path).kwargs
    except Resolver404:
        return
    wanted = {name: value for name, value in given.items() if name in {"public_id", "slug", "code", "pk"}}
    for model in apps.get_models() if wanted else []:
        fields = {field.name for field in model._meta.get_fields()} | {"pk"}
        if hasattr(model, "get_absolute_url") and set(wanted) <= fields:
            # Old addresses are written in any case; the one rule of what is whose address is the model's own.
            found = model._base_manager.filter(**{f"{name}__iexact": value for name, value in wanted.items()}).first()
            if found is not None and found.get_absolute_url() == path:
                yield found


def _words_in(path: str) -> list[Subject]:
    """Of an address that no row calls its own, for instance a form: the ids that stand in it."""
    try:
        given = resolve(path).kwargs
    except Resolver404:
        return [("", path)]
    return [("", str(value)) for value in given.values()] or [("", path)]


def kind_words(label: str) -> str:
    """`clusters.organisation` in words; a model that is no more keeps its label."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
