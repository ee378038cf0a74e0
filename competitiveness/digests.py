"""Digests over canonical JSON: the same content gives the same digest on every machine and database."""

import hashlib
import json
import math
from collections.abc import Iterator
from typing import Any

MAX_DIFFERENCES = 20
ABSENT = "(absent)"


def canonical(value: Any) -> Any:
    """The value as plain JSON types with sorted keys; a whole float becomes an integer, as jsonb does not tell the two apart.

    Raises ValueError on NaN and infinities, which JSON does not know, and on types that have no JSON form.
    """
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in sorted((str(key), item) for key, item in value.items())}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value!r} has no JSON form: give None and say why the figure is absent.")
        return int(value) if value.is_integer() else value
    raise ValueError(f"{type(value).__name__} has no JSON form.")


def canonical_json(value: Any) -> bytes:
    """UTF-8, keys sorted, no spaces, floats by their shortest round-trip form."""
    return json.dumps(
        canonical(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def differences(first: Any, second: Any, path: str = "result") -> list[str]:
    """The places at which two values differ, as "path: first ≠ second", at most twenty."""
    found = _differences(canonical(first), canonical(second), path)
    return [line for _number, line in zip(range(MAX_DIFFERENCES), found, strict=False)]


def _differences(first: Any, second: Any, path: str) -> Iterator[str]:
    if isinstance(first, dict) and isinstance(second, dict):
        for key in sorted(first.keys() | second.keys()):
            yield from _differences(first.get(key, ABSENT), second.get(key, ABSENT), f"{path}.{key}")
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for number, (one, other) in enumerate(zip(first, second, strict=True)):
            yield from _differences(one, other, f"{path}[{number}]")
    elif first != second:
        yield f"{path}: {_short(first)} ≠ {_short(second)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
