"""Colours and faces that a word processor offers first: those of the document, so that edits look at home."""

from lxml import etree

from reports.palette import BLUE, GREY, INK, NAVY, RUST, SAND, SKY, TINT
from reports.word.typeface import CALIBRI, CAMBRIA

_NAME = "Blueprint"
_COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": NAVY, "lt2": TINT, "accent1": NAVY, "accent2": BLUE, "accent3": SKY,
    "accent4": RUST, "accent5": SAND, "accent6": GREY, "hlink": BLUE, "folHlink": GREY,
}  # fmt: skip
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def themed(blob: bytes) -> bytes:
    """Return a theme part with the document's colours and faces in the place of its own."""
    theme = etree.fromstring(blob)
    theme.set("name", _NAME)
    for scheme in (*theme.iter(f"{_DRAWING}clrScheme"), *theme.iter(f"{_DRAWING}fontScheme")):
        scheme.set("name", _NAME)
    for place, colour in _COLOURS.items():
        for element in theme.iter(f"{_DRAWING}{place}"):
            del element[:]
            etree.SubElement(element, f"{_DRAWING}srgbClr", {"val": colour})
    for kind, face in (("majorFont", CAMBRIA), ("minorFont", CALIBRI)):
        for element in theme.iter(f"{_DRAWING}{kind}"):
            _set_face(element, face.name)
    return etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_face(fonts: etree._Element, name: str) -> None:
    """Name the face for Latin script, and none for the others, which the reader's system then chooses."""
    for element in list(fonts):
        if element.tag == f"{_DRAWING}latin":
            element.set("typeface", name)
        elif element.tag == f"{_DRAWING}font":
            fonts.remove(element)
