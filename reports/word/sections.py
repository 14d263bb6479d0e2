"""Pages upright and on their side: where a document turns, and what its pages are like from there on."""

from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node, twips
from reports.word.geometry import Geometry
from reports.word.paragraphs import paragraph

_PARAGRAPH, _PROPERTIES, _SECTION = qn("w:p"), qn("w:pPr"), qn("w:sectPr")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages: its properties in the document, and whether they lie on their side."""

    properties: BaseOxmlElement
    wide: bool


class Sections:
    """The sections of a document in the making."""

    def __init__(self, upright: Geometry, sideways: Geometry) -> None:
        """Begin with pages that stand upright."""
        self._pages = {False: upright, True: sideways}
        self._ended: list[tuple[Section, BaseOxmlElement, bool]] = []
        self._begun = 0
        self.wide = self.covered = self.apart = False

    @property
    def page(self) -> Geometry:
        """What the pages are like that are being written."""
        return self._pages[self.wide]

    @property
    def first(self) -> Geometry:
        """What the first pages are like."""
        return self._pages[self._ended[0][0].wide if self._ended else self.wide]

    def turn(self, flow: MutableSequence[BaseOxmlElement], *, apart: bool) -> None:
        """End the pages as they are and turn those that follow; empty stretches leave no page behind.

        `apart` says that the last paragraph must not carry the end, since something comes in after it yet.
        """
        if len(flow) == self._begun:
            self._undo(flow)
            return
        own = apart or flow[-1].tag != _PARAGRAPH or flow[-1].find(f"{_PROPERTIES}/{_SECTION}") is not None
        if own:
            flow.append(paragraph("Section End", []))
        properties = node("w:sectPr")
        holder = flow[-1].find(_PROPERTIES)
        assert holder is not None
        holder.append(properties)
        self._ended.append((Section(properties, self.wide), flow[-1], own))
        self._begun, self.wide = len(flow), not self.wide

    def finished(self, last: BaseOxmlElement) -> Sequence[Section]:
        """Fill in the properties of all sections, `last` being those of the last; return them in order."""
        sections = [*(section for section, _, _ in self._ended), Section(last, self.wide)]
        for number, section in enumerate(sections):
            page_properties(
                section.properties,
                self._pages[section.wide],
                bare=number == 0 and (self.covered or self.apart),
            )
        return sections

    def _undo(self, flow: MutableSequence[BaseOxmlElement]) -> None:
        """Turn back where nothing was written since the last turn."""
        self.wide = not self.wide
        if self._ended:
            section, carrier, own = self._ended.pop()
            holder = section.properties.getparent()
            assert holder is not None
            holder.remove(section.properties)
            if own:
                flow.remove(carrier)


def page_properties(section: BaseOxmlElement, page: Geometry, *, bare: bool) -> None:
    """Put paper and margins into a section's properties; the first page of a bare one has its own head."""
    for attribute in list(section.attrib):
        del section.attrib[attribute]
    del section[:]
    margins = {
        "w:top": page.top, "w:right": page.right, "w:bottom": page.bottom, "w:left": page.left,
        "w:header": page.header, "w:footer": page.footer, "w:gutter": 0,
    }  # fmt: skip
    size = {"w:w": twips(page.width), "w:h": twips(page.height)}
    turned = {"w:orient": "landscape"} if page.width > page.height else {}
    section.append(node("w:pgSz", size | turned))
    section.append(node("w:pgMar", {name: twips(value) for name, value in margins.items()}))
    section.append(node("w:cols", {"w:space": "720"}))
    if bare:
        section.append(node("w:titlePg"))
