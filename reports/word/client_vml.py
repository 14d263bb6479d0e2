"""Pictures of old documents (VML) in headers and footers, as pictures of today's; all else of them goes."""

import re
from math import isfinite

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import _Element

from reports.word.pictures import Place, inline_picture, placed_picture

_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}
_MEASURE = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)(pt|in|cm|mm|px|)")
_LARGEST = 300.0
_ACROSS = {"page": "page", "margin": "margin"}
_SIDES = ("left", "center", "right")


def settle_choices(part: _Element) -> None:
    """Put one of several forms of the same drawing into its place: the picture, in whichever it is."""
    for choice in list(part.iter(f"{_COMPATIBLE}AlternateContent")):
        parent = choice.getparent()
        drawn = [each for each in choice if _holds_picture(each)]
        if parent is not None and drawn:
            for each in reversed(list(drawn[0])):
                choice.addnext(each)
        if parent is not None:
            parent.remove(choice)


def modernise(part: _Element) -> None:
    """Replace each picture in VML by a drawing of its size at its place; its relation stays the same."""
    for old in list(part.iter(qn("w:pict"))):
        image = next(old.iter(_IMAGE), None)
        parent, shape = old.getparent(), image.getparent() if image is not None else None
        relation = image.get(qn("r:id")) if image is not None else None
        made = _drawing(shape, relation) if shape is not None and relation else None
        if parent is not None and made is not None:
            parent.replace(old, made)


def _holds_picture(form: _Element) -> bool:
    return next(form.iter(_PICTURE, _IMAGE), None) is not None


def _drawing(shape: _Element, relation: str) -> BaseOxmlElement | None:
    """Return the drawing of a shape with a picture, None where it has no size."""
    told = {
        name.strip().lower(): value.strip().lower()
        for name, colon, value in (each.partition(":") for each in str(shape.get("style", "")).split(";"))
        if colon
    }
    width, height = _mm(told.get("width")), _mm(told.get("height"))
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return None
    words = str(shape.get("alt", ""))
    if told.get("position") != "absolute":
        return inline_picture(relation, 1, words, width, height)
    across = told.get("mso-position-horizontal-relative", "")
    down = told.get("mso-position-vertical-relative", "")
    side = told.get("mso-position-horizontal", "")
    x = _mm(told.get("margin-left")) + _mm(told.get("left"))
    y = _mm(told.get("margin-top")) + _mm(told.get("top"))
    places = (
        Place(_ACROSS.get(across, "column"), x, side if side in _SIDES else ""),
        Place(_ACROSS.get(down, "paragraph"), y),
    )
    return placed_picture(
        relation, 1, words, width, height, places, behind=told.get("z-index", "").startswith("-")
    )


def _mm(text: str | None) -> float:
    """Return a measure in mm, 0 for what is none."""
    found = _MEASURE.fullmatch(text or "")
    value = float(found[1]) * _UNITS[found[2]] if found else 0.0
    return value if isfinite(value) and abs(value) <= _LARGEST else 0.0
