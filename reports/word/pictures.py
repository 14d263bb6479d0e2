"""Pictures with the words that stand for them: in a line of text, or laid over the edge of the page."""

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import emu, node
from reports.word.plain_text import plain

NO_DISTANCE = {f"dist{side}": "0" for side in "TBLR"}
"""Without it word processors assume 3.2 mm of air beside a picture, and shift it."""

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def inline_picture(
    relation: str, number: int, alternative: str, width: float, height: float
) -> BaseOxmlElement:
    """Return the drawing of a picture in its paragraph; measures in mm, the number unique in a document."""
    content = _content(relation, number, alternative, width, height)
    return node("w:drawing", None, node("wp:inline", NO_DISTANCE, *content))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: so many mm from the edge of something, or at a side of it."""

    of: str
    offset: float = 0.0
    side: str = ""


def page_picture(
    relation: str, number: int, alternative: str, width: float, height: float
) -> BaseOxmlElement:
    """Return the drawing of a picture behind the text that begins at the upper left corner of the page."""
    corner = (Place("page"), Place("page"))
    return placed_picture(relation, number, alternative, width, height, corner, behind=True)


def placed_picture(
    relation: str,
    number: int,
    alternative: str,
    width: float,
    height: float,
    places: tuple[Place, Place],
    *,
    behind: bool,
) -> BaseOxmlElement:
    """Return the drawing of a picture at a place across and down, in front of the text or behind it."""
    extent, effect, properties, frame, graphic = _content(relation, number, alternative, width, height)
    attributes = NO_DISTANCE | {
        "simplePos": "0", "relativeHeight": "1", "behindDoc": str(int(behind)), "locked": "0",
        "layoutInCell": "1", "allowOverlap": "1",
    }  # fmt: skip
    across, down = (
        _position(name, place) for name, place in zip(("wp:positionH", "wp:positionV"), places, strict=True)
    )
    origin, wrap = node("wp:simplePos", {"x": "0", "y": "0"}), node("wp:wrapNone")
    content = (origin, across, down, extent, effect, wrap, properties, frame, graphic)
    return node("w:drawing", None, node("wp:anchor", attributes, *content))


def _position(name: str, place: Place) -> BaseOxmlElement:
    told = node("wp:align" if place.side else "wp:posOffset")
    told.text = place.side or emu(place.offset)
    return node(name, {"relativeFrom": place.of}, told)


def _content(
    relation: str, number: int, alternative: str, width: float, height: float
) -> tuple[BaseOxmlElement, ...]:
    size = {"cx": emu(width), "cy": emu(height)}
    name = {"id": str(number), "name": f"Picture {number}"}
    locks = node("a:graphicFrameLocks", {"noChangeAspect": "1"})
    data = node("a:graphicData", {"uri": _PICTURE}, _picture(relation, name, size))
    return (
        node("wp:extent", size),
        node("wp:effectExtent", {"l": "0", "t": "0", "r": "0", "b": "0"}),
        node("wp:docPr", name | {"descr": plain(alternative)}),
        node("wp:cNvGraphicFramePr", None, locks),
        node("a:graphic", None, data),
    )


def _picture(relation: str, name: dict[str, str], size: dict[str, str]) -> BaseOxmlElement:
    fill = node(
        "pic:blipFill",
        None,
        node("a:blip", {"r:embed": relation}),
        node("a:stretch", None, node("a:fillRect")),
    )
    place = node("a:xfrm", None, node("a:off", {"x": "0", "y": "0"}), node("a:ext", size))
    shape = node("pic:spPr", None, place, node("a:prstGeom", {"prst": "rect"}, node("a:avLst")))
    properties = node("pic:nvPicPr", None, node("pic:cNvPr", name), node("pic:cNvPicPr"))
    return node("pic:pic", None, properties, fill, shape)
