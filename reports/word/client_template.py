"""A client's own .docx as the look of a document: checked, and taken over as values, never as content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docx.oxml.ns import qn
from lxml.etree import _Element

from reports.word.client_checks import document_faults, main_part, part_faults
from reports.word.client_heads import Furniture, Heads, Reading
from reports.word.client_look import ClientStyle, ClientTheme, flag, styles_of, theme_of
from reports.word.client_numbering import Numbering, numbering_of
from reports.word.client_package import ClientPackage, TemplateFaults
from reports.word.client_table import ClientTable, table_of
from reports.word.elements import TWIPS_PER_MM
from reports.word.geometry import PAPERS, Geometry, Paper

__all__ = ["ClientTemplate", "TemplateFaults", "checked", "taken_from"]

_NEAR = 1.5
"""How far in mm paper may differ from its standard."""
_NARROWEST, _WIDEST, _LOWEST = 140.0, 190.0, 180.0


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
    left_out: tuple[str, ...] = ()
    """What of its headers and footers stays out, as sentences, each with its remedy."""


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
    theme = theme_of(package.related(name, "theme"))
    sheet = package.related(name, "styles")
    styles = styles_of(sheet, theme)
    heads = Reading(package, name, section, geometry[1])
    usual = heads.of("default")
    own_first = flag(section.find(qn("w:titlePg")))
    apart = package.related(name, "settings")
    own_even = apart is not None and flag(apart.find(qn("w:evenAndOddHeaders")))
    return ClientTemplate(
        geometry[0],
        geometry[1],
        theme,
        styles,
        usual.header,
        usual.footer,
        heads.of("first") if own_first else None,
        heads.of("even") if own_even else None,
        numbering_of(sheet, package.related(name, "numbering")),
        table_of(sheet, document, theme),
        tuple(dict.fromkeys(heads.left_out)),
    )


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
