"""A document written bare: the same charts, paragraphs and tables as another, and nothing of its craft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm
from lxml.etree import _Element
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from reports.charts.ink import DPI, Drawing

_MM = 1 / 25.4
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Text = Sequence[str]
"""A paragraph: the texts of its runs."""
Row = Sequence[Sequence[Text]]
"""The cells of a row, each with its paragraphs."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a document, in its order, its charts apart: pictures as drawings with their width in mm."""

    body: Sequence[Text | Sequence[Row]]
    drawings: Sequence[tuple[Drawing, float]]
    charts: Sequence[tuple[bytes, bytes]]

    @property
    def paragraphs(self) -> int:
        """Return how many paragraphs there are outside of tables."""
        return sum(not _is_table(each) for each in self.body)

    @property
    def tables(self) -> int:
        """Return how many tables there are."""
        return sum(_is_table(each) for each in self.body)


def content_of(file: bytes, drawings: Iterable[tuple[Drawing, float]]) -> Content:
    """Return what is in a .docx that was written with drawings."""
    with ZipFile(BytesIO(file)) as parts:
        body = parse_xml(parts.read("word/document.xml"))[0]
        names = [each for each in parts.namelist() if each.startswith("word/charts/chart")]
        books = [each.replace("charts", "embeddings").replace(".xml", ".xlsx") for each in names]
        charts = [(parts.read(name), parts.read(book)) for name, book in zip(names, books, strict=True)]
    return Content([_read(each) for each in body if each.tag != qn("w:sectPr")], list(drawings), charts)


def written_bare(content: Content) -> bytes:
    """Return a .docx with the content, its charts drawn anew, in no style and without any measure taken."""
    document = docx.Document()
    body = document.element.body
    for each in content.body:
        made = _table(each) if _is_table(each) else _paragraph(each)
        body.insert(len(body) - 1, made)
    for drawing, width in content.drawings:
        document.add_picture(BytesIO(drawn_bare(drawing, width)), Mm(width))
    for number, (chart, book) in enumerate(content.charts, 1):
        _store(document, number, chart, book)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def drawn_bare(drawing: Drawing, width: float) -> bytes:
    """Return a chart of the same size as PNG, its lines, areas and words as artists of matplotlib."""
    figure = Figure(figsize=(width * _MM, drawing.height * _MM), dpi=DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(drawing.height, 0))
    axes.set_axis_off()
    for stroke in drawing.strokes:
        fill, edge = stroke.fill or "none", stroke.edge or "none"
        look = {"facecolor": fill, "edgecolor": edge, "linewidth": stroke.width, "zorder": stroke.above}
        axes.add_patch(PathPatch(stroke.path, hatch="//////" if stroke.hatch else None, **look))
    for words in drawing.words:
        axes.text(words.left, words.middle, words.text, size=words.size, weight=words.weight)
    file = BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _is_table(each: object) -> bool:
    return isinstance(each, list)


def _read(element: _Element) -> Text | list[Row]:
    """Return a paragraph as a tuple, a table as a list."""
    if element.tag != qn("w:tbl"):
        return _runs(element)
    return [
        [[_runs(each) for each in cell.iter(qn("w:p"))] for cell in row.iter(qn("w:tc"))]
        for row in element.iter(qn("w:tr"))
    ]


def _runs(element: _Element) -> Text:
    return tuple("".join(text.text or "" for text in run.iter(qn("w:t"))) for run in element.iter(qn("w:r")))


def _paragraph(runs: Text) -> _Element:
    made = OxmlElement("w:p")
    for each in runs:
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = each
        run.append(text)
        made.append(run)
    return made


def _table(rows: Sequence[Row]) -> _Element:
    made, grid = OxmlElement("w:tbl"), OxmlElement("w:tblGrid")
    grid.extend(OxmlElement("w:gridCol") for _ in range(max(map(len, rows), default=0)))
    made.extend((OxmlElement("w:tblPr"), grid))
    for row in rows:
        line = OxmlElement("w:tr")
        for cell in row:
            held = OxmlElement("w:tc")
            held.extend(_paragraph(each) for each in cell)
            line.append(held)
        made.append(line)
    return made


def _store(document: Document, number: int, chart: bytes, book: bytes) -> None:
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, chart, package)
    held = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _BOOK, book, package)
    part.rels.get_or_add(f"{_RELATIONS}/package", held)
    document.part.relate_to(part, f"{_RELATIONS}/chart")
