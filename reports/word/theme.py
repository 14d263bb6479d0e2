"""Colours and faces that a word processor offers first: those of the document, so that edits look at home."""

from lxml import etree

from reports.word.look import Look

_NAME = "Blueprint"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def themed(blob: bytes, look: Look) -> bytes:
    """Return a theme part with the document's colours and faces in the place of its own."""
    theme = etree.fromstring(blob)
    theme.set("name", _NAME)
    for scheme in (*theme.iter(f"{_DRAWING}clrScheme"), *theme.iter(f"{_DRAWING}fontScheme")):
        scheme.set("name", _NAME)
    for place, colour in look.colours.items():
        for element in theme.iter(f"{_DRAWING}{place}"):
            del element[:]
            etree.SubElement(element, f"{_DRAWING}srgbClr", {"val": colour})
    for kind, face in (("majorFont", look.heading), ("minorFont", look.text)):
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
