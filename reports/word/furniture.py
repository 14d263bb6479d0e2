"""What stands above and below every page but a cover."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as DocxSection
from docx.section import _BaseHeaderFooter
from lxml.etree import _Element

from reports.word.client_heads import Furniture, Heads
from reports.word.client_pictures import store_picture
from reports.word.client_reach import reaching
from reports.word.client_shapes import remove
from reports.word.elements import POINTS_PER_MM, node, twips
from reports.word.fields import field
from reports.word.look import Look
from reports.word.paragraphs import paragraph
from reports.word.plain_text import plain
from reports.word.runs import TAB, Run, run_element
from reports.word.sections import Section

_PAGE_99 = "Page 99 of 99"
_WIDE_NUMBERS = 1_000
"""Drawings on pages on their side are numbered by so much higher."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said above and below: two texts above, one below, and of how many pages.

    `titled` says that the first page is a title page, which says itself what it is.
    """

    head: tuple[str, str]
    foot: str
    pages: int
    titled: bool = False


def furnish(document: DocxDocument, sections: Sequence[Section], look: Look, words: Words) -> None:
    """Write header and footer, which ends in the page number of so many; a client's own where it has them.

    Pages upright and on their side have headers and footers of their own, since these reach to the margin.
    """
    made: dict[bool, list[_Element]] = {}
    names = (qn("w:headerReference"), qn("w:footerReference"))
    template = look.template
    if template and template.even:
        document.settings.odd_and_even_pages_header_footer = True
    for section in sections:
        if section.wide in made:
            for place, reference in enumerate(made[section.wide]):
                section.properties.insert(place, deepcopy(reference))
            continue
        page = DocxSection(cast(CT_SectPr, section.properties), document.part)
        usual = Heads(template.header, template.footer) if template else Heads()
        _write(page.header, page.footer, usual, look, words, wide=section.wide)
        if template and template.even:
            _write(
                page.even_page_header, page.even_page_footer, template.even, look, words, wide=section.wide
            )
        made[section.wide] = [each for each in section.properties if each.tag in names]
        if look.own_first and template and template.first and section is sections[0]:
            _write_first(page, template.first, look, words)


def _write_first(page: DocxSection, heads: Heads, look: Look, words: Words) -> None:
    """Write what stands on the first page alone; a title page says in its text what it is."""
    if not words.titled:
        _write(page.first_page_header, page.first_page_footer, heads, look, words, wide=False)
        _lower(page, heads.header)
        return
    for part, own in ((page.first_page_header, heads.header), (page.first_page_footer, heads.footer)):
        if own:
            _empty(part)
            _take_over(part, own, look, wide=False)
    _lower(page, heads.header)


def _lower(page: DocxSection, header: Furniture | None) -> None:
    """Make the first page's head as high as what stands in it beside its lines, so that text begins below."""
    if header and header.height > header.lines:
        spacing = {"w:line": twips(header.height - header.lines), "w:lineRule": "exact"}
        air = paragraph("Header", [])
        air[0].append(node("w:spacing", spacing))
        page.first_page_header._element.append(air)


def _write(
    above: _BaseHeaderFooter, below: _BaseHeaderFooter, heads: Heads, look: Look, words: Words, *, wide: bool
) -> None:
    kind = "Wide " if wide else ""
    for part in (above, below):
        _empty(part)
    header, footer = heads.header, heads.footer
    if header:
        _take_over(above, header, look, wide=wide)
    else:
        said = _line(*words.head, [run_element(Run(words.head[1]))], look, wide=wide)
        above._element.append(paragraph(f"{kind}Header", said))
    numbered = footer is not None and b" PAGE" in footer.xml.replace(b">PAGE", b"> PAGE")
    if footer:
        _take_over(below, footer, look, wide=wide)
    # A client's header and footer say neither whether this is a draft, nor always which page it is.
    left = (words.head[1] if header else "") if footer else words.foot
    if left or not numbered:
        told = _line(left, _PAGE_99, [] if numbered else _number(words.pages), look, wide=wide)
        below._element.append(paragraph(f"{kind}Footer", told))


def _empty(part: _BaseHeaderFooter) -> None:
    part.is_linked_to_previous = False
    del part._element[:]


def _line(
    left: str, right: str, content: list[BaseOxmlElement], look: Look, *, wide: bool
) -> list[BaseOxmlElement]:
    """Return a text, and at the right margin some content, which is about as wide as `right`."""
    return [run_element(Run(_fitting(left, right, look, wide=wide))), run_element(TAB), *content]


def _number(pages: int) -> list[BaseOxmlElement]:
    begun = [run_element(Run("Page ")), *field("PAGE", "2"), run_element(Run(" of "))]
    return [*begun, *field("NUMPAGES", str(pages))]


def _take_over(part: _BaseHeaderFooter, furniture: Furniture, look: Look, *, wide: bool) -> None:
    """Put in what a client's header or footer holds, with its pictures."""
    content = parse_xml(furniture.xml)
    if wide:
        _clear_of_text(content, furniture, look)
    held = {str(each.get(qn("r:embed"))) for each in content.iter(qn("a:blip"))}
    relations = {
        key: store_picture(part.part, blob) for key, blob in furniture.pictures.items() if key in held
    }
    for picture in content.iter(qn("a:blip")):
        if key := picture.get(qn("r:embed")):
            picture.set(qn("r:embed"), relations[key])
    if wide:
        for style in content.iter(qn("w:pStyle")):
            style.set(qn("w:val"), f"Wide{style.get(qn('w:val'))}")
        for drawing in content.iter(qn("wp:docPr")):
            drawing.set("id", str(int(str(drawing.get("id"))) + _WIDE_NUMBERS))
    part._element.extend(list(content))


def _clear_of_text(content: _Element, furniture: Furniture, look: Look) -> None:
    """Take out what would stand over the text of a page on its side, which is lower than an upright one."""
    page = look.sideways
    edge = page.bottom if content.tag == qn("w:ftr") else page.top
    for anchor, reach in list(reaching(content, page, furniture.lines)):
        drawing = anchor.getparent()
        if reach > edge and drawing is not None:
            remove(drawing)


def _fitting(text: str, other: str, look: Look, *, wide: bool) -> str:
    """Return the text, shortened where it would meet the other one at the right margin."""
    style = look.styles["Header"]
    page = look.sideways if wide else look.upright
    room = (page.text_width - 8) * POINTS_PER_MM - style.face.width(other, style.size)
    return style.face.shortened(plain(text), style.size, room)
