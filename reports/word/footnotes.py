"""Footnotes: a number in the text, and the note at the foot of its page."""

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node
from reports.word.geometry import TEXT_WIDTH
from reports.word.paragraphs import paragraph, text_block
from reports.word.runs import Inline, Prose, Run, run_element, run_elements, run_with

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


class Footnotes:
    """The footnotes of a document in the making, in the order in which they are called for."""

    def __init__(self) -> None:
        """Begin without any."""
        self._notes: list[BaseOxmlElement] = []

    def add(self, prose: Prose) -> Inline:
        """Keep a note that stands at the foot of the page, and return the number that leads to it."""
        number = str(len(self._notes) + 1)
        mark = run_with(node("w:footnoteRef"), "Footnote Reference")
        content = [mark, run_element(Run(" ")), *run_elements(prose)]
        self._notes.append(node("w:footnote", {"w:id": number}, paragraph("Footnote Text", content)))
        reference = run_with(node("w:footnoteReference", {"w:id": number}), "Footnote Reference")
        return Inline("", (reference,), text_block("Footnote Text", prose, width=TEXT_WIDTH).whole)

    def store(self, document: DocxDocument) -> None:
        """Put the notes into the document; one without notes has no part for them."""
        if not self._notes:
            return
        separators = [
            node(
                "w:footnote",
                {"w:type": kind, "w:id": number},
                paragraph("Normal", [run_with(node(f"w:{kind}"))]),
            )
            for kind, number in _SEPARATORS
        ]
        blob = serialize_part_xml(node("w:footnotes", None, *separators, *self._notes))
        package = document.part.package
        assert package is not None
        part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, blob, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        known = (node("w:footnote", {"w:id": number}) for _, number in _SEPARATORS)
        settings = document.settings.element
        after = next(place for place, each in enumerate(settings) if each.tag.endswith("}compat"))
        settings.insert(after, node("w:footnotePr", None, *known))
