"""One spelling of every document, so that equal inputs have equal digests on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any

# Raise it when the same inputs may give other numbers than before.
ENGINE_VERSION = "1"


def canonical_json(document: Any) -> str:
    """JSON with sorted keys, no blanks, shortest exact spelling of floats; ValueError for NaN and infinity."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(document: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()
