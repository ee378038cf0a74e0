"""The paper of a chart: shapes are put on it and come out as SVG text.

Only presentation attributes and classes are written: the portal's content policy allows no style attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cmw_portal.charts.text import SIZE

LINE_HEIGHT = 1.25


def trim(value: object) -> str:
    """A coordinate with at most one decimal and always a point, whatever the language."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        text = f"{value:.1f}"
        return text[:-2] if text.endswith(".0") else text
    return str(value)


def element(name: str, inner: str = "", **attributes: object) -> SafeString:
    """One SVG element; `class_` and `text_anchor` become `class` and `text-anchor`, None is left out."""
    pairs = [
        (key.rstrip("_").replace("_", "-"), trim(value)) for key, value in attributes.items() if value not in (None, "")
    ]
    written = format_html_join("", ' {}="{}"', pairs)
    return format_html("<{}{}>{}</{}>", mark_safe(name), written, conditional_escape(inner), mark_safe(name))  # noqa: S308


@dataclass
class Drawing:
    """A sheet `width` × `height`; `key` makes the names of its patterns unique on the page."""

    width: float
    height: float
    key: str
    shapes: list[SafeString] = field(default_factory=list)

    def add(self, name: str, inner: str = "", **attributes: object) -> None:
        self.shapes.append(element(name, inner, **attributes))

    @property
    def hatch(self) -> str:
        return f"url(#{self.key}-hatch)"

    def rect(self, x: float, y: float, width: float, height: float, **attributes: object) -> None:
        self.add("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), **attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, class_: str) -> None:
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)

    def text(self, x: float, y: float, words: str, class_: str = "", anchor: str = "start", size: float = SIZE) -> None:
        """A line of words; `y` is its baseline."""
        anchor_ = None if anchor == "start" else anchor
        self.add("text", words, x=x, y=y, class_=class_, text_anchor=anchor_, font_size=size)

    def lines(
        self, x: float, middle: float, rows: Sequence[str], class_: str = "", anchor: str = "start", size: float = SIZE
    ) -> None:
        """Several lines of words, centred on `middle`."""
        step = size * LINE_HEIGHT
        first = middle - (len(rows) - 1) * step / 2 + size * 0.35
        for number, words in enumerate(rows):
            self.text(x, first + number * step, words, class_, anchor, size)

    def hatched(self, x: float, y: float, width: float, height: float, hue: int | None = None) -> None:
        """The ground of a value that is not published."""
        class_ = "suppressed" if hue is None else f"suppressed hue-{hue}"
        self.rect(x, y, width, height, fill=self.hatch, class_=class_)

    def marker(self, x: float, y: float, hue: int, *, hollow: bool = False, radius: float = 4.5) -> None:
        """The dot of a value: its shape goes with the hue, so that it is told without colour; hollow is provisional."""
        class_ = f"marker hue-{hue}" + (" hollow" if hollow else "")
        if hue % 3 == 0:
            self.add("circle", cx=x, cy=y, r=radius, class_=class_)
        elif hue % 3 == 1:
            self.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, class_=class_)
        else:
            path = f"M{trim(x)} {trim(y - radius * 1.3)}l{trim(radius * 1.3)} {trim(radius * 1.3)}"
            path += f"l{trim(-radius * 1.3)} {trim(radius * 1.3)}l{trim(-radius * 1.3)} {trim(-radius * 1.3)}z"
            self.add("path", d=path, class_=class_)

    def linked(self, url: str, start: int, label: str = "") -> None:
        """Wrap the shapes put since `start` in a link."""
        if not url:
            return
        inner = mark_safe("".join(self.shapes[start:]))  # noqa: S308  (each part is escaped already)
        del self.shapes[start:]
        self.add("a", inner, href=url, aria_label=label or None)

    def _patterns(self) -> SafeString:
        used = "".join(self.shapes)
        parts = []
        if f"{self.key}-hatch" in used:
            stroke = element("path", d="M-1 1l2-2M0 6l6-6M5 7l2-2", class_="hatch-line")
            parts.append(
                element("pattern", stroke, id=f"{self.key}-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
            )
        for number, path in enumerate(PRINT_PATTERNS, start=1):
            if f"{self.key}-print-{number}" in used:
                stroke = element("path", d=path, class_="print-line")
                parts.append(
                    element(
                        "pattern",
                        stroke,
                        id=f"{self.key}-print-{number}",
                        width=6,
                        height=6,
                        patternUnits="userSpaceOnUse",
                    )
                )
        return element("defs", mark_safe("".join(parts))) if parts else SafeString("")  # noqa: S308

    def print_pattern(self, hue: int) -> str | None:
        """The pattern that tells this hue apart on grey paper; the first hue is plain."""
        return f"url(#{self.key}-print-{hue})" if hue % 7 else None

    def svg(self, title: str, description: str = "", class_: str = "") -> SafeString:
        """The finished drawing, named and described for those who listen."""
        names = f"{self.key}-title" + (f" {self.key}-desc" if description else "")
        head = element("title", title, id=f"{self.key}-title")
        if description:
            head += element("desc", description, id=f"{self.key}-desc")
        body = mark_safe(head + self._patterns() + "".join(self.shapes))  # noqa: S308  (each part is escaped already)
        role = "group" if any("<a " in shape for shape in self.shapes) else "img"
        return element(
            "svg",
            body,
            viewBox=f"0 0 {trim(self.width)} {trim(self.height)}",
            class_=class_,
            role=role,
            aria_labelledby=names,
        )


PRINT_PATTERNS = (
    "M0 6l6-6M-1 1l2-2M5 7l2-2",
    "M0 3h6",
    "M3 0v6",
    "M0 0l6 6M-1 5l2 2M5 -1l2 2",
    "M0 3h6M3 0v6",
    "M1 1h1M4 4h1",
)
