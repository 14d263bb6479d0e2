"""What stands above and below the pages of a client's template, taken over as far as documents carry it."""

from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from reports.word.client_checks import fetching_fields
from reports.word.client_furniture import cleaned, height_of
from reports.word.client_package import ClientPackage, TemplateFaults, path_of
from reports.word.client_pictures import MOST_IN_A_PICTURE, kind_of_picture
from reports.word.client_reach import reaching
from reports.word.client_shapes import drop_pictures
from reports.word.geometry import Geometry

_MOST_IN_FURNITURE = 1_000_000
"""Bytes of the XML of a header or footer; it is gone through and written for every document."""
_CARRIED = "PNG, JPEG, GIF, EMF or WMF"
_PAGES = {"default": "", "first": " of the first page", "even": " of even pages"}


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer: its XML, and its pictures by the relation that it knows them by."""

    xml: bytes
    pictures: Mapping[str, bytes]
    height: float = 0.0
    """About how high it is in mm, with what stands above or below the text in the same width."""
    lines: float = 0.0
    """How much of that its lines and the pictures in them take."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above and below some of the pages, each as far as there is any."""

    header: Furniture | None = None
    footer: Furniture | None = None


class Reading:
    """The headers and footers of a section of a template; `left_out` says what of them stays out."""

    def __init__(self, package: ClientPackage, name: str, section: _Element, page: Geometry) -> None:
        """Begin with nothing read."""
        self._package, self._name, self._section, self._page = package, name, section, page
        self.left_out: list[str] = []

    def of(self, pages: str) -> Heads:
        """Return what stands on some of the pages; TemplateFaults for what cannot be taken over."""
        return Heads(self._furniture("header", pages), self._furniture("footer", pages))

    def _furniture(self, kind: str, pages: str) -> Furniture | None:
        """Return what stands above or below some of the pages, None where nothing does."""
        relations = self._package.relations(self._name)
        for reference in self._section.findall(qn(f"w:{kind}Reference")):
            if reference.get(qn("w:type"), "default") != pages:
                continue
            found, target, outside = relations.get(str(reference.get(qn("r:id"))), ("", "", True))
            path = path_of(self._name, target)
            part = self._package.xml(path) if found == kind and not outside else None
            if part is not None:
                return self._taken(part, path, kind, f"{kind}{_PAGES[pages]}")
        return None

    def _taken(self, part: _Element, path: str, kind: str, place: str) -> Furniture | None:
        if self._package.size(path) > _MOST_IN_FURNITURE:
            raise TemplateFaults(f"The {kind} holds more than a page shows; make it anew, and shorter.")
        if named := fetching_fields(part):
            raise TemplateFaults(
                f"The {kind} has a field that fetches something or runs ({named[0][:20]}); take it out."
            )
        wanted, gone = cleaned(part)
        drawn = self._pictures(part, path, kind, wanted, gone)
        self.left_out += (
            f"The {place} holds {each}, which is left out; put it in as a picture in PNG." for each in gone
        )
        shown = any(text.strip() for text in part.itertext(qn("w:t")))
        if not shown and next(part.iter(qn("w:drawing")), None) is None:
            return None
        lines = height_of(part)
        edge = self._page.header if kind == "header" else self._page.footer
        reach = max((far for _, far in reaching(part, self._page, lines)), default=0.0)
        return Furniture(etree.tostring(part), drawn, max(lines, reach - edge), lines)

    def _pictures(
        self, part: _Element, path: str, kind: str, wanted: list[str], gone: list[str]
    ) -> dict[str, bytes]:
        """Return the pictures of a header or footer; TemplateFaults where one cannot come along.

        Of a group or a text box the rest can stay; a picture of its own is to be mended.
        """
        relations, drawn = self._package.relations(path), {}
        faults: dict[str, TemplateFaults] = {}
        for key in wanted:
            try:
                drawn[key] = self._picture(relations.get(key, ("", "", True)), path, kind)
            except TemplateFaults as fault:
                faults[key] = fault
        if faults and not drop_pictures(part, faults):
            raise next(iter(faults.values()))
        gone += [f"a picture that is not {_CARRIED} or has more than 5 MB" for _ in list(faults)[:1]]
        return drawn

    def _picture(self, relation: tuple[str, str, bool], path: str, kind: str) -> bytes:
        """Return a picture; TemplateFaults where it is none that documents carry."""
        found, target, outside = relation
        blob = self._package.part(path_of(path, target)) if found == "image" and not outside else None
        if blob is not None and len(blob) > MOST_IN_A_PICTURE:
            raise TemplateFaults(f"The picture in the {kind} is larger than 5 MB; put in a smaller one.")
        if blob is None or not kind_of_picture(blob):
            raise TemplateFaults(f"The {kind} has a picture that is not {_CARRIED}; put it in as PNG.")
        return blob
