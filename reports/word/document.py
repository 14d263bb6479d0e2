"""A document while it is being written: chapters, paragraphs, figures and tables, saved as a file."""

from collections.abc import Sequence
from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.charts.picture import Picture
from reports.tones import HOUSE, Leading
from reports.word.captions import CAPTION_GAP, Captions
from reports.word.client_template import ClientTemplate
from reports.word.controls import Controls
from reports.word.drawings import Drawings
from reports.word.elements import POINTS_PER_MM
from reports.word.footnotes import Footnotes
from reports.word.forms import form_table
from reports.word.furniture import Words, furnish
from reports.word.geometry import (
    LANDSCAPE_WIDTH,
    PICTURE_WIDTH,
    TEXT_WIDTH,
    Geometry,
    Paper,
)
from reports.word.glossary import store_glossary
from reports.word.lists import Lists
from reports.word.look import look_of, own_look
from reports.word.marks import Listed, Marks, entry_mark, entry_places
from reports.word.native_chart import NativeChart
from reports.word.pagination import Block, left, pages_of
from reports.word.paragraphs import air, paragraph, text_block, with_notes
from reports.word.references import Label
from reports.word.runs import (
    TAB,
    Inline,
    Prose,
    Run,
    run_element,
    run_elements,
)
from reports.word.sections import Sections
from reports.word.tables import (
    DATA_TABLE,
    Column,
    band_rows,
    cell_of,
    data_table,
    scale_table,
    table_row,
    table_shell,
)
from reports.word.template import Properties, empty_document, saved

_NUMBER_GAP = "\N{EM SPACE}"
_AIR = 110.0
"""Points between a client's own head of the first page and what stands on that page."""


