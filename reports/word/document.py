"""A document while it is being written: chapters, paragraphs, figures and tables, saved as a file."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.charts.picture import Picture
from reports.word.contents import OUTLINE, Entry, entry_blocks, entry_paragraphs, listing
from reports.word.elements import POINTS_PER_MM
from reports.word.fields import bookmarked, field
from reports.word.furniture import furnish
from reports.word.geometry import PAPERS, PICTURE_WIDTH, TEXT_WIDTH, Paper
from reports.word.pagination import Block, paginate
from reports.word.paragraphs import paragraph, text_block
from reports.word.pictures import inline_picture, page_picture
from reports.word.plain_text import plain
from reports.word.runs import TAB, Prose, Run, run_element, run_elements, run_with, wording
from reports.word.tables import Cell, Column, data_table, table_row, table_shell
from reports.word.template import Properties, empty_document, saved

_NUMBER_GAP = "\N{EM SPACE}"
_CAPTION_GAP = "\N{EN SPACE}"
_FEWEST_IN_CONTENTS = 3


class WordDocument:
    """A document in the making; heights of what is written are added up, so that contents know pages."""

    def __init__(self, properties: Properties, paper: Paper = "A4") -> None:
        """Begin an empty document."""
        self.page = PAPERS[paper]
        self._document = empty_document(properties, self.page)
        self._flow: list[BaseOxmlElement] = []
        self._blocks: list[Block] = []
        self._headings: list[Entry] = []
        self._captions: dict[str, list[Entry]] = {"Figure": [], "Table": []}
        self._chapter = self._part = self._pictures = self._bookmarks = 0
        self._contents_at: tuple[int, int] | None = None

    @property
    def room(self) -> float:
        """Height of a page's text in points."""
        return self.page.text_height * POINTS_PER_MM

    def cover(self, picture: Picture) -> None:
        """Lay a picture over the upper part of the first page, edge to edge, and begin the text below it."""
        height = picture.height_mm * self.page.width / picture.width_mm
        relation, number = self._picture(picture)
        drawing = page_picture(relation, number, picture.alternative, self.page.width, height)
        below = (height - self.page.top + 4) * POINTS_PER_MM
        self._add(paragraph("Normal", [run_with(drawing)], after=below), Block(0, after=below))

    def contents(self) -> None:
        """Leave the place where contents and lists go, on a page of their own, if there is enough to list."""
        self._contents_at = (len(self._flow), len(self._blocks))

    def chapter(self, title: str, finding: str) -> None:
        """Begin a numbered chapter on a new page, with its finding."""
        self._chapter, self._part = self._chapter + 1, 0
        self._heading("Heading 1", "TOC 1", f"{self._chapter}{_NUMBER_GAP}{title}", finding)

    def part(self, title: str, finding: str) -> None:
        """Begin a part of the chapter on a new page, with its finding."""
        self._part += 1
        self._heading("Part Heading", "TOC 2", f"{self._chapter}.{self._part}{_NUMBER_GAP}{title}", finding)

    def appendix(self, letter: str, title: str, finding: str) -> None:
        """Begin an appendix on a new page, with its finding."""
        self._heading("Heading 1", "TOC 1", f"{letter}{_NUMBER_GAP}{title}", finding)

    def write(self, style: str, prose: Prose, before: float | None = None) -> None:
        """Write a paragraph in a named style; space before it in points where it departs from the style."""
        block = text_block(style, wording(prose), before=before)
        self._add(paragraph(style, run_elements(prose), before=before), block)

    def labelled(self, label: str, prose: Prose, before: float | None = None) -> None:
        """Write a paragraph with a label in the column beside it."""
        content = [run_element(Run(label, "Margin Label")), run_element(TAB), *run_elements(prose)]
        block = text_block("Labelled", wording(prose), before=before)
        self._add(paragraph("Labelled", content, before=before), block)

    def figure(self, picture: Picture, source: str, *, new_page: bool = False) -> None:
        """Write a captioned picture with what is plotted above it and its source below."""
        caption, block = self._caption("Figure", picture.title, new_page=new_page)
        self._add(caption, block)
        for element, height in self._picture_paragraphs(picture, source, TEXT_WIDTH):
            self._add(element, height)

    def figure_beside(self, picture: Picture, source: str, side: Sequence[tuple[str, Prose]]) -> None:
        """Write a captioned picture with a column of short texts beside it, each under its head."""
        widths = (PICTURE_WIDTH, TEXT_WIDTH - PICTURE_WIDTH)
        left = [
            self._caption("Figure", picture.title, width=PICTURE_WIDTH),
            *self._picture_paragraphs(picture, source, PICTURE_WIDTH),
        ]
        right = []
        for head, prose in side:
            for style, text in (("Side Head", head), ("Side Text", prose)):
                block = text_block(style, wording(text), width=widths[1])
                right.append((paragraph(style, run_elements(text)), block))
        cells = [_cell(column) for column in (left, right)]
        shell = table_shell("Blueprint Layout", widths, picture.title)
        shell.append(table_row(cells, widths))
        self._add(shell, Block(max(cell.height for cell in cells)))

    def table(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Prose]],
        source: str,
        *,
        new_page: bool = False,
    ) -> None:
        """Write a captioned table with its source."""
        caption, block = self._caption("Table", title, new_page=new_page)
        self._add(caption, block)
        self._data_table(columns, rows, title, kept=True)
        self.write("Source", source)

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
        widths = [TEXT_WIDTH / len(figures)] * len(figures)
        cells = []
        for pair in figures:
            parts = []
            for style, text in zip(("Key Figure", "Key Label"), pair, strict=True):
                block = text_block(style, text, width=widths[0] - 2)
                parts.append((paragraph(style, run_elements(text), keep_next=True), block))
            cells.append(_cell(parts))
        shell = table_shell("Blueprint Table", widths, "Key figures")
        shell.append(table_row(cells, widths))
        self._add(shell, Block(max(cell.height for cell in cells) + 2 * POINTS_PER_MM + 1.5, keep_next=True))

    def save(self, *, head: tuple[str, str], foot: str) -> bytes:
        """Return the file, with contents filled in and the texts above and below the pages."""
        pages = self._fill_contents()
        furnish(self._document, left=head[0], right=head[1], foot=foot, pages=pages)
        body = self._document.element.body
        end = len(body) - 1
        body[end:end] = self._flow
        return saved(self._document)

    def _fill_contents(self) -> int:
        """Put contents and lists into the place that was left for them; return how many pages there are."""
        if self._contents_at is None or len(self._headings) < _FEWEST_IN_CONTENTS:
            return paginate(self._blocks, self.room)[-1]
        flow_at, block_at = self._contents_at
        parts = [("TOC Heading", "Contents", OUTLINE, self._headings)]
        parts += [
            ("List Head", f"{kind}s", listing(kind), entries)
            for kind, entries in self._captions.items()
            if entries
        ]
        blocks = [
            block
            for style, head, _, entries in parts
            for block in (text_block(style, head), *entry_blocks(entries))
        ]
        pages = paginate([*self._blocks[:block_at], *blocks, *self._blocks[block_at:]], self.room)
        elements = []
        for style, head, instruction, entries in parts:
            elements.append(paragraph(style, run_elements(head)))
            found = [pages[entry.place + len(blocks)] for entry in entries]
            elements += entry_paragraphs(instruction, entries, found)
        self._flow[flow_at:flow_at] = elements
        return pages[-1]

    def _add(self, element: BaseOxmlElement, *blocks: Block) -> None:
        self._flow.append(element)
        self._blocks.extend(blocks)

    def _heading(self, style: str, line: str, text: str, finding: str) -> None:
        name, content = self._bookmark([run_element(Run(text))])
        self._headings.append(Entry(plain(text), line, name, len(self._blocks)))
        self._add(paragraph(style, content), text_block(style, text))
        self.write("Finding", finding)

    def _caption(
        self, kind: str, title: str, *, width: float = TEXT_WIDTH, new_page: bool = False
    ) -> tuple[BaseOxmlElement, Block]:
        entries = self._captions[kind]
        number = str(len(entries) + 1)
        style = "Caption Number"
        label = [run_element(Run(f"{kind} ", style)), *field(rf"SEQ {kind} \* ARABIC", number, style)]
        name, content = self._bookmark([*label, run_element(Run(_CAPTION_GAP + title))])
        text = plain(f"{kind} {number}{_CAPTION_GAP}{title}")
        entries.append(Entry(text, "Table of Figures", name, len(self._blocks)))
        block = replace(text_block("Caption", text, width=width), new_page=new_page)
        return paragraph("Caption", content, new_page=new_page), block

    def _picture_paragraphs(
        self, picture: Picture, source: str, width: float
    ) -> list[tuple[BaseOxmlElement, Block]]:
        """Return the paragraphs under a caption: what is plotted, the picture, its source."""
        relation, number = self._picture(picture)
        drawing = inline_picture(relation, number, picture.alternative, picture.width_mm, picture.height_mm)
        height = picture.height_mm * POINTS_PER_MM
        return [
            (
                paragraph("Figure Note", run_elements(picture.note)),
                text_block("Figure Note", picture.note, width=width),
            ),
            (paragraph("Picture", [run_with(drawing)]), Block(height, after=2, keep_next=True)),
            (paragraph("Source", run_elements(source)), text_block("Source", source, width=width)),
        ]

    def _bookmark(self, content: list[BaseOxmlElement]) -> tuple[str, list[BaseOxmlElement]]:
        self._bookmarks += 1
        name = f"_Toc{self._bookmarks:08}"
        return name, bookmarked(name, self._bookmarks, content)

    def _picture(self, picture: Picture) -> tuple[str, int]:
        """Store the picture and return the relation that leads to it, and the drawing's number."""
        relation, _ = self._document.part.get_or_add_image(BytesIO(picture.png))
        self._pictures += 1
        return relation, self._pictures

    def _data_table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Prose]],
        description: str,
        *,
        body: str = "Table Text",
        kept: bool = False,
    ) -> None:
        # A table that leaves no room for its heading would be pushed off the page it begins.
        room = 0.8 * self.room
        element, blocks = data_table(columns, rows, description=description, body=body, room=room, kept=kept)
        self._add(element, *blocks)


def _cell(parts: Sequence[tuple[BaseOxmlElement, Block]]) -> Cell:
    """Return the paragraphs as the content of a cell."""
    return Cell(tuple(element for element, _ in parts), sum(block.whole for _, block in parts))
