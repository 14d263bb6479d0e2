"""The house style of charts: colours, type, and a sheet measured in millimetres from its top left."""

import io
import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from reports.charts.picture import Picture

INK, GREY, MID, RULE, TINT, WHITE = "#1C2733", "#5A6772", "#98A3AD", "#D3DAE0", "#F2F5F8", "#FFFFFF"
NAVY, BLUE, SKY, RUST, SAND = "#12395B", "#38739F", "#B5D2E6", "#B8500C", "#F2C9A5"
WIDTH = 168.0
"""Width of the text of a page, in millimetres, on A4 and Letter alike."""
DPI = 200
MAX_HEIGHT = 215.0
"""The tallest picture that fits a page with its caption and source."""

_MM = 1 / 25.4
_POINT = 25.4 / 72
"""Millimetres in a point."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")

Horizontal = Literal["left", "center", "right"]
Weight = Literal["normal", "bold"]


@cache
def families() -> tuple[str, ...]:
    """Return the sans face that charts share with the text around them, and what stands in for it."""
    present = {each.name for each in font_manager.fontManager.ttflist}
    house = next((name for name in ("Calibri", "Carlito") if name in present), None)
    return (house, "DejaVu Sans") if house else ("DejaVu Sans",)


@cache
def _font(size: float, weight: Weight) -> FontProperties:
    return FontProperties(family=list(families()), size=size, weight=weight)


@cache
def _drawable() -> frozenset[int]:
    """Return the characters that the faces have, in every weight."""
    faces = (
        font_manager.get_font(font_manager.findfont(FontProperties(family=[name], weight=weight)))
        for name in families()
        for weight in ("normal", "bold")
    )
    maps = [frozenset(face.get_charmap()) for face in faces]
    regular, bolder = maps[0::2], maps[1::2]
    return frozenset().union(*regular) & frozenset().union(*bolder)


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
        self.figure = Figure(figsize=(width * _MM, height * _MM), dpi=DPI, facecolor=ground)
        self._canvas = FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

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
        """Write one line, its middle at the height y."""
        effects: list[Any] = [withStroke(linewidth=2.2, foreground=WHITE)] if halo else []
        self._axes.add_artist(
            Text(
                x,
                y,
                _plain(text),
                fontproperties=_font(size, weight),
                color=color,
                ha=align,
                va="center",
                parse_math=False,
                path_effects=effects,
                transform=self._axes.transData,
                zorder=8,
            )
        )

    def name(
        self, x: float, y: float, name: str, room: float, *, height: float = 7.0, weight: Weight = "normal"
    ) -> None:
        """Write a name around the height y, within `room` millimetres: in one line, or smaller in more."""
        for size, most in ((9.5, 1), (8.5, 2), (7.5, 3)):
            lines = self.wrapped(name, size, room, weight)
            if len(lines) <= most and len(lines) * size * 1.08 * _POINT <= height:
                break
        else:
            most = max(1, int(height / (size * 1.08 * _POINT)))
            lines = self._cut(lines, most, size, room, weight)
        step = size * 1.08 * _POINT
        for number, line in enumerate(lines):
            self.text(x, y + (number - (len(lines) - 1) / 2) * step, line, size, weight=weight)

    def wrapped(self, text: str, size: float, room: float, weight: Weight = "normal") -> list[str]:
        """Return the lines of a text that has `room` millimetres; a word that is too long is broken."""
        lines = [""]
        for whole in _plain(text).split(" "):
            word = whole
            tried = f"{lines[-1]} {word}".strip()
            if self.width_of(tried, size, weight) <= room:
                lines[-1] = tried
                continue
            while self.width_of(word, size, weight) > room and len(word) > 1:
                fitting = next(
                    n
                    for n in range(len(word) - 1, 0, -1)
                    if n == 1 or self.width_of(word[:n], size, weight) <= room
                )
                lines.append(word[:fitting])
                word = word[fitting:]
            lines.append(word)
        return [line for line in lines if line] or [""]

    def _cut(self, lines: list[str], most: int, size: float, room: float, weight: Weight) -> list[str]:
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width_of(f"{last}\u2026", size, weight) > room:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip()}\u2026"]

    def width_of(self, text: str, size: float, weight: Weight = "normal") -> float:
        """Return the width of a line in millimetres."""
        # The renderer measures in pixels of the figure, at its own dpi.
        renderer: Any = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        width, _, _ = renderer.get_text_width_height_descent(_plain(text), _font(size, weight), False)
        return float(width) / DPI / _MM

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
        style: Any = (0, dashes) if dashes else "-"
        self._axes.add_line(
            Line2D(xs, ys, color=color, linewidth=width, linestyle=style, solid_capstyle="butt", zorder=above)
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = NAVY,
        *,
        edge: str = "none",
        line: float = 0.6,
        hatch: bool = False,
        above: int = 2,
    ) -> None:
        """Draw a box from its top left; hatched where it stands for what is hidden or negative."""
        self._axes.add_patch(
            Rectangle(
                (x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line,
                hatch="//////" if hatch else None, hatch_linewidth=0.5, zorder=above,
            )
        )  # fmt: skip

    def area(self, points: Sequence[tuple[float, float]], color: str, opacity: float) -> None:
        """Fill a polygon."""
        self._axes.add_patch(
            Polygon(list(points), closed=True, color=color, alpha=opacity, linewidth=0, zorder=2)
        )

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
        shape = {"today": "o", "wanted": "D", "mean": "^"}[kind]
        points = size / _POINT * (0.8 if kind == "wanted" else 1)
        filled = kind != "wanted"
        self._axes.add_line(
            Line2D(
                [x], [y], marker=shape, markersize=points, linestyle="none", color=color, zorder=6,
                markerfacecolor=color if filled else inside, markeredgecolor=color,
                markeredgewidth=0 if filled else 1.6,
            )
        )  # fmt: skip

    def hidden(self, x: float, y: float, width: float, height: float) -> None:
        """Draw what stands where the threshold protects people."""
        self.box(x, y, width, height, WHITE, edge=MID, hatch=True)
        room = self.width_of("hidden", 7.5) + 1.6
        self.box(x + (width - room) / 2, y + height / 2 - 1.5, room, 3.0, WHITE, above=3)
        self.text(x + width / 2, y + height / 2, "hidden", 7.5, color=GREY, align="center")

    def picture(self, title: str, note: str, alternative: str) -> Picture:
        """Render the sheet."""
        buffer = io.BytesIO()
        # Level 4 packs flat colours nearly as well as 9, in a fraction of the time.
        self.figure.savefig(buffer, format="png", dpi=DPI, pil_kwargs={"compress_level": 4})
        return Picture(buffer.getvalue(), self.width, self.height, title, note, alternative)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return a text without control characters, a square for each character that no face has."""
    clean = _CONTROL.sub(" ", text).strip()
    return "".join(each if ord(each) in _drawable() else "\N{WHITE SQUARE}" for each in clean)


def around(index: int, of: int) -> tuple[float, float]:
    """Return the direction of one of several spokes, clockwise from the top, as (x, y downwards)."""
    angle = 2 * math.pi * index / of
    return math.sin(angle), -math.cos(angle)
