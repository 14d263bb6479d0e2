"""A chart as it goes into a document."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG at its final size in millimetres, with what is written about it.

    `title` is the finding as a sentence without full stop, `note` says what is plotted, and
    `alternative` gives the finding and its main numbers to those who cannot see the picture. `drawing` is
    what it was made of (reports.charts.ink.Drawing), to be drawn again at another size.
    """

    png: bytes
    width_mm: float
    height_mm: float
    title: str
    note: str
    alternative: str
    drawing: Any = field(default=None, compare=False, repr=False)
