"""The house style of charts: colours, and a sheet measured in millimetres from its top left."""

import io
import math
from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from PIL import Image

from reports import palette
from reports.charts.drawn import rendered
from reports.charts.ink import DPI, Drawing, Stroke, Weight, Words, plain, width_of
from reports.charts.paint import painted
from reports.charts.picture import Picture

INK, GREY, MID, RULE = (f"#{each}" for each in (palette.INK, palette.GREY, palette.MID, palette.RULE))
NAVY, BLUE, RUST = (f"#{each}" for each in (palette.NAVY, palette.BLUE, palette.RUST))
WHITE = "#FFFFFF"
WIDTH = 168.0
"""Width of the text of a page, in millimetres, on A4 and Letter alike."""
MAX_HEIGHT = 215.0
"""The tallest picture that fits a page with its caption and source."""

_MM = 1 / 25.4
_POINT = 25.4 / 72
"""Millimetres in a point."""

Horizontal = Literal["left", "center", "right"]


def bold(when: bool) -> Weight:
    """Return the weight of a text that stands out under a condition."""
    return "bold" if when else "normal"


def on_top(fill: str) -> str:
    """Return white or ink, whichever contrasts more with a fill given as #RRGGBB."""
    parts = [int(fill[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return WHITE if 1.05 / (light + 0.05) > (light + 0.05) / 0.07 else INK


class Sheet:
    """A drawing of so many millimetres. Nothing is global, so several may be drawn at once."""

    def __init__(self, height: float, width: float = WIDTH, ground: str = WHITE) -> None:
        """Begin an empty sheet."""
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width * _MM, height * _MM), dpi=DPI, facecolor=painted(ground))
        self.drawing = Drawing(height)
        self.figure.add_artist(self.drawing)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8.5,
        *,
        color: str = INK,
        align: Horizontal = "left",
        weight: Weight = "normal",
        halo: bool = False,
    ) -> None:
        """Write one line, its middle at the height y; a halo keeps lines behind it from touching it."""
        line = plain(text)
        wide = width_of(line, size, weight)
        left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        if halo and line:
            high = size * 0.9 * _POINT
            self.box(left - 0.4, y - high / 2, wide + 0.8, high, WHITE, above=5)
        if line:
            self.drawing.words.append(Words(line, left, y, wide, size, weight, color))

    def upright(self, x: float, bottom: float, text: str, size: float, weight: Weight = "normal") -> None:
        """Write one line upwards from a height, the tops of its letters towards x."""
        if line := plain(text):
            wide = width_of(line, size, weight)
            self.drawing.words.append(Words(line, x, bottom, wide, size, weight, INK, upwards=True))

    def name(
        self,
        x: float,
        y: float,
        name: str,
        room: float,
        *,
        height: float = 7.0,
        weight: Weight = "normal",
        color: str = INK,
    ) -> None:
        """Write a name around the height y, within `room` millimetres: in one line, or smaller in more."""
        sizes = ((9.5, 1), (8.5, 2), (7.5, 3))
        # A smaller size is better than a broken word.
        whole = [each for each in sizes if holds_words(name, each[0], room, weight)]
        for size, most in whole or sizes:
            lines = wrapped(name, size, room, weight)
            if len(lines) <= most and len(lines) * size * 1.08 * _POINT <= height:
                break
        else:
            lines = wrapped(name, size, room, weight, int(height / (size * 1.08 * _POINT)))
        step = size * 1.08 * _POINT
        for number, line in enumerate(lines):
            self.text(x, y + (number - (len(lines) - 1) / 2) * step, line, size, weight=weight, color=color)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        color: str = RULE,
        width: float = 0.6,
        *,
        dashes: tuple[float, ...] | None = None,
        above: int = 1,
    ) -> None:
        """Draw a line through points; `width` in points."""
        path = Path(list(zip(xs, ys, strict=True)))
        self.drawing.strokes.append(Stroke(path, above, edge=color, width=width, dashes=dashes))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = NAVY,
        *,
        edge: str | None = None,
        line: float = 0.6,
        hatch: bool = False,
        above: int = 2,
    ) -> None:
        """Draw a box from its top left; hatched where it stands for what is hidden or negative."""
        right, bottom = x + width, y + height
        path = Path([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], closed=True)
        self.drawing.strokes.append(Stroke(path, above, fill, edge, line if edge else 0.0, hatch=hatch))

    def area(self, points: Sequence[tuple[float, float]], color: str, opacity: float) -> None:
        """Fill a polygon."""
        path = Path([*points, points[0]], closed=True)
        self.drawing.strokes.append(Stroke(path, 2, color, opacity=opacity))

    def mark(
        self,
        x: float,
        y: float,
        kind: Literal["today", "wanted", "mean"],
        color: str,
        size: float = 2.5,
        inside: str = WHITE,
    ) -> None:
        """Draw a data mark of `size` millimetres: filled disc today, open diamond wanted, triangle mean."""
        half = size / 2
        if kind == "today":
            self.drawing.strokes.append(Stroke(Path.circle((x, y), half), 6, color))
            return
        if kind == "wanted":
            half *= 1.13
            corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y), (x, y - half)]
            path = Path(corners, closed=True)
            self.drawing.strokes.append(Stroke(path, 6, inside, color, 0.64 * size))
            return
        corners = [(x, y - half), (x + half, y + half), (x - half, y + half), (x, y - half)]
        self.drawing.strokes.append(Stroke(Path(corners, closed=True), 6, color))

    def hidden(self, x: float, y: float, width: float, height: float) -> None:
        """Draw what stands where the threshold protects people."""
        self.box(x, y, width, height, WHITE, edge=MID, hatch=True)
        room = min(width_of("hidden", 7.5) + 1.6, width)
        if room < width_of("hidden", 7.5) + 0.4:
            # Too narrow for the word, the hatching stands alone; the line below the picture explains it.
            return
        self.box(x + (width - room) / 2, y + height / 2 - 1.5, room, 3.0, WHITE, above=3)
        self.text(x + width / 2, y + height / 2, "hidden", 7.5, color=GREY, align="center")

    def picture(self, title: str, note: str, alternative: str) -> Picture:
        """Render the sheet."""
        png = rendered(self.drawing, self.width, self.figure.get_facecolor(), self._png)
        return Picture(png, self.width, self.height, title, note, alternative, self.drawing)

    def _png(self) -> bytes:
        wide, high = (int(each) for each in self.figure.bbox.size)
        # Without a canvas, which would stay with the drawing, and its millions of pixels with it.
        renderer: Any = RendererAgg(wide, high, DPI)  # type: ignore[no-untyped-call]
        self.figure.draw(renderer)
        buffer = io.BytesIO()
        # Without the opaque alpha channel, and packed at level 3: flat colours pack well, and fast.
        flat = Image.frombuffer("RGBA", (wide, high), renderer.buffer_rgba()).convert("RGB")
        flat.save(buffer, format="png", dpi=(DPI, DPI), compress_level=3)
        return buffer.getvalue()


