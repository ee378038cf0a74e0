"""Search over stored words: the one seam that makes Cyrillic case, endings and prefixes the same on both databases.

A row keeps its words and their stems in one column, `" санаторий санатор виктория виктор "`; a query matches where each of
its words, or the stem of it, begins a stored one. No engine's own notion of letter case or language is involved.
"""

import re
from threading import local

import snowballstemmer
from django.db import models
from django.db.models import Q, QuerySet

MAX_QUERY_CHARACTERS = 200
MAX_QUERY_WORDS = 8
_SUBSTRING_DIGITS = 4
_WORD = re.compile(r"[^\W_]+")


_of_this_thread = local()  # a stemmer keeps the word it works on in itself


def _stem(word: str) -> str:
    language = "english" if word.isascii() else "russian"
    if not hasattr(_of_this_thread, language):
        setattr(_of_this_thread, language, snowballstemmer.stemmer(language))
    return getattr(_of_this_thread, language).stemWord(word)


def words(text: str) -> list[str]:
    """Words of the text in lower case, «ё» read as «е»; punctuation, quotes and wildcards fall away."""
    return _WORD.findall(text.casefold().replace("ё", "е"))


def stems(text: str) -> str:
    """What a search column stores for `text`: each word and its stem once, with a space before and after each."""
    kept: dict[str, None] = {}
    for word in words(text):
        kept[word] = kept[_stem(word)] = None
    return f" {' '.join(kept)} " if kept else ""


def match(queryset: QuerySet, text: str, column: str = "search_text") -> QuerySet:
    """Rows in which every word of `text` begins a stored word or stem (four digits or more: stands anywhere in it).

    A text without any word finds nothing. Only the first 200 characters and eight words are read.
    """
    asked = words(text[:MAX_QUERY_CHARACTERS])[:MAX_QUERY_WORDS]
    if not asked:
        return queryset.none()
    for word in asked:
        found = Q(**{f"{column}__contains": f" {word}"}) | Q(**{f"{column}__contains": f" {_stem(word)}"})
        if word.isdecimal() and len(word) >= _SUBSTRING_DIGITS:
            found = Q(**{f"{column}__contains": word})
        queryset = queryset.filter(found)
    return queryset


class SearchTextField(models.TextField):
    """A column kept by the row itself: at each save (and in bulk_create) the `stems` of the fields named in `sources`."""

    def __init__(self, *args, sources: tuple[str, ...] = (), **kwargs):
        self.sources = tuple(sources)
        kwargs |= {"editable": False, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["blank"], kwargs["default"]
        return name, path, args, kwargs | {"sources": self.sources}

    def pre_save(self, model_instance, add):
        text = stems(" ".join(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, text)
        return text
