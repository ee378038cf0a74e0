"""Who published a figure, read from the source column by the rules of `data/sources.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from django.utils.translation import get_language

PATH = Path(__file__).resolve().parent.parent / "data" / "sources.toml"
_REPOSITORY = re.compile(r"github:(?P<name>[^@\s]+/[^@\s]+)@(?P<version>[0-9a-f]+):(?P<path>[^#]+)(?:#.*)?")


@dataclass(frozen=True)
class Publisher:
    """`name` in Russian, as stored; `url` leads to the very file or page, empty where there is none."""

    name: str
    url: str


@cache
def _rules() -> list[tuple[re.Pattern[str], str, str]]:
    book = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return [(re.compile(rule["pattern"]), rule["ru"], rule["en"]) for rule in book["source"]]


@cache
def _english() -> dict[str, str]:
    return {russian: english for _pattern, russian, english in _rules()}


def publisher_of(source: str, note: str = "") -> Publisher:
    """Name and address for a source written as an address, as `github:owner/name@version:path`, or in words."""
    url = address_of(source)
    for text in (source, note):
        for pattern, russian, _english_name in _rules():
            if pattern.search(text):
                return Publisher(russian, url)
    return Publisher(_host(url) or source, url)


def address_of(source: str) -> str:
    if found := _REPOSITORY.fullmatch(source.strip()):
        return f"https://github.com/{found['name']}/blob/{found['version']}/{quote(found['path'])}"
    return source.strip() if source.strip().startswith(("http://", "https://")) else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def source_name(source: str) -> str:
    """The stored name of a publisher in the active language, as it stands where it is not one of ours."""
    english = (get_language() or "ru").startswith("en")
    return _english().get(source, source) if english else source
