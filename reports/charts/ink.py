"""Ink on paper: lines, areas and words in millimetres, drawn in one go by any of matplotlib's renderers."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path as FilePath
from threading import Lock
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reports.charts.paint import painted

Weight = Literal["normal", "bold"]

DPI = 200
_MM = 1 / 25.4
_HOUSE_FACES = ("Calibri", "Carlito")
_FACES = Lock()
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")

# Hinting bends letters to the pixels of a screen. In print it shows nothing and costs a third of the time.
# Set once for the process, as this is the only place that draws with matplotlib.
mpl.rcParams["text.hinting"] = "none"

_RULER: Any = RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]
"""Measures words; it draws nothing."""


@cache
def families() -> tuple[str, ...]:
    """Return the sans face that charts share with the text around them, and what stands in for it."""
    with _FACES:
        house = _known_face()
        if not house:
            # matplotlib keeps its list of faces between runs, and misses what was installed since.
            for path in font_manager.findSystemFonts():
                if FilePath(path).stem.lower().startswith(tuple(name.lower() for name in _HOUSE_FACES)):
                    font_manager.fontManager.addfont(path)
            house = _known_face()
    return (house, "DejaVu Sans") if house else ("DejaVu Sans",)


def _known_face() -> str | None:
    present = {each.name for each in font_manager.fontManager.ttflist}
    return next((name for name in _HOUSE_FACES if name in present), None)


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


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text without control characters, a square for each character that no face has."""
    clean = _CONTROL.sub(" ", text).strip()
    return "".join(each if ord(each) in _drawable() else "\N{WHITE SQUARE}" for each in clean)


@lru_cache(maxsize=8192)
def width_of(text: str, size: float, weight: Weight = "normal") -> float:
    """Return the width of a line in millimetres; `size` in points."""
    if not text:
        return 0.0
    width, _, _ = _RULER.get_text_width_height_descent(plain(text), _font(size, weight), False)
    return float(width) / DPI / _MM


@cache
def _line_box(size: float, weight: Weight) -> tuple[float, float]:
    """Return height and depth below the baseline of a line with tall and deep letters, in millimetres."""
    _, height, depth = _RULER.get_text_width_height_descent("lp", _font(size, weight), False)
    return float(height) / DPI / _MM, float(depth) / DPI / _MM


def _rgba(color: str, opacity: float = 1.0) -> Any:
    return to_rgba(painted(color), opacity) if color != "none" else to_rgba(color)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path in millimetres from the top left; `width` in points, `above` orders what overlaps."""

    path: Path
    above: int
    fill: str | None = None
    edge: str | None = None
    width: float = 0.0
    dashes: tuple[float, ...] | None = None
    hatch: bool = False
    opacity: float = 1.0

    @property
    def sign(self) -> Hashable:
        """Return what tells it apart from strokes that look otherwise."""
        edge = (self.edge, self.width, self.dashes)
        points: Any = (self.path.vertices, self.path.codes)
        held = tuple(b"" if each is None else each.tobytes() for each in points)
        return held, self.above, self.fill, edge, self.hatch, self.opacity


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: its left end and its middle in millimetres from the top left, `size` in points.

    One that runs `upwards` begins at `middle` and has its left side, the tops of its letters, at `left`.
    """

    text: str
    left: float
    middle: float
    width: float
    size: float
    weight: Weight
    color: str
    upwards: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom in millimetres."""
        tall = _line_box(self.size, self.weight)[0]
        if self.upwards:
            return self.left, self.middle - self.width, self.left + tall, self.middle
        half = tall / 2
        return self.left, self.middle - half, self.left + self.width, self.middle + half


class Drawing(Artist):
    """Everything on a sheet: one artist, since hundreds of small ones cost more than what they draw."""

    def __init__(self, height: float) -> None:
        """Begin with nothing on a sheet of this height in millimetres."""
        super().__init__()
        self.height = height
        self.strokes: list[Stroke] = []
        self.words: list[Words] = []

    @property
    def sign(self) -> Hashable:
        """Return what tells it apart from drawings that look otherwise."""
        return self.height, tuple(each.sign for each in self.strokes), tuple(self.words)

    def draw(self, renderer: Any) -> None:
        """Draw strokes from the lowest to the highest, then the words."""
        figure = self.get_figure(root=True)
        assert figure is not None
        scale = figure.dpi * _MM
        high = self.height * scale
        place = Affine2D().scale(scale, -scale).translate(0, high).frozen()
        for stroke in sorted(self.strokes, key=lambda each: each.above):
            self._stroke(renderer, stroke, place)
        for words in self.words:
            self._write(renderer, words, scale, high)

    def _stroke(self, renderer: Any, stroke: Stroke, place: Any) -> None:
        gc = renderer.new_gc()
        gc.set_antialiased(True)
        gc.set_linewidth(stroke.width)
        gc.set_capstyle("butt")
        gc.set_joinstyle("miter")
        gc.set_foreground(_rgba(stroke.edge or "none"), isRGBA=True)
        if stroke.dashes:
            gc.set_dashes(0, [each * stroke.width for each in stroke.dashes])
        if stroke.hatch:
            gc.set_hatch("//////")
            gc.set_hatch_color(_rgba(stroke.edge or "none"))
            gc.set_hatch_linewidth(0.5)
        face = _rgba(stroke.fill, stroke.opacity) if stroke.fill else None
        renderer.draw_path(gc, stroke.path, place, face)
        gc.restore()

    def _write(self, renderer: Any, words: Words, scale: float, high: float) -> None:
        tall, deep = _line_box(words.size, words.weight)
        x, baseline = words.left, words.middle + tall / 2 - deep
        if words.upwards:
            x, baseline = words.left + tall - deep, words.middle
        gc = renderer.new_gc()
        gc.set_foreground(_rgba(words.color), isRGBA=True)
        y = baseline * scale if renderer.flipy() else high - baseline * scale
        angle = 90.0 if words.upwards else 0.0
        renderer.draw_text(gc, x * scale, y, words.text, _font(words.size, words.weight), angle)
        gc.restore()
