"""How a client's document looks: the faces, sizes and colours of its styles, as values and nothing more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from docx.oxml.ns import qn
from lxml.etree import _Element

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NAME = re.compile(r"[\w .,&'()+-]{1,64}")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
COLOURS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
)  # fmt: skip
PLACES = {"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2", "dark1": "dk1"}
_DEEPEST = 12
"""How many styles may be based on one another."""
_THICKEST, _FARTHEST = 48, 31
"""Of a line in eighths of a point, and points between it and the text."""
_MOST_STYLES = 5_000
"""So many styles are read, more than Word itself keeps."""


@dataclass(frozen=True, slots=True)
class ClientTheme:
    """The theme of a document: its colours by their place, and the faces of headings and of text."""

    colours: Mapping[str, str]
    major: str
    minor: str


@dataclass(frozen=True, slots=True)
class ClientRule:
    """A line above or below a paragraph: width in eighths of a point, distance in points."""

    side: str
    width: int
    colour: str
    distance: int


@dataclass(frozen=True, slots=True)
class ClientStyle:
    """What a paragraph style says, its bases counted; None for what it leaves open. Points throughout.

    `line` is a height, `lines` a multiple of the face's own.
    """

    face: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    lines: float | None = None
    caps: bool | None = None
    rules: tuple[ClientRule, ...] | None = None


def theme_of(part: _Element | None) -> ClientTheme:
    """Return the theme of a document, as far as it has one."""
    if part is None:
        return ClientTheme({}, "", "")
    colours = {}
    for place in COLOURS:
        for element in part.iter(f"{_DRAWING}{place}"):
            given = [each.get("lastClr") or each.get("val") or "" for each in element]
            if given and _HEX.fullmatch(given[0]):
                colours[place] = given[0].upper()
            break
    faces = [_first_face(part, kind) for kind in ("majorFont", "minorFont")]
    return ClientTheme(colours, *faces)


def styles_of(part: _Element | None, theme: ClientTheme) -> dict[str, ClientStyle]:
    """Return the paragraph styles of a document by their names in lower case, and the defaults under ""."""
    if part is None:
        return {}
    base = _read(part.find(qn("w:docDefaults")), ClientStyle(), theme)
    found = {
        str(each.get(qn("w:styleId"))): each
        for each in islice(part.iter(qn("w:style")), _MOST_STYLES)
        if each.get(qn("w:type"), "paragraph") == "paragraph"
    }
    read = {"": base}
    for element in found.values():
        name = element.find(qn("w:name"))
        if name is not None:
            read[str(name.get(qn("w:val"))).lower()] = _settled(element, found, base, theme)
    return read


def _settled(
    element: _Element, found: Mapping[str, _Element], base: ClientStyle, theme: ClientTheme
) -> ClientStyle:
    """Return what a style says together with those that it is based on."""
    chain = [element]
    while len(chain) < _DEEPEST:
        below = chain[-1].find(qn("w:basedOn"))
        parent = found.get(str(below.get(qn("w:val")))) if below is not None else None
        if parent is None or parent in chain:
            break
        chain.append(parent)
    for each in reversed(chain):
        base = _read(each, base, theme)
    return base


def _read(element: _Element | None, base: ClientStyle, theme: ClientTheme) -> ClientStyle:
    """Return a style with what an element says of it."""
    if element is None:
        return base
    read = base
    for properties in element.iter(qn("w:rPr")):
        read = _typed(properties, read, theme)
        break
    for borders in element.iter(qn("w:pBdr")):
        read = replace(read, rules=_rules(borders, theme))
    for spacing in element.iter(qn("w:spacing")):
        parent = spacing.getparent()
        if parent is not None and parent.tag == qn("w:pPr"):
            read = _spaced(spacing, read)
    return read


def _typed(properties: _Element, read: ClientStyle, theme: ClientTheme) -> ClientStyle:
    fonts, size, colour = (properties.find(qn(f"w:{each}")) for each in ("rFonts", "sz", "color"))
    if fonts is not None:
        named = str(fonts.get(qn("w:asciiTheme"), ""))
        face = theme.major if named.startswith("major") else theme.minor if named else ""
        face = face or face_name(str(fonts.get(qn("w:ascii"), "")))
        read = replace(read, face=face or read.face)
    if size is not None and 8 <= (half := _number(size.get(qn("w:val")))) <= 144:
        read = replace(read, size=half / 2)
    if colour is not None:
        place = str(colour.get(qn("w:themeColor"), ""))
        shade = theme.colours.get(PLACES.get(place, place)) or str(colour.get(qn("w:val")))
        plain = not any(colour.get(qn(f"w:theme{each}")) for each in ("Tint", "Shade"))
        given = shade if plain or not place else str(colour.get(qn("w:val")))
        read = replace(read, colour=given.upper() if _HEX.fullmatch(given) else read.colour)
    bold, italic, caps = (properties.find(qn(tag)) for tag in ("w:b", "w:i", "w:caps"))
    return replace(
        read,
        bold=read.bold if bold is None else flag(bold),
        italic=read.italic if italic is None else flag(italic),
        caps=read.caps if caps is None else flag(caps),
    )


def flag(found: _Element | None) -> bool:
    """Return whether a property that is on or off is there and on."""
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off")


def _rules(borders: _Element, theme: ClientTheme) -> tuple[ClientRule, ...]:
    """Return the lines above and below a paragraph; those at its sides would stand in the margin."""
    found = []
    for each in borders:
        side, width, space = each.tag.rpartition("}")[2], each.get(qn("w:sz")), each.get(qn("w:space"))
        place = str(each.get(qn("w:themeColor"), ""))
        colour = str(each.get(qn("w:color"), ""))
        colour = colour if _HEX.fullmatch(colour) else theme.colours.get(PLACES.get(place, place), "")
        drawn = each.get(qn("w:val")) not in ("nil", "none") and 1 <= _number(width) <= _THICKEST
        if side in ("top", "bottom") and drawn and colour:
            distance = round(min(max(_number(space), 0), _FARTHEST))
            found.append(ClientRule(side, round(_number(width)), colour.upper(), distance))
    return tuple(found)


def _spaced(spacing: _Element, read: ClientStyle) -> ClientStyle:
    before, after = (_number(spacing.get(qn(f"w:{name}"))) for name in ("before", "after"))
    read = replace(read, before=before / 20) if 0 <= before <= 1440 else read
    read = replace(read, after=after / 20) if 0 <= after <= 1440 else read
    line = _number(spacing.get(qn("w:line")))
    if 120 <= line <= 1440:
        exact = spacing.get(qn("w:lineRule"), "auto") != "auto"
        read = replace(read, line=line / 20 if exact else None, lines=None if exact else line / 240)
    return read


def _number(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"-?\d{1,6}", text) else -1.0


def _first_face(part: _Element, kind: str) -> str:
    for fonts in part.iter(f"{_DRAWING}{kind}"):
        latin = fonts.find(f"{_DRAWING}latin")
        return face_name(str(latin.get("typeface", ""))) if latin is not None else ""
    return ""


def face_name(name: str) -> str:
    """Return the name of a face, empty where it is none that a document should carry."""
    return name if _NAME.fullmatch(name) else ""
