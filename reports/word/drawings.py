"""Pictures and charts of a document in the making, in paragraphs of their own."""

from io import BytesIO

from docx.document import Document as DocxDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.charts.picture import Picture
from reports.word.elements import POINTS_PER_MM
from reports.word.geometry import Geometry
from reports.word.look import Look
from reports.word.native_chart import NativeChart, inline_chart, store_chart
from reports.word.pagination import Block
from reports.word.paragraphs import paragraph
from reports.word.pictures import inline_picture, page_picture
from reports.word.runs import run_with


class Drawings:
    """What is drawn in a document, numbered in its order."""

    def __init__(self, document: DocxDocument, look: Look) -> None:
        """Begin without any."""
        self._document, self._places = document, look.places
        self._number = 0

    def inline(self, drawn: Picture | NativeChart, scale: float) -> tuple[BaseOxmlElement, Block]:
        """Return the paragraph of a picture or a chart, `scale` times as large, and its height."""
        width, height = drawn.width_mm * scale, drawn.height_mm * scale
        self._number += 1
        if isinstance(drawn, NativeChart):
            relation = store_chart(self._document, drawn, self._number, self._places)
            drawing = inline_chart(relation, self._number, drawn.alternative, width, height)
        else:
            relation, _ = self._document.part.get_or_add_image(BytesIO(drawn.png))
            drawing = inline_picture(relation, self._number, drawn.alternative, width, height)
        block = Block(height * POINTS_PER_MM, after=2, keep_next=True)
        return paragraph("Picture", [run_with(drawing)]), block

    def cover(self, picture: Picture, page: Geometry) -> tuple[BaseOxmlElement, Block]:
        """Return a picture over the upper part of a page, edge to edge, and how far the text goes below."""
        height = picture.height_mm * page.width / picture.width_mm
        self._number += 1
        relation, _ = self._document.part.get_or_add_image(BytesIO(picture.png))
        drawing = page_picture(relation, self._number, picture.alternative, page.width, height)
        below = (height - page.top + 4) * POINTS_PER_MM
        return paragraph("Normal", [run_with(drawing)], after=below), Block(0, after=below)
