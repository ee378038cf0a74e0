"""Notes of sources in the words of the reader, by the phrases of `data/notes.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import get_language

PATH = Path(__file__).resolve().parent.parent / "data" / "notes.toml"


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    book = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return [(re.compile(pattern), words) for pattern, words in book["phrases"]]


@lru_cache(maxsize=1000)
def _in_russian(note: str) -> str:
    for pattern, words in _phrases():
        note = pattern.sub(words, note)
    return note


def note_text(note: str) -> str:
    """The note as kept; on a Russian page with the phrases that the portal knows in Russian."""
    return note if (get_language() or "ru").startswith("en") else _in_russian(note)