class WordDocument:
    """A document in the making; heights of what is written are added up, so that contents know pages."""

    def __init__(
        self,
        properties: Properties,
        paper: Paper = "A4",
        *,
        template: ClientTemplate | None = None,
        lead: Leading = HOUSE,
    ) -> None:
        """Begin an empty document; with a client's template in its look and on its paper."""
        self._look = look_of(template, lead) if template else own_look(paper, lead)
        self._sections = Sections(self._look.upright, self._look.sideways)
        self._sections.apart = self._look.own_first
        self._captions, self._notes, self._marks = Captions(), Footnotes(), Marks()
        self.mark, self.footnote = self._marks.mark, self._notes.add
        self._controls = Controls()
        self.see, self.controlled = self._captions.references.see, self._controls.add
        self._turned = False
        self._document = empty_document(properties, self._look)
        self._drawings = Drawings(self._document, self._look)
        self._flow: list[BaseOxmlElement] = []
        self._blocks: list[Block] = []
        self._chapter = self._part = 0
        self._appendices_at: int | None = None
        self._lists = Lists(self._captions)

    @property
    def page(self) -> Geometry:
        """What the pages are like that are being written."""
        return self._sections.page

    @property
    def ground(self) -> str:
        """Colour that the cover stands on."""
        return self._look.ground

    @property
    def width(self) -> float:
        """Width in mm of findings, captions, pictures and tables on the pages that are being written."""
        return LANDSCAPE_WIDTH if self._sections.wide else TEXT_WIDTH

    @property
    def length(self) -> int:
        """How many blocks are written: whether something was added, and where."""
        return len(self._blocks)

    @property
    def taken(self) -> int:
        """How many pages are taken, without contents and lists."""
        return pages_of(self._blocks, *self._rooms)

    @property
    def left(self) -> float:
        """Height in points that is left on the page, as far as it can be told before all is written."""
        return left(self._blocks, *self._rooms)

    @property
    def room(self) -> float:
        """Height of a page's text in points."""
        return self.page.text_height * POINTS_PER_MM

    @property
    def _rooms(self) -> tuple[float, float]:
        """Height of the first pages' text in points, and how much of it the head of the first one takes."""
        return self._sections.first.text_height * POINTS_PER_MM, self._look.lost

    def landscape(self) -> None:
        """Turn the pages on their side from here on; what comes next begins a page, 243 mm wide."""
        self._turn(wide=True)

    def portrait(self) -> None:
        """Turn the pages upright again from here on; what comes next begins a page."""
        self._turn(wide=False)

    def evidence(self) -> list[Listed]:
        """Return what all statements so far rest on, numbered and in groups; marks lead there from now on."""
        entries, self._captions.bookmarks = self._marks.listed(self._flow, self._captions.bookmarks)
        return entries

    def entry(self, listed: Listed) -> tuple[Inline, Prose]:
        """Return the name of listed evidence, where its marks lead, and links to the chapters with them."""
        self._captions.bookmarks += 1
        return entry_mark(listed, self._captions.bookmarks), entry_places(listed)

    def form(
        self, rows: Sequence[Sequence[tuple[str, Prose]]], description: str, height: float = 9.5
    ) -> None:
        """Write a form: rows of labels, each with its field beside it, at least so many mm high."""
        element, blocks = form_table(rows, description, self.width, height)
        self._add(element, *blocks)

    def insert(self, element: BaseOxmlElement, *blocks: Block) -> None:
        """Write something that is made elsewhere, with the heights that it takes."""
        self._add(element, *blocks)

    def cover(self, picture: Picture) -> None:
        """Lay a picture over the first page's upper part, edge to edge; a client's own head comes instead."""
        self._sections.covered = True
        own = self._look.own_first
        self._add(*(air(_AIR) if own else self._drawings.cover(picture, self.page)))

    def picture(self, picture: Picture) -> None:
        """Write a picture that is no figure, such as a logo."""
        drawing, block = self._drawings.inline(picture, self._look.scale)
        self._add(drawing, replace(block, after=10, keep_next=True))

    def contents(self) -> None:
        """Leave the place where the contents go, on a page of their own, if there is enough to list."""
        self._lists.leave("contents", self._flow, self._blocks)

    def lists(self) -> None:
        """Leave the place where the lists of figures and tables go, as contents do."""
        self._lists.leave("lists", self._flow, self._blocks)

    def appendices(self) -> None:
        """Let the chapters from here on be appendices, which are lettered and stand upright."""
        self.portrait()
        self._appendices_at, self._chapter, self._part = len(self._blocks), 0, 0

    def chapter(self, title: str, finding: str) -> None:
        """Begin a numbered chapter on a new page, with its finding; among the appendices a lettered one."""
        self._chapter, self._part = self._chapter + 1, 0
        number = self._look.numbering.chapter(self._chapter, lettered=self._appendix)
        self._heading("Heading 1", "TOC 1", f"{number}{_NUMBER_GAP}{title}", finding)

    def part(self, title: str, finding: str) -> None:
        """Begin a part of the chapter on a new page, with its finding; contents list those of the body."""
        self._part += 1
        style, line = ("Appendix Part", "") if self._appendix else ("Part Heading", "TOC 2")
        number = self._look.numbering.part(self._chapter, self._part, lettered=self._appendix)
        self._heading(style, line, f"{number}{_NUMBER_GAP}{title}", finding)

    def write(self, style: str, prose: Prose, before: float | None = None) -> None:
        """Write a paragraph in a named style; space before it in points where it departs from the style."""
        block = text_block(style, prose, width=self.width, before=before)
        self._add(paragraph(style, run_elements(prose), before=before), with_notes(block, prose))

    def labelled(self, label: str, prose: Prose, before: float | None = None) -> None:
        """Write a paragraph with a label in the column beside it."""
        content = [run_element(Run(label, "Margin Label")), run_element(TAB), *run_elements(prose)]
        block = text_block("Labelled", prose, width=self.width, before=before)
        self._add(paragraph("Labelled", content, before=before), with_notes(block, prose))

    def flagged(self, label: str, prose: Prose) -> None:
        """Write a paragraph that says what is still to be done, set apart from what the document says."""
        content = [run_element(Run(label, "Margin Label")), run_element(TAB), *run_elements(prose)]
        self._add(paragraph("Flag", content), text_block("Flag", prose))

    def figure(
        self, picture: Picture | NativeChart, source: str, *, new_page: bool = False, key: str = ""
    ) -> Label:
        """Write a captioned picture with what is plotted above it and its source below."""
        caption, block, label = self._caption("Figure", picture.title, new_page=new_page, key=key)
        self._add(caption, block)
        for element, height in self._picture_paragraphs(picture, source, self.width):
            self._add(element, height)
        return label

    def plate(self, picture: Picture | NativeChart, source: str, *, key: str = "") -> Label:
        """Write a picture that the finding above it is the title of; its number opens the line below."""
        drawing, block = self._drawings.inline(picture, self._look.scale)
        self._add(drawing, replace(block, keep_next=True))
        content, label = self._numbered("Figure", picture.title, key, shown=f"{picture.note}. {source}")
        text = f"{label.text}{CAPTION_GAP}{picture.note}. {source}"
        self._add(paragraph("Source", content), text_block("Source", text, width=self.width))
        return label

    def holds(self, picture: Picture | NativeChart, source: str) -> bool:
        """Return whether a figure has room on the page that is begun."""
        texts = (("Caption", f"Figure 99 {picture.title}"), ("Figure Note", picture.note), ("Source", source))
        words = sum(text_block(style, text).whole for style, text in texts)
        return words + picture.height_mm * POINTS_PER_MM + 2 <= self.left

    def figure_beside(
        self, picture: Picture | NativeChart, source: str, side: Sequence[tuple[str, Prose]], *, key: str = ""
    ) -> Label:
        """Write a captioned picture with a column of short texts beside it, each under its head."""
        widths = (PICTURE_WIDTH, TEXT_WIDTH - PICTURE_WIDTH)
        caption, block, label = self._caption("Figure", picture.title, width=PICTURE_WIDTH, key=key)
        left = [
            (caption, block),
            *self._picture_paragraphs(picture, source, PICTURE_WIDTH),
        ]
        right = []
        for head, prose in side:
            for style, text in (("Side Head", head), ("Side Text", prose)):
                block = text_block(style, text, width=widths[1])
                right.append((paragraph(style, run_elements(text)), block))
        cells = [cell_of(column) for column in (left, right)]
        shell = table_shell("Blueprint Layout", widths, picture.title)
        shell.append(table_row(cells, widths))
        self._add(shell, Block(max(cell.height for cell in cells)))
        return label

    def table(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Prose]],
        source: Prose,
        *,
        new_page: bool = False,
        key: str = "",
        whole: bool = True,
    ) -> Label:
        """Write a captioned table with its source; `whole` keeps one lower than a page on one page."""
        caption, block, label = self._caption("Table", title, new_page=new_page, key=key)
        self._add(caption, block)
        self._data_table(columns, rows, title, kept=True, whole=whole)
        self.write("Source", source)
        return label

    def captioned_table(
        self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Prose]], *, key: str = ""
    ) -> Label:
        """Write a captioned table that needs no source, as what it says is said elsewhere with one."""
        caption, block, label = self._caption("Table", title, key=key)
        self._add(caption, block)
        self._data_table(columns, rows, title)
        return label

    def plain_table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Prose]],
        description: str,
        body: str = "Table Text",
    ) -> None:
        """Write a table without a caption; without heads where no column has one."""
        self._data_table(columns, rows, description, body=body)

    def key_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Write large figures side by side, each over its label."""
        widths = [self.width / len(figures)] * len(figures)
        cells = []
        for pair in figures:
            parts = []
            for style, text in zip(("Key Figure", "Key Label"), pair, strict=True):
                block = text_block(style, text, width=widths[0] - 2)
                parts.append((paragraph(style, run_elements(text), keep_next=True), block))
            cells.append(cell_of(parts))
        shell = table_shell(DATA_TABLE, widths, "Key figures")
        shell.append(table_row(cells, widths))
        self._add(shell, Block(max(cell.height for cell in cells) + 2 * POINTS_PER_MM + 1.5, keep_next=True))

    def save(self, *, head: tuple[str, str], foot: str) -> bytes:
        """Return the file, with contents filled in and the texts above and below the pages."""
        pages = self._lists.fill(self._flow, self._blocks, *self._rooms)
        self._marks.settle(self._flow)
        self._captions.references.resolve(self._flow, self._captions.bookmarks)
        body = self._document.element.body
        sections = self._sections.finished(body[-1])
        words = Words(head, foot, pages, titled=self._sections.covered)
        furnish(self._document, sections, self._look, words)
        self._notes.store(self._document)
        if self._controls.empty:
            store_glossary(self._document)
        end = len(body) - 1
        body[end:end] = self._flow
        return saved(self._document)

    @property
    def _appendix(self) -> bool:
        return self._appendices_at is not None

    def extent(self) -> tuple[int, int]:
        """Return how many pages come before the appendices, and how many there are, contents counted."""
        pages = self._lists.pages(self._blocks, *self._rooms)
        if self._appendices_at is None or self._appendices_at == len(self._blocks):
            return pages[-1], pages[-1]
        return pages[self._appendices_at] - 1, pages[-1]

    def page_of(self, place: int) -> int:
        """Return the page on which the block at a place begins, contents counted."""
        return self._lists.pages(self._blocks, *self._rooms)[place]

    def _turn(self, *, wide: bool) -> None:
        if wide != self._sections.wide:
            self._sections.turn(self._flow, apart=self._lists.waits_at_end(self._flow))
            self._turned = True

    def _add(self, element: BaseOxmlElement, *blocks: Block) -> None:
        if self._turned and blocks:
            first = replace(blocks[0], new_page=bool(self._blocks), room=self.room)
            blocks, self._turned = (first, *blocks[1:]), False
        if self._look.scale != 1:
            scale_table(element, self._look.scale)
        if self._look.banded:
            band_rows(element)
        self._flow.append(element)
        self._blocks.extend(blocks)

    def _heading(self, style: str, line: str, text: str, finding: str) -> None:
        content = self._captions.heading(text, line, len(self._blocks))
        self._add(paragraph(style, content), text_block(style, text, width=self.width))
        self.write("Finding", finding)

    def _caption(
        self, kind: str, title: str, *, width: float | None = None, new_page: bool = False, key: str = ""
    ) -> tuple[BaseOxmlElement, Block, Label]:
        content, label = self._numbered(kind, title, key, shown=title)
        text = f"{label.text}{CAPTION_GAP}{title}"
        block = replace(text_block("Caption", text, width=width or self.width), new_page=new_page)
        return paragraph("Caption", content, new_page=new_page), block, label

    def _numbered(
        self, kind: str, title: str, key: str, *, shown: str
    ) -> tuple[list[BaseOxmlElement], Label]:
        return self._captions.numbered(kind, title, len(self._blocks), shown=shown, key=key)

    def _picture_paragraphs(
        self, picture: Picture | NativeChart, source: str, width: float
    ) -> list[tuple[BaseOxmlElement, Block]]:
        """Return the paragraphs under a caption: what is plotted, the picture, its source."""
        return [
            (
                paragraph("Figure Note", run_elements(picture.note)),
                text_block("Figure Note", picture.note, width=width),
            ),
            self._drawings.inline(picture, self._look.scale),
            (paragraph("Source", run_elements(source)), text_block("Source", source, width=width)),
        ]

    def _data_table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Prose]],
        description: str,
        *,
        body: str = "Table Text",
        kept: bool = False,
        whole: bool = True,
    ) -> None:
        # A table that leaves no room for its heading would be pushed off the page it begins.
        room = 0.8 * self.room if whole else 0
        element, blocks = data_table(columns, rows, description=description, body=body, room=room, kept=kept)
        self._add(element, *blocks)
