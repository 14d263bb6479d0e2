"""A chart as it goes onto a slide: 16 to 9, its title drawn in, as PNG or as SVG."""

import io
from dataclasses import replace

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.transforms import Affine2D

from reports.charts.house import GREY, Sheet, wrapped
from reports.charts.ink import Drawing, Stroke, Words
from reports.charts.picture import Picture

WIDTH, HEIGHT = 338.7, 190.5
"""Millimetres of a wide slide of the usual programs."""
_EDGE, _TOP, _BOTTOM, _FOOT, _LINE = 15.0, 32.0, 173.0, 182.0, 10.5
_LARGEST = 2.2
_TITLE, _NOTE = 26.0, 11.0
_MOST_LINES = 2

# The same chart gives the same file: what SVG names its parts by is made from this and not by chance.
mpl.rcParams["svg.hashsalt"] = "roadcrew"


def slide_png(picture: Picture, source: str) -> bytes:
    """Return a chart as PNG of 2667 by 1500 pixels, its title above it and the source below."""
    return _slide(picture, source).picture(picture.title, picture.note, picture.alternative).png


def slide_svg(picture: Picture, source: str) -> bytes:
    """Return a chart as SVG, all text as outlines; the same chart gives the same bytes."""
    sheet, buffer = _slide(picture, source), io.BytesIO()
    canvas = FigureCanvasSVG(sheet.figure)
    told = {"Date": None, "Creator": None, "Title": picture.title, "Description": picture.alternative}
    canvas.print_svg(buffer, metadata=told)  # type: ignore[no-untyped-call]
    return buffer.getvalue()


def _slide(picture: Picture, source: str) -> Sheet:
    """Return a slide with everything on it."""
    sheet = Sheet(HEIGHT, WIDTH)
    room = WIDTH - 2 * _EDGE
    lines = wrapped(picture.title, _TITLE, room, "bold", _MOST_LINES)
    for number, line in enumerate(lines):
        sheet.text(_EDGE, 18.0 + _LINE * number, line, _TITLE, weight="bold")
    highest = _TOP + _LINE * (len(lines) - 1)
    scale = min(room / picture.width_mm, (_BOTTOM - highest) / picture.height_mm, _LARGEST)
    left = (WIDTH - picture.width_mm * scale) / 2
    top = highest + (_BOTTOM - highest - picture.height_mm * scale) / 2
    _lay(sheet.drawing, picture.drawing, scale, left, top)
    foot = f"{picture.note}. {source}" if picture.note else source
    for number, line in enumerate(wrapped(foot, _NOTE, room, "normal", _MOST_LINES)):
        sheet.text(_EDGE, _FOOT + 4.6 * (number - 1), line, _NOTE, color=GREY)
    return sheet


def _lay(onto: Drawing, drawing: Drawing, scale: float, left: float, top: float) -> None:
    """Add a drawing to another one, larger or smaller, its top left at a place."""
    place = Affine2D().scale(scale).translate(left, top)
    for stroke in drawing.strokes:
        onto.strokes.append(_stroke(stroke, place, scale))
    for words in drawing.words:
        onto.words.append(_words(words, scale, left, top))


def _stroke(stroke: Stroke, place: Affine2D, scale: float) -> Stroke:
    return replace(stroke, path=place.transform_path(stroke.path), width=stroke.width * scale)


def _words(words: Words, scale: float, left: float, top: float) -> Words:
    return replace(
        words,
        left=left + words.left * scale,
        middle=top + words.middle * scale,
        width=words.width * scale,
        size=words.size * scale,
    )
