"""Paper and margins: one text width for every paper, so that charts and tables are made once."""

from dataclasses import dataclass
from typing import Literal

Paper = Literal["A4", "Letter"]

TEXT_WIDTH = 168.0
"""Width of findings, captions, pictures and tables, in mm."""

LANDSCAPE_WIDTH = 243.0
"""Width of the text on a page that lies on its side, in mm."""

LABEL_WIDTH = 42.0
"""Width of the column that labels each paragraph, in mm; body text begins beside it."""

PICTURE_WIDTH = 106.0
"""Width of a picture that has a column of text beside it, in mm."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page in mm."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float
    footer: float

    @property
    def text_width(self) -> float:
        """Width between the margins in mm."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height between the margins in mm."""
        return self.height - self.top - self.bottom


PAPERS: dict[Paper, Geometry] = {
    "A4": Geometry(210, 297, 22, 20, 27, 22, 12, 10),
    "Letter": Geometry(215.9, 279.4, 25, 22.9, 21, 17, 10, 8),
}

LANDSCAPE: dict[Paper, Geometry] = {
    "A4": Geometry(297, 210, 27, 27, 22, 18, 12, 10),
    "Letter": Geometry(279.4, 215.9, 18.2, 18.2, 22, 18, 10, 8),
}