def holds_words(text: str, size: float, room: float, weight: Weight = "normal") -> bool:
    """Return whether no word of a text has to be broken within `room` millimetres."""
    return all(width_of(word, size, weight) <= room for word in plain(text).split(" "))


def wrapped(
    text: str, size: float, room: float, weight: Weight = "normal", most: int | None = None
) -> list[str]:
    """Return the lines of a text that has `room` millimetres; a word that is too long is broken.

    Of more than `most` lines the rest is left out, and an ellipsis says so.
    """
    lines = [""]
    for whole in plain(text).split(" "):
        if most is not None and len(lines) > most + 1:
            break
        word = whole
        tried = f"{lines[-1]} {word}".strip()
        if width_of(tried, size, weight) <= room:
            lines[-1] = tried
            continue
        while width_of(word, size, weight) > room and len(word) > 1:
            fitting = _fitting(word, size, room, weight)
            lines.append(word[:fitting])
            word = word[fitting:]
        lines.append(word)
    kept = [line for line in lines if line] or [""]
    return kept if most is None else _cut(kept, max(1, most), size, room, weight)


def _fitting(word: str, size: float, room: float, weight: Weight) -> int:
    """Return how many of a word's first letters have room, at least one; found by halving."""
    least, most = 1, len(word)
    while most - least > 1:
        half = (least + most) // 2
        if width_of(word[:half], size, weight) <= room:
            least = half
        else:
            most = half
    return least


def _cut(lines: list[str], most: int, size: float, room: float, weight: Weight) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}\u2026", size, weight) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}\u2026"]


def around(index: int, of: int) -> tuple[float, float]:
    """Return the direction of one of several spokes, clockwise from the top, as (x, y downwards)."""
    angle = 2 * math.pi * index / of
    return math.sin(angle), -math.cos(angle)
