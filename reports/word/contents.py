"""Contents and lists of figures and tables, filled in with titles and page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node
from reports.word.fields import field, field_begin, field_end
from reports.word.geometry import TEXT_WIDTH
from reports.word.pagination import Block
from reports.word.paragraphs import paragraph, text_block
from reports.word.runs import TAB, Run, run_element

_NUMBER_WIDTH = 10.0
"""Room for the page number at the end of an entry, in mm."""

OUTLINE = r'TOC \o "1-1" \t "Part Heading,2" \h \z'
"""The field that lists the chapters and their parts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of a list points to: text, style of the line, bookmark, and place among the blocks."""

    text: str
    style: str
    bookmark: str
    place: int


def listing(kind: str) -> str:
    """Return the field that lists the captions of one kind, such as Figure."""
    return rf'TOC \h \z \c "{kind}"'


def entry_blocks(entries: Sequence[Entry]) -> list[Block]:
    """Return the height of each line of a list."""
    return [text_block(entry.style, entry.text, width=TEXT_WIDTH - _NUMBER_WIDTH) for entry in entries]


def entry_paragraphs(
    instruction: str, entries: Sequence[Entry], pages: Sequence[int]
) -> list[BaseOxmlElement]:
    """Return the lines of a list, one field over all of them."""
    lines = []
    for number, (entry, page) in enumerate(zip(entries, pages, strict=True), start=1):
        content = field_begin(instruction) if number == 1 else []
        content.append(_link(entry, page))
        if number == len(entries):
            content.append(field_end())
        lines.append(paragraph(entry.style, content))
    return lines


def _link(entry: Entry, page: int) -> BaseOxmlElement:
    number = field(rf"PAGEREF {entry.bookmark} \h", str(page))
    text = (run_element(Run(entry.text)), run_element(TAB))
    return node("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": "1"}, *text, *number)
