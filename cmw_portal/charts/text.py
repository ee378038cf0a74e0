"""Words on a drawing: how wide they are, where they break, how they keep apart."""

from cmw_portal.typography import NBSP

# Advance widths of PT Sans in ems; the rest is near the mean of its lower case.
NARROW, WIDE = set("ijltfrI.,:;'|!()[]-г ‑" + NBSP), set("mwMWшщжюмфыШЩЖЮМФЫ—%@")
SIZE = 14


def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """The width of a line in the units of its size: an estimate a little on the wide side."""
    ems = 0.0
    for sign in text:
        if sign in NARROW:
            ems += 0.33
        elif sign in WIDE:
            ems += 0.76
        elif sign.isupper():
            ems += 0.63
        else:
            ems += 0.535
    return ems * size * (1.05 if bold else 1)


def shorten(text: str, width: float, size: float = SIZE) -> str:
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1].rstrip(" ,.-—" + NBSP)
    return text + "…"


def wrap(text: str, width: float, size: float = SIZE, lines: int = 2) -> list[str]:
    """At most `lines` lines no wider than `width`; what does not fit ends in an ellipsis."""
    result: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if not line or text_width(longer, size) <= width:
            line = longer
        else:
            result.append(line)
            line = word
    result.append(line)
    if len(result) > lines:
        result = [*result[: lines - 1], " ".join(result[lines - 1 :])]
    return [shorten(one, width, size) for one in result]


def keep_apart(positions: list[float], gap: float, low: float, high: float) -> list[float]:
    """The positions moved as little as needed to stand `gap` apart within `low … high`, in the same order."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = [0.0] * len(positions)
    floor = low
    for index in order:
        placed[index] = max(positions[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed
