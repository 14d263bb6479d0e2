"""A client's own .docx as the look of a document: checked, and taken over as values, never as content."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from reports.word.client_checks import document_faults, fetching_fields, main_part, part_faults
from reports.word.client_furniture import cleaned, height_of
from reports.word.client_look import ClientStyle, ClientTheme, flag, styles_of, theme_of
from reports.word.client_numbering import Numbering, numbering_of
from reports.word.client_package import ClientPackage, TemplateFaults
from reports.word.client_table import ClientTable, table_of
from reports.word.elements import TWIPS_PER_MM
from reports.word.geometry import PAPERS, Geometry, Paper

__all__ = ["ClientTemplate", "Furniture", "TemplateFaults", "checked", "taken_from"]

_NEAR = 1.5
"""How far in mm paper may differ from its standard."""
_NARROWEST, _WIDEST, _LOWEST = 140.0, 190.0, 180.0
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_NO_PICTURE = (
    UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, KeyError,
    ZeroDivisionError, struct.error,
)  # fmt: skip
_MOST_IN_A_PICTURE = 5_000_000
_MOST_IN_FURNITURE = 1_000_000
"""Bytes of the XML of a header or footer; it is gone through and written for every document."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer: its XML, and its pictures by the relation that it knows them by."""

    xml: bytes
    pictures: Mapping[str, bytes]
    height: float = 0.0
    """About how high it is in mm."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above and below some of the pages, each as far as there is any."""

    header: Furniture | None = None
    footer: Furniture | None = None


@dataclass(frozen=True, slots=True)
class ClientTemplate:
    """What documents take over: paper and margins, theme, styles by name, header and footer if there are."""

    paper: Paper
    page: Geometry
    theme: ClientTheme
    styles: Mapping[str, ClientStyle]
    header: Furniture | None = None
    footer: Furniture | None = None
    first: Heads | None = None
    """On the first page, where that has its own."""
    even: Heads | None = None
    """On pages of even number, where these have their own."""
    numbering: Numbering | None = None
    table: ClientTable | None = None


def checked(blob: bytes) -> ClientTemplate:
    """Return what a client's .docx gives to documents; TemplateFaults, all at once, where it cannot."""
    package = ClientPackage(blob)
    name = main_part(package)
    document = package.xml(name) if name else None
    if document is None:
        raise TemplateFaults("The file is no Word document; save it in Word as Word Document (.docx).")
    faults = [*part_faults(package, name), *document_faults(document)]
    section = next((each for each in reversed(list(document.iter(qn("w:sectPr"))))), None)
    geometry = None if section is None else _geometry(section)
    if geometry is None:
        faults.append("The file has no page setup; open it in Word, set the margins and save it again.")
    else:
        faults += _page_faults(*geometry)
    if faults or geometry is None or geometry[0] is None or section is None:
        raise TemplateFaults(*dict.fromkeys(faults))
    theme = theme_of(_related(package, name, "theme"))
    sheet = _related(package, name, "styles")
    styles = styles_of(sheet, theme)
    usual = _heads(package, name, section, "default")
    own_first = flag(section.find(qn("w:titlePg")))
    apart = _related(package, name, "settings")
    own_even = apart is not None and flag(apart.find(qn("w:evenAndOddHeaders")))
    return ClientTemplate(
        geometry[0],
        geometry[1],
        theme,
        styles,
        usual.header,
        usual.footer,
        _heads(package, name, section, "first") if own_first else None,
        _heads(package, name, section, "even") if own_even else None,
        numbering_of(sheet, _related(package, name, "numbering")),
        table_of(sheet, document, theme),
    )


def _heads(package: ClientPackage, name: str, section: _Element, pages: str) -> Heads:
    header, footer = (_furniture(package, name, section, kind, pages) for kind in ("header", "footer"))
    return Heads(header, footer)


@lru_cache(maxsize=4)
def taken_from(blob: bytes | None) -> ClientTemplate | None:
    """Return what a template that passed its check gives, None without one."""
    return None if blob is None else checked(blob)


def _geometry(section: _Element) -> tuple[Paper | None, Geometry] | None:
    """Return the paper, None for another than A4 and Letter, and the page; None without size or margins."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return None
    width, height = _mm(size, "w", 0), _mm(size, "h", 0)
    sides = (_mm(margins, side, 25) for side in ("left", "right", "top", "bottom"))
    ends = (_mm(margins, end, 12) for end in ("header", "footer"))
    page = Geometry(width, height, *sides, *ends)
    near = [
        paper
        for paper, each in PAPERS.items()
        if abs(width - each.width) <= _NEAR and abs(height - each.height) <= _NEAR
    ]
    return (near[0] if near else None), page


def _mm(element: _Element, name: str, default: float) -> float:
    text = str(element.get(qn(f"w:{name}"), ""))
    digits = text.removeprefix("-")
    return abs(int(digits)) / TWIPS_PER_MM if digits.isdecimal() and len(digits) < 7 else default


def _page_faults(paper: Paper | None, page: Geometry) -> list[str]:
    if paper is None:
        if page.width > page.height:
            return ["The pages lie on their side; set them upright."]
        return [f"The paper is {page.width:.0f} by {page.height:.0f} mm; set it to A4 or Letter."]
    faults = []
    if not _NARROWEST <= page.text_width <= _WIDEST:
        faults.append(
            f"The margins leave {page.text_width:.0f} mm for text; leave between {_NARROWEST:.0f} and "
            f"{_WIDEST:.0f} mm."
        )
    if page.text_height < _LOWEST:
        faults.append(
            f"The margins leave {page.text_height:.0f} mm of height; leave at least {_LOWEST:.0f} mm."
        )
    return faults


def _related(package: ClientPackage, name: str, kind: str) -> _Element | None:
    """Return the part of a kind that a part is related to."""
    folder = name.rpartition("/")[0]
    for found, target, outside in package.relations(name).values():
        if found == kind and not outside:
            return package.xml(_path(folder, target))
    return None


def _path(folder: str, target: str) -> str:
    """Return the name of a part from a relation's target."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _furniture(
    package: ClientPackage, name: str, section: _Element, kind: str, pages: str
) -> Furniture | None:
    """Return what stands above or below the first, the even or the usual pages, None where nothing does."""
    relations, folder = package.relations(name), name.rpartition("/")[0]
    for reference in section.findall(qn(f"w:{kind}Reference")):
        if reference.get(qn("w:type"), "default") != pages:
            continue
        found, target, outside = relations.get(str(reference.get(qn("r:id"))), ("", "", True))
        path = _path(folder, target)
        part = package.xml(path) if found == kind and not outside else None
        if part is None:
            continue
        if package.size(path) > _MOST_IN_FURNITURE:
            raise TemplateFaults(f"The {kind} holds more than a page shows; make it anew, and shorter.")
        if named := fetching_fields(part):
            raise TemplateFaults(
                f"The {kind} has a field that fetches something or runs ({named[0][:20]}); take it out."
            )
        wanted = cleaned(part)
        drawn = {key: _picture(package, path, key, kind) for key in wanted}
        said = any(text.strip() for text in part.itertext(qn("w:t")))
        return Furniture(etree.tostring(part), drawn, height_of(part)) if said or drawn else None
    return None


def _picture(package: ClientPackage, path: str, key: str, kind: str) -> bytes:
    """Return a picture of a header or footer; TemplateFaults where it is none that documents can carry."""
    found, target, outside = package.relations(path).get(key, ("", "", True))
    blob = package.part(_path(path.rpartition("/")[0], target)) if found == "image" and not outside else None
    fault = TemplateFaults(f"The {kind} has a picture that is not PNG, JPEG or GIF; put it in as PNG.")
    if blob is None:
        raise fault
    if len(blob) > _MOST_IN_A_PICTURE:
        raise TemplateFaults(f"The picture in the {kind} is larger than 5 MB; put in a smaller one.")
    try:
        if Image.from_file(BytesIO(blob)).content_type not in _PICTURES:
            raise fault
    except _NO_PICTURE as cause:
        raise fault from cause
    return blob
