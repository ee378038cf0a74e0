"""JSON Schema of method documents, written from the declaration in `method`.

`method.schema.json` is what `schema_text` gives; a test says so. Write it anew after a change of the declaration.
"""

from __future__ import annotations

import json
from typing import Any

from .method import AGGREGATE, LABELS, NORMALISE, STEPS, Kinds
from .options import REQUIRED


def step_schema(kinds: Kinds) -> dict[str, Any]:
    """JSON Schema of one step: one alternative per kind."""
    return {
        "type": "object",
        "required": ["kind"],
        "oneOf": [
            {
                "properties": {"kind": {"const": kind}, **{name: item.schema() for name, item in options.items()}},
                "required": ["kind", *(name for name, item in options.items() if item.default is REQUIRED)],
                "additionalProperties": False,
            }
            for kind, options in kinds.items()
        ],
    }


def method_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a method document; `method.schema.json` holds it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Method of a composite index",
        "type": "object",
        "properties": {
            **{name: {"type": "string", "minLength": 1} for name in LABELS},
            **{name: step_schema(kinds) for name, kinds in STEPS.items()},
        },
        "additionalProperties": False,
        "$defs": {"scale": step_schema(NORMALISE), "function": step_schema(AGGREGATE)},
    }


def schema_text() -> str:
    """The schema as text, one line per kind, so that a change shows as the lines it concerns."""
    lines = json.dumps(method_schema(), indent=2, ensure_ascii=False).splitlines()
    text, alternative = [], ""
    for line in lines:
        depth = len(line) - len(line.lstrip())
        # A kind is what stands eight deep in a list of alternatives: from its brace to the closing one.
        if depth < 8 or (depth == 8 and line.strip() not in ("{", "}", "},")):
            text.append(line)
            continue
        alternative += line if not alternative else f" {line.strip()}"
        if depth == 8 and line.strip() != "{":
            text.append(alternative)
            alternative = ""
    return "\n".join(text) + "\n"
