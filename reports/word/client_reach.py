"""How far drawings of a header or footer reach into a page, where they stand above or below its text."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

from reports.word.elements import EMU_PER_MM
from reports.word.geometry import Geometry

_BESIDE = 1.0
"""Drawings that share no more than so many mm of the text's width stand beside it."""
_PART = 3
"""Of the page's height such a part may go to what stands above the text, or below it."""
_AIR = 3.0
"""Between such a drawing and the text, in mm."""


def reaching(part: _Element, page: Geometry, height: float) -> Iterator[tuple[_Element, float]]:
    """Yield the drawings over the text's width with how far they reach from the page's edge, in mm.

    `height` is that of a footer's lines in mm. What lies behind the text, or reaches further into the page,
    is meant to be there and left out.
    """
    above = part.tag != qn("w:ftr")
    for drawing in part.iter(qn("wp:anchor")):
        if drawing.get("behindDoc") in ("1", "true") or _is_inside(drawing):
            continue
        extent = drawing.find(qn("wp:extent"))
        width, tall = (_length(extent.get(each)) if extent is not None else 0.0 for each in ("cx", "cy"))
        left, top = _across(drawing, page, width), _down(drawing, page, tall, height, above=above)
        shared = min(left + width, page.width - page.right) - max(left, page.left)
        reach = top + tall if above else page.height - top
        if shared > _BESIDE and 0 < reach <= page.height / _PART:
            yield drawing, reach + _AIR


def _is_inside(drawing: _Element) -> bool:
    return next(drawing.iterancestors(qn("w:txbxContent")), None) is not None


def _across(drawing: _Element, page: Geometry, width: float) -> float:
    of, offset, side = _place(drawing, "wp:positionH")
    inner = page.width - page.right
    begin, end = {
        "page": (0.0, page.width),
        "leftMargin": (0.0, page.left),
        "insideMargin": (0.0, page.left),
        "rightMargin": (inner, page.width),
        "outsideMargin": (inner, page.width),
    }.get(of, (page.left, inner))
    return {
        "left": begin,
        "inside": begin,
        "center": (begin + end - width) / 2,
        "right": end - width,
        "outside": end - width,
    }.get(side, begin + offset)


def _down(drawing: _Element, page: Geometry, tall: float, height: float, *, above: bool) -> float:
    of, offset, side = _place(drawing, "wp:positionV")
    inner = page.height - page.bottom
    line = page.header if above else page.height - page.footer - height
    begin, end = {
        "page": (0.0, page.height),
        "margin": (page.top, inner),
        "topMargin": (0.0, page.top),
        "bottomMargin": (inner, page.height),
    }.get(of, (line, line + tall))
    return {"top": begin, "center": (begin + end - tall) / 2, "bottom": end - tall}.get(side, begin + offset)


def _place(drawing: _Element, name: str) -> tuple[str, float, str]:
    """Return what a drawing's place is told from, by how many mm, and at which side."""
    told = drawing.find(qn(name))
    if told is None:
        return "", 0.0, ""
    offset, side = (told.find(qn(each)) for each in ("wp:posOffset", "wp:align"))
    far = _length(offset.text) if offset is not None else 0.0
    return str(told.get("relativeFrom", "")), far, str(side.text or "") if side is not None else ""


def _length(text: str | None) -> float:
    """Return a measure of a drawing in mm, 0 for what is none."""
    digits = (text or "").strip()
    number = digits.removeprefix("-")
    return int(digits) / EMU_PER_MM if number.isascii() and number.isdecimal() and len(number) < 10 else 0.0
