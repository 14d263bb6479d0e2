"""Pictures and text boxes of old documents (VML) in headers and footers, as drawings of today's."""

import re
from collections.abc import Iterator, Mapping
from math import isfinite

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import SubElement, _Element

from reports.word.client_shapes import PICTURE, SPACES, WPG, WPS
from reports.word.elements import emu, node
from reports.word.pictures import Place, inline_picture, placed_picture

_VML = "{urn:schemas-microsoft-com:vml}"
_IMAGE, _GROUP = f"{_VML}imagedata", f"{_VML}group"
_BOXES = (f"{_VML}shape", f"{_VML}rect", f"{_VML}roundrect")
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}
_MEASURE = re.compile(r"(-?\d{0,5}(?:\.\d{1,6})?)(pt|in|cm|mm|px|)")
_PAIR = re.compile(r"(-?\d{1,6}),(-?\d{1,6})")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})\b")
_LARGEST = 300.0
_ACROSS = {"page": "page", "margin": "margin"}
_SIDES = ("left", "center", "right")
_ENDS = ("top", "center", "bottom")
_INSET = (2.54, 1.27, 2.54, 1.27)
"""Between the edge of a box and its text, in mm: left, top, right and bottom."""
_OFF = ("f", "false", "0")


def modernise(part: _Element) -> list[str]:
    """Replace pictures and text boxes in VML by drawings of their size at their place.

    Relations stay the same. Returns what of groups does not come along.
    """
    gone: list[str] = []
    for old in list(part.iter(qn("w:pict"))):
        parent = old.getparent()
        made = _group(old, gone) if old.find(_GROUP) is not None else _single(old)
        if parent is not None and made is not None:
            parent.replace(old, made)
    return gone


def _single(old: _Element) -> BaseOxmlElement | None:
    """Return the drawing of a picture or a text box, None for anything else."""
    box = next(filter(_is_box, old), None)
    if box is not None:
        drawing = _drawing(box, "")
        return None if drawing is None else _showing(drawing, _box(box, *_size(_told(box))), "wps")
    image = next(old.iter(_IMAGE), None)
    shape = image.getparent() if image is not None else None
    relation = image.get(qn("r:id")) if image is not None else None
    return _drawing(shape, relation) if shape is not None and relation else None


def _group(old: _Element, gone: list[str]) -> BaseOxmlElement | None:
    """Return the drawing of a group of pictures and text boxes, None where nothing of it comes along."""
    group = old.find(_GROUP)
    drawing = _drawing(group, "") if group is not None else None
    if group is None or drawing is None:
        return None
    whole = _size(_told(group))
    held = list(_held(group, whole))
    if len(held) < sum(str(each.tag).startswith(_VML) and each.tag != f"{_VML}shapetype" for each in group):
        gone.append("a drawing of old Word")
    made = _own("wpg", "wgp")
    SubElement(made, f"{WPG}cNvGrpSpPr")
    inner = (node("a:chOff", {"x": "0", "y": "0"}), node("a:chExt", _extent(*whole)))
    frame = node("a:xfrm", None, *_frame(0, 0, *whole), *inner)
    SubElement(made, f"{WPG}grpSpPr").append(frame)
    made.extend(held)
    return _showing(drawing, made, "wpg") if held else None


def _held(group: _Element, whole: tuple[float, float]) -> Iterator[_Element]:
    """Yield what of a group comes along, each at its place in it."""
    size, origin = (_PAIR.fullmatch(str(group.get(each, ""))) for each in ("coordsize", "coordorigin"))
    across, down = (int(size[1]), int(size[2])) if size else (1000, 1000)
    begun = (int(origin[1]), int(origin[2])) if origin else (0, 0)
    if across <= 0 or down <= 0:
        return
    scale = whole[0] / across, whole[1] / down
    for each in group:
        told = _told(each) if each.tag in _BOXES else {}
        left, top, width, height = (_number(told.get(name)) for name in ("left", "top", "width", "height"))
        x, y = (left - begun[0]) * scale[0], (top - begun[1]) * scale[1]
        width, height = width * scale[0], height * scale[1]
        if not (0 < width <= _LARGEST and 0 < height <= _LARGEST and max(abs(x), abs(y)) <= _LARGEST):
            continue
        image = each.find(_IMAGE)
        if image is not None and image.get(qn("r:id")):
            drawn = inline_picture(str(image.get(qn("r:id"))), 1, str(each.get("alt", "")), width, height)
            made: _Element = next(drawn.iter(PICTURE))
        elif _is_box(each):
            made = _box(each, width, height)
        else:
            continue
        next(made.iter(qn("a:xfrm")))[:] = _frame(x, y, width, height)
        yield made


