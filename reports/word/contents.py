"""Contents and lists of figures and tables, filled in with titles and page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node
from reports.word.fields import field, field_begin, field_end
from reports.word.geometry import TEXT_WIDTH
from reports.word.pagination import Block
from reports.word.paragraphs import paragraph, text_block
from reports.word.runs import TAB, Run, run_element, run_elements

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


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of entries under a head: the style and text of the head, and the field that makes it anew."""

    style: str
    head: str
    instruction: str
    entries: Sequence[Entry]

    @property
    def blocks(self) -> list[Block]:
        """Return the height of the head and of each line."""
        lines = (text_block(each.style, each.text, width=TEXT_WIDTH - _NUMBER_WIDTH) for each in self.entries)
        return [text_block(self.style, self.head), *lines]

    def paragraphs(self, pages: Sequence[int]) -> list[BaseOxmlElement]:
        """Return the head and the lines, with the page of each entry; one field over all lines."""
        made = [paragraph(self.style, run_elements(self.head))]
        for number, (entry, page) in enumerate(zip(self.entries, pages, strict=True), start=1):
            content = field_begin(self.instruction) if number == 1 else []
            content.append(_link(entry, page))
            if number == len(self.entries):
                content.append(field_end())
            made.append(paragraph(entry.style, content))
        return made


def _link(entry: Entry, page: int) -> BaseOxmlElement:
    number = field(rf"PAGEREF {entry.bookmark} \h", str(page))
    text = (run_element(Run(entry.text)), run_element(TAB))
    return node("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": "1"}, *text, *number)
