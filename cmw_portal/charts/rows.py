"""The common frame of charts that read line by line: labels, a plot, values at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from cmw_portal.charts.drawing import Drawing
from cmw_portal.charts.figures import NARROW, WIDE
from cmw_portal.charts.model import Chart, Point, Series
from cmw_portal.charts.text import shorten, text_width, wrap
from cmw_portal.typography import short_period

LABEL_SIZE, GAP, LINE = 14, 10, 17
KEY_GAP = 20


@dataclass(frozen=True)
class Bar:
    series: Series
    point: Point
    top: float
    thickness: float

    @property
    def middle(self) -> float:
        return self.top + self.thickness / 2


@dataclass(frozen=True)
class Row:
    """One label with its bars; `top` and `bottom` bound the bars alone."""

    lines: tuple[str, ...]
    label_middle: float
    top: float
    bottom: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Frame:
    """Where everything stands; the plot is `left … right`, `top … bottom`."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    rows: tuple[Row, ...]
    narrow: bool
    label_end: float


@dataclass(frozen=True)
class Room:
    """What the frame leaves: above for keys, left for negative values, right for values."""

    above: float = 0
    left: float = 0
    right: float = 0
    thickness: float = 18
    shared: bool = False


def label_width(labels: Sequence[str], narrow: bool, share: float = 0.36) -> float:
    """The column for labels beside the plot; none on a phone, where they stand above."""
    if narrow:
        return 0.0
    widest = max((text_width(short_period(label), LABEL_SIZE) for label in labels), default=0)
    return min(widest, WIDE * share) + 12


Lane = tuple[Series, Point]


def lanes_of(chart: Chart) -> list[tuple[str, list[Lane]]]:
    """Every label with its points, one a series."""
    found: dict[str, list[Lane]] = {label: [] for label in chart.labels}
    for one in chart.series:
        for point in one.points:
            found[point.label].append((one, point))
    return list(found.items())


def _row(label: str, points: list[Lane], y: float, room: Room, column: float, narrow: bool) -> tuple[Row, float]:
    width = NARROW if narrow else column - 12
    lines = tuple(wrap(short_period(label), width, LABEL_SIZE))
    lanes = 1 if room.shared else max(len(points), 1)
    height = lanes * room.thickness
    text_height = len(lines) * LINE
    if narrow:
        top, middle = y + text_height + 3, y + text_height / 2
        end = top + height
    else:
        block = max(height, text_height)
        top, middle = y + (block - height) / 2, y + block / 2
        end = y + block
    bars = tuple(
        Bar(one, point, top + (0 if room.shared else number * room.thickness), room.thickness)
        for number, (one, point) in enumerate(points)
    )
    return Row(lines, middle, top, top + height, bars), end + GAP


def frame_for(lanes: list[tuple[str, list[Lane]]], narrow: bool, room: Room) -> Frame:
    """Lay rows below each other; every point has its own lane unless the room is shared."""
    column = label_width([label for label, _points in lanes], narrow)
    rows, y = [], room.above + 4
    for label, points in lanes:
        row, y = _row(label, points, y, room, column, narrow)
        rows.append(row)
    width = NARROW if narrow else WIDE
    bottom = rows[-1].bottom + 4 if rows else y
    return Frame(
        width=width,
        left=column + room.left,
        right=width - room.right,
        top=room.above,
        bottom=max(bottom, y - GAP),
        rows=tuple(rows),
        narrow=narrow,
        label_end=column - 12,
    )


def write_labels(paper: Drawing, frame: Frame) -> None:
    for row in frame.rows:
        if frame.narrow:
            paper.lines(0, row.label_middle, row.lines, "label halo", size=LABEL_SIZE)
        else:
            paper.lines(frame.label_end, row.label_middle, row.lines, "label", "end", LABEL_SIZE)


def write_baseline(paper: Drawing, frame: Frame, x: float) -> None:
    """The line of zero; on a phone in pieces, because labels stand between the bars."""
    if not frame.narrow:
        paper.line(x, frame.top, x, frame.bottom, "baseline")
        return
    for row in frame.rows:
        paper.line(x, row.top - 1, x, row.bottom + 1, "baseline")


def key_rows(chart: Chart, width: float) -> list[list[tuple[int, str, float]]]:
    """Names of the series flowed into lines: (hue, name, x)."""
    rows: list[list[tuple[int, str, float]]] = [[]]
    x = 0.0
    for one in chart.series:
        name = shorten(one.label, width - 24, LABEL_SIZE)
        needed = 20 + text_width(name, LABEL_SIZE) + 16
        if rows[-1] and x + needed - 16 > width:
            rows.append([])
            x = 0.0
        rows[-1].append((one.hue, name, x))
        x += needed
    return rows


def key_height(chart: Chart, width: float) -> float:
    """Room for the names of the series above the plot; none when there is one series."""
    return len(key_rows(chart, width)) * KEY_GAP + 6 if len(chart.series) > 1 else 0.0


def write_key(paper: Drawing, chart: Chart, width: float, *, dots: bool = False) -> None:
    if len(chart.series) < 2:
        return
    for number, row in enumerate(key_rows(chart, width)):
        middle = number * KEY_GAP + KEY_GAP / 2
        for hue, name, x in row:
            if dots:
                paper.marker(x + 6, middle, hue)
            else:
                swatch(paper, x, middle - 6, hue)
            paper.lines(x + 18, middle, [name], f"label ink-{hue}", size=LABEL_SIZE)


def swatch(paper: Drawing, x: float, y: float, hue: int) -> None:
    paper.rect(x, y, 12, 12, class_=f"bar hue-{hue}")
    if pattern := paper.print_pattern(hue):
        paper.rect(x, y, 12, 12, fill=pattern, class_="print-only")


def reference_height(chart: Chart) -> float:
    return 22.0 if chart.reference else 0.0


def write_reference(paper: Drawing, chart: Chart, frame: Frame, x: float, top: float) -> None:
    """The dashed line of the region or the country, with its name and value above; on a phone it spares the labels."""
    if chart.reference is None:
        return
    pieces = [(row.top - 1, row.bottom + 1) for row in frame.rows] if frame.narrow else [(top + 18, frame.bottom)]
    for start, end in pieces:
        paper.line(x, start, x, end, "reference")
    words = f"{chart.reference.label} {chart.number(chart.reference.value)}".strip()
    half = text_width(words, 13) / 2
    middle = min(max(x, half), frame.width - half)
    paper.text(middle, top + 12, words, "reference-label", "middle", 13)