def _box(shape: _Element, width: float, height: float) -> _Element:
    """Return a text box with the text of one in VML, its ground, its line and the air within."""
    made, text = _own("wps", "wsp"), _text(shape)
    around = text.getparent() if text is not None else None
    given = [*str(around.get("inset", "") if around is not None else "").split(","), "", "", "", ""]
    SubElement(made, f"{WPS}cNvSpPr", {"txBox": "1"} if text is not None else {})
    look = SubElement(made, f"{WPS}spPr")
    look.append(node("a:xfrm", None, *_frame(0, 0, width, height)))
    look.append(node("a:prstGeom", {"prst": "rect"}, node("a:avLst")))
    look.append(_paint(shape, "filled", "fillcolor", "FFFFFF"))
    thick = _mm(shape.get("strokeweight", "0.75pt")) or 0.26
    look.append(node("a:ln", {"w": emu(thick)}, _paint(shape, "stroked", "strokecolor", "000000")))
    if text is not None:
        SubElement(made, f"{WPS}txbx").append(text)
    inset = (_mm(each.strip()) if each.strip() else usual for each, usual in zip(given, _INSET, strict=False))
    sides = zip(("lIns", "tIns", "rIns", "bIns"), map(emu, inset), strict=True)
    SubElement(made, f"{WPS}bodyPr", dict(sides))
    return made


def _paint(shape: _Element, whether: str, name: str, usual: str) -> BaseOxmlElement:
    if shape.get(whether) in _OFF:
        return node("a:noFill")
    found = _COLOUR.match(str(shape.get(name, "")))
    return node("a:solidFill", None, node("a:srgbClr", {"val": found[1].upper() if found else usual}))


def _is_box(shape: _Element) -> bool:
    """Return whether a shape is a text box, or a plain ground."""
    plain = shape.tag == f"{_VML}rect" and shape.find(_IMAGE) is None
    return shape.tag in _BOXES and (plain or _text(shape) is not None)


def _text(shape: _Element) -> _Element | None:
    return shape.find(f"{_VML}textbox/{qn('w:txbxContent')}")


def _own(prefix: str, name: str) -> _Element:
    """Return an element of a shape; it is made in a parent, so that its prefix is the usual one."""
    return SubElement(node("a:graphicData"), f"{{{SPACES[prefix]}}}{name}", nsmap={prefix: SPACES[prefix]})


def _showing(drawing: BaseOxmlElement, shown: _Element, prefix: str) -> BaseOxmlElement:
    """Return a drawing that shows something else than it was made for."""
    data = next(drawing.iter(qn("a:graphicData")))
    data.set("uri", SPACES[prefix])
    data[:] = [shown]
    return drawing


def _frame(x: float, y: float, width: float, height: float) -> list[BaseOxmlElement]:
    return [node("a:off", {"x": emu(x), "y": emu(y)}), node("a:ext", _extent(width, height))]


def _extent(width: float, height: float) -> dict[str, str]:
    return {"cx": emu(width), "cy": emu(height)}


def _told(shape: _Element) -> dict[str, str]:
    """Return what the style of a shape says, by its names."""
    return {
        name.strip().lower(): value.strip().lower()
        for name, colon, value in (each.partition(":") for each in str(shape.get("style", "")).split(";"))
        if colon
    }


def _size(told: Mapping[str, str]) -> tuple[float, float]:
    return _mm(told.get("width")), _mm(told.get("height"))


def _drawing(shape: _Element, relation: str) -> BaseOxmlElement | None:
    """Return the drawing of a shape with a picture, None where it has no size."""
    told = _told(shape)
    width, height = _size(told)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return None
    words = str(shape.get("alt", ""))
    if told.get("position") != "absolute":
        return inline_picture(relation, 1, words, width, height)
    across = told.get("mso-position-horizontal-relative", "")
    down = told.get("mso-position-vertical-relative", "")
    side, end = told.get("mso-position-horizontal", ""), told.get("mso-position-vertical", "")
    x = _mm(told.get("margin-left")) + _mm(told.get("left"))
    y = _mm(told.get("margin-top")) + _mm(told.get("top"))
    places = (
        Place(_ACROSS.get(across, "column"), x, side if side in _SIDES else ""),
        Place(_ACROSS.get(down, "paragraph"), y, end if end in _ENDS else ""),
    )
    return placed_picture(
        relation, 1, words, width, height, places, behind=told.get("z-index", "").startswith("-")
    )


def _mm(text: str | None) -> float:
    """Return a measure in mm, 0 for what is none."""
    found = _MEASURE.fullmatch(text or "")
    value = _number(found[1]) * _UNITS[found[2]] if found else 0.0
    return value if abs(value) <= _LARGEST else 0.0


def _number(text: str | None) -> float:
    """Return a number, 0 for what is none."""
    try:
        value = float(text or "")
    except ValueError:
        return 0.0
    return value if isfinite(value) and abs(value) < 1e7 else 0.0
