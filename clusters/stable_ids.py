"""Public ids of rows the product brings itself: the same in every installation, so that their addresses are too."""

import hashlib

from accounts.models.base import CROCKFORD, PUBLIC_ID_LENGTH


def stable_public_id(*parts: str) -> str:
    """Twelve characters of the public id alphabet, drawn from the SHA-256 of the parts."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big")
    characters = []
    for _position in range(PUBLIC_ID_LENGTH):
        number, remainder = divmod(number, len(CROCKFORD))
        characters.append(CROCKFORD[remainder])
    return "".join(characters)
