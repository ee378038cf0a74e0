"""What the gathering pages show, asked of the rooms below."""

from typing import Any


def home(user: Any) -> dict[str, Any]:
    return {}


def search(text: str) -> dict[str, Any]:
    return {"text": text, "hits": []}


def desk(user: Any) -> dict[str, Any]:
    return {}


def about() -> dict[str, Any]:
    return {}
