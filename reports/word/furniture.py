"""What stands above and below every page but the first."""

from docx.document import Document as DocxDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import POINTS_PER_MM
from reports.word.fields import field
from reports.word.geometry import TEXT_WIDTH
from reports.word.paragraphs import paragraph
from reports.word.plain_text import plain
from reports.word.runs import TAB, Run, run_element
from reports.word.styles import STYLES


def furnish(document: DocxDocument, *, left: str, right: str, foot: str, pages: int) -> None:
    """Write the header (left and right text) and the footer, which ends in the page number of so many."""
    section = document.sections[0]
    head = [run_element(Run(_fitting(left, right))), run_element(TAB), run_element(Run(right))]
    number = [run_element(Run("Page ")), *field("PAGE", "2"), run_element(Run(" of "))]
    last = field("NUMPAGES", str(pages))
    tail = [run_element(Run(_fitting(foot, "Page 99 of 99"))), run_element(TAB), *number, *last]
    for part, style, content in ((section.header, "Header", head), (section.footer, "Footer", tail)):
        part.is_linked_to_previous = False
        _fill(part._element, style, content)


def _fitting(text: str, other: str) -> str:
    """Return the text, shortened where it would meet the other one at the right margin."""
    look = STYLES["Header"]
    room = (TEXT_WIDTH - 8) * POINTS_PER_MM - look.face.width(other, look.size)
    return look.face.shortened(plain(text), look.size, room)


def _fill(part: BaseOxmlElement, style: str, content: list[BaseOxmlElement]) -> None:
    del part[:]
    part.append(paragraph(style, content))
