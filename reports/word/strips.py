"""A strip of time: boxes side by side, each as wide as it lasts, with its minutes in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.palette import BLUE, INK, NAVY, SKY, TINT
from reports.word.elements import POINTS_PER_MM, node, twips, valued
from reports.word.pagination import Block
from reports.word.runs import style_id
from reports.word.tables import table_shell

Tone = Literal["decides", "discusses", "speaks", "pause"]
_FILLS: Mapping[Tone, tuple[str, str]] = {
    "decides": (NAVY, "FFFFFF"),
    "discusses": (BLUE, "FFFFFF"),
    "speaks": (SKY, INK),
    "pause": (TINT, INK),
}
"""The fill of a box, and what is written on it."""
_HEIGHT = 7.5
_LEAST = 3.6
"""A box narrower than that, in mm, has no room for its number."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A box of the strip: what stands in it, how long it lasts, and its tone."""

    text: str
    length: int
    tone: Tone


def strip(stretches: Sequence[Stretch], width: float, description: str) -> tuple[BaseOxmlElement, Block]:
    """Return a strip of so many mm, and the height that it takes; lengths are to scale."""
    whole = sum(each.length for each in stretches)
    widths = [width * each.length / whole for each in stretches]
    element = table_shell("Blueprint Layout", widths, description)
    least = node("w:trHeight", {"w:val": twips(_HEIGHT), "w:hRule": "exact"})
    row = node("w:tr", None, node("w:trPr", None, node("w:cantSplit"), least))
    for each, wide in zip(stretches, widths, strict=True):
        row.append(_box(each, wide))
    element.append(row)
    return element, Block(_HEIGHT * POINTS_PER_MM, keep_next=True)


def _box(each: Stretch, width: float) -> BaseOxmlElement:
    fill, ink = _FILLS[each.tone]
    white = {"w:val": "single", "w:sz": "8", "w:space": "0", "w:color": "FFFFFF"}
    properties = node(
        "w:tcPr",
        None,
        node("w:tcW", {"w:w": twips(width), "w:type": "dxa"}),
        node("w:tcBorders", None, node("w:left", white), node("w:right", white)),
        node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}),
        node("w:noWrap"),
        valued("w:vAlign", "center"),
    )
    content = node(
        "w:p",
        None,
        node(
            "w:pPr", None, valued("w:pStyle", style_id("Strip")), node("w:keepNext"), valued("w:jc", "center")
        ),
    )
    if width >= _LEAST:
        text = node("w:t")
        text.text = each.text
        content.append(node("w:r", None, node("w:rPr", None, valued("w:color", ink)), text))
    return node("w:tc", None, properties, content)
