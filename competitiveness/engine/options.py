"""Kinds of values a method document may hold: each checks a value and describes itself as JSON Schema.

One declaration serves the parser and the schema, so the two cannot drift apart.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .errors import MethodError

REQUIRED = object()
LARGEST = sys.float_info.max


class Option(Protocol):
    """A value of a step: `default` is REQUIRED where the document must give one."""

    @property
    def default(self) -> Any: ...

    def parse(self, value: Any, path: str) -> Any:
        """The value in its normal form; MethodError with the path where it is wrong."""

    def schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of what `parse` accepts."""


def mapping(value: Any, path: str) -> Mapping[str, Any]:
    """An object of the document, or MethodError."""
    if not isinstance(value, Mapping):
        raise MethodError(path, f"expected an object, got {value!r}")
    return value


@dataclass(frozen=True)
class Number:
    """A finite number, optionally bounded, optionally null."""

    default: Any
    minimum: float | None = None
    above: float | None = None
    maximum: float | None = None
    whole: bool = False
    nullable: bool = False

    def parse(self, value: Any, path: str) -> Any:
        if value is None and self.nullable:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
            raise MethodError(path, f"expected a number, got {value!r}")
        if self.whole and value != int(value):
            raise MethodError(path, f"expected a whole number, got {value!r}")
        if self._outside(value):
            raise MethodError(path, f"{value!r} is not {self._range()}")
        return int(value) if self.whole else float(value)

    def _outside(self, value: float) -> bool:
        return bool(
            (self.minimum is not None and value < self.minimum)
            or (self.above is not None and value <= self.above)
            or (self.maximum is not None and value > self.maximum)
        )

    def _range(self) -> str:
        parts = [(self.minimum, "at least"), (self.above, "above"), (self.maximum, "at most")]
        return " and ".join(f"{word} {bound:g}" for bound, word in parts if bound is not None)

    def schema(self) -> dict[str, Any]:
        kind = "integer" if self.whole else "number"
        result: dict[str, Any] = {"type": [kind, "null"] if self.nullable else kind}
        for key, bound in (("minimum", self.minimum), ("exclusiveMinimum", self.above), ("maximum", self.maximum)):
            if bound is not None:
                result[key] = bound
        return result


@dataclass(frozen=True)
class Flag:
    """true or false."""

    default: Any

    def parse(self, value: Any, path: str) -> bool:
        if not isinstance(value, bool):
            raise MethodError(path, f"expected true or false, got {value!r}")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    default: Any
    words: tuple[str, ...]

    def parse(self, value: Any, path: str) -> str:
        if value not in self.words:
            raise MethodError(path, f"{value!r} is not known", self.words)
        return str(value)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Text:
    """A code or a name, not empty."""

    default: Any

    def parse(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or not value:
            raise MethodError(path, f"expected a text, got {value!r}")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Codes:
    """A list of codes, each once; null stands for all."""

    default: Any
    nullable: bool = False

    def parse(self, value: Any, path: str) -> tuple[str, ...] | None:
        if value is None and self.nullable:
            return None
        if not isinstance(value, list | tuple):
            raise MethodError(path, f"expected a list of codes, got {value!r}")
        codes = tuple(Text(REQUIRED).parse(code, f"{path}[{place}]") for place, code in enumerate(value))
        if len(set(codes)) != len(codes):
            raise MethodError(path, "a code occurs twice")
        return codes

    def schema(self) -> dict[str, Any]:
        kind = ["array", "null"] if self.nullable else "array"
        return {"type": kind, "items": Text(REQUIRED).schema(), "uniqueItems": True}


@dataclass(frozen=True)
class ByCode:
    """An object from code to one further option each."""

    option: Option
    default: Any = None
    pattern: str = "^.+$"
    meaning: str = "code"

    def parse(self, value: Any, path: str) -> dict[str, Any]:
        from re import fullmatch

        result = {}
        for code, item in mapping({} if value is None else value, path).items():
            if not fullmatch(self.pattern.strip("^$"), code):
                raise MethodError(f"{path}.{code}", f"'{code}' is not a {self.meaning}")
            result[code] = self.option.parse(item, f"{path}.{code}")
        return result

    def schema(self) -> dict[str, Any]:
        return {
            "type": ["object", "null"],
            "patternProperties": {self.pattern: self.option.schema()},
            "additionalProperties": False,
        }
