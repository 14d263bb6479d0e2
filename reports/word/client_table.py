"""How a client's tables look: borders, fills and the type of the head, as values and nothing more."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml.etree import _Element

from reports.palette import INK
from reports.tones import TO_READ, apart
from reports.word.client_look import PLACES, ClientTheme, face_name, flag

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_PLAIN = frozenset(("", "normal table", "table grid", "table grid light", "plain table"))
"""Names of styles that are no design."""
_LINES = frozenset(("single", "double", "dotted", "dashed", "thick", "nil", "none"))
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BANDS = ("firstRow", "lastRow", "band1Horz", "band2Horz")
_DEEPEST, _THICKEST = 8, 48


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: its kind, its width in eighths of a point, and its colour."""

    kind: str
    width: int
    colour: str


@dataclass(frozen=True, slots=True)
class Band:
    """What a kind of row looks like; empty where nothing is said."""

    fill: str = ""
    colour: str = ""
    bold: bool | None = None
    edges: tuple[tuple[str, Edge], ...] = ()


@dataclass(frozen=True, slots=True)
class ClientTable:
    """A table style: its name, the lines of the whole, and what its kinds of rows look like."""

    name: str
    edges: Mapping[str, Edge]
    bands: Mapping[str, Band]

    @property
    def head(self) -> str:
        """Colour of the heads of columns, which can be read on their ground; empty where nothing is said."""
        band = self.bands.get("firstRow", Band())
        ground = band.fill or "FFFFFF"
        if band.colour and apart(band.colour, ground) >= TO_READ:
            return band.colour
        return max("FFFFFF", INK, key=lambda each: apart(each, ground)) if band.fill else ""

    @property
    def banded(self) -> bool:
        """Whether rows have a ground in turns."""
        return any(self.bands[each].fill for each in BANDS[2:] if each in self.bands)

    @property
    def boxed(self) -> bool:
        """Whether text needs room at its left, as something is drawn there."""
        drawn = any(
            self.edges[each].kind not in ("nil", "none") for each in ("left", "insideV") if each in self.edges
        )
        return drawn or any(each.fill for each in self.bands.values())


def table_of(sheet: _Element | None, document: _Element, theme: ClientTheme) -> ClientTable | None:
    """Return the style that tables of the document have, or else the one made for it; None without any."""
    if sheet is None:
        return None
    styles = {
        str(each.get(qn("w:styleId"))): each
        for each in sheet.iterchildren(qn("w:style"))
        if each.get(qn("w:type")) == "table" and _name(each).lower() not in _PLAIN
    }
    used = Counter(str(each.get(qn("w:val"))) for each in document.iter(qn("w:tblStyle")))
    made = [key for key, each in styles.items() if each.get(qn("w:customStyle")) in ("1", "true")]
    chosen = next((key for key, _ in used.most_common() if key in styles), next(iter(made), None))
    if chosen is None or not face_name(_name(styles[chosen])):
        return None
    chain = [styles[chosen]]
    while len(chain) < _DEEPEST:
        below = chain[-1].find(qn("w:basedOn"))
        parent = styles.get(str(below.get(qn("w:val")))) if below is not None else None
        if parent is None or parent in chain:
            break
        chain.append(parent)
    return _read(_name(styles[chosen]), chain[::-1], theme)


def _read(name: str, chain: list[_Element], theme: ClientTheme) -> ClientTable:
    edges: dict[str, Edge] = {}
    bands: dict[str, Band] = {}
    for style in chain:
        edges |= _edges(style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"), theme)
        for part in style.iterchildren(qn("w:tblStylePr")):
            kind = str(part.get(qn("w:type")))
            if kind in BANDS:
                bands[kind] = _band(part, bands.get(kind, Band()), theme)
    for kind in BANDS[1:]:
        # Texts of the body stay ink: a ground on which that cannot be read is none.
        if kind in bands and bands[kind].fill and apart(INK, bands[kind].fill) < TO_READ:
            bands[kind] = replace(bands[kind], fill="")
    return ClientTable(name, edges, bands)


def _band(part: _Element, band: Band, theme: ClientTheme) -> Band:
    type_, cell = part.find(qn("w:rPr")), part.find(qn("w:tcPr"))
    if type_ is not None:
        bold = type_.find(qn("w:b"))
        band = replace(band, bold=flag(bold) if bold is not None else band.bold)
        band = replace(band, colour=_colour(type_.find(qn("w:color")), "val", theme) or band.colour)
    if cell is not None:
        fill = _colour(cell.find(qn("w:shd")), "fill", theme)
        lines = _edges(cell.find(qn("w:tcBorders")), theme)
        told = tuple({**dict(band.edges), **lines}.items())
        band = replace(band, fill=fill or band.fill, edges=told)
    return band


def _edges(borders: _Element | None, theme: ClientTheme) -> dict[str, Edge]:
    found: dict[str, Edge] = {}
    for each in () if borders is None else borders:
        side = {"start": "left", "end": "right"}.get(own := each.tag.rpartition("}")[2], own)
        kind, width = str(each.get(qn("w:val"))), str(each.get(qn("w:sz"), "4"))
        if side in _SIDES and kind in _LINES and width.isdecimal() and len(width) < 4:
            colour = _colour(each, "color", theme) or INK
            found[side] = Edge(kind, min(int(width), _THICKEST), colour)
    return found


def _colour(element: _Element | None, name: str, theme: ClientTheme) -> str:
    """Return the colour that an element names, as it is or by its place in the theme; empty for none."""
    if element is None:
        return ""
    themed = "themeFill" if name == "fill" else "themeColor"
    given, place = str(element.get(qn(f"w:{name}"), "")), str(element.get(qn(f"w:{themed}"), ""))
    if not _HEX.fullmatch(given):
        given = theme.colours.get(PLACES.get(place, place), "")
    return given.upper() if _HEX.fullmatch(given) else ""


def _name(style: _Element) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"), ""))
