"""Charts that Word draws itself and that can be edited there, each with its figures in a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from reports.word.elements import emu, node
from reports.word.pictures import NO_DISTANCE
from reports.word.plain_text import plain

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WORKBOOK_RELATION = "rId1"
"""By which the chart finds its workbook."""


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart at its final size in millimetres, with what is written about it, as a Picture has it.

    `chart` is the XML of its part, `workbook` the file with its figures.
    """

    chart: bytes
    workbook: bytes
    width_mm: float
    height_mm: float
    title: str
    note: str
    alternative: str


def store_chart(document: DocxDocument, chart: NativeChart, number: int, places: Mapping[str, str]) -> str:
    """Put a chart and its workbook into the document; return the relation that leads to it.

    Colours that have a place in the theme, by their value, follow it.
    """
    package = document.part.package
    assert package is not None
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, _following(chart.chart, places), package)
    file = PackURI(f"/word/embeddings/chart{number}.xlsx")
    book = Part(file, CONTENT_TYPE.SML_SHEET, chart.workbook, package)
    part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, book, WORKBOOK_RELATION)
    return document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def inline_chart(
    relation: str, number: int, alternative: str, width: float, height: float
) -> BaseOxmlElement:
    """Return the drawing of a chart in its paragraph; measures in mm, the number unique in a document."""
    data = node("a:graphicData", {"uri": _CHART}, node("c:chart", {"r:id": relation}))
    inline = node(
        "wp:inline",
        NO_DISTANCE,
        node("wp:extent", {"cx": emu(width), "cy": emu(height)}),
        node("wp:effectExtent", {"l": "0", "t": "0", "r": "0", "b": "0"}),
        node("wp:docPr", {"id": str(number), "name": f"Chart {number}", "descr": plain(alternative)}),
        node("wp:cNvGraphicFramePr"),
        node("a:graphic", None, data),
    )
    return node("w:drawing", None, inline)


def _following(chart: bytes, places: Mapping[str, str]) -> bytes:
    """Return the XML of a chart with the colours of the theme in the place of values."""
    root = etree.fromstring(chart)
    for colour in list(root.iter(qn("a:srgbClr"))):
        if place := places.get(str(colour.get("val"))):
            colour.tag = qn("a:schemeClr")
            colour.set("val", place)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
