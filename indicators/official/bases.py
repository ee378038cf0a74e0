"""How a figure is counted, read from its unit and note by the rules of `data/bases.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from django.utils.translation import get_language

from indicators.enums import Status

PATH = Path(__file__).resolve().parent.parent / "data" / "bases.toml"


@dataclass(frozen=True)
class CountedAs:
    """`ruled` is false when no rule spoke and the basis, if any, was made from the words of the note."""

    activity: str = ""
    variant: str = ""
    status: Status = Status.OFFICIAL
    ruled: bool = False


@cache
def _book() -> dict:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def _rules() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    return [(re.compile(rule["pattern"]), rule) for rule in _book()["rule"]]


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _book()["neutral"]), re.IGNORECASE)


def counted_as(unit: str, note: str) -> CountedAs:
    """Activity, basis and status of a row of an official table."""
    text = f"{unit} | {note}"
    for pattern, rule in _rules():
        if found := pattern.search(text):
            activity = found.groupdict().get("activity") or rule.get("activity", "")
            status = Status(rule.get("status", Status.OFFICIAL))
            return CountedAs(activity, rule.get("variant", ""), status, ruled=True)
    return CountedAs(variant=_made_from(note))


def _made_from(note: str) -> str:
    if _neutral().fullmatch(note.strip()):
        return ""
    fragments = (" ".join(fragment.split()) for fragment in note.casefold().split(";"))
    left = sorted(fragment for fragment in fragments if fragment and not _neutral().fullmatch(fragment))
    return f"x-{crc32('; '.join(left).encode()):08x}" if left else ""


def variant_name(variant: str) -> str:
    """The basis in words of the active language; empty where only the note of the figure tells."""
    russian, english = _book()["variants"].get(variant, ("", ""))
    return english if (get_language() or "ru").startswith("en") else russian
