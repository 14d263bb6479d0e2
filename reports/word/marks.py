"""Evidence marks: small numbers in the text that lead to the list of what statements rest on, and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import _Element

from reports.marks import KINDS, Evidence
from reports.word.elements import node
from reports.word.plain_text import plain
from reports.word.runs import Inline, Run, run_element, style_id

_ANCHOR, _LINK, _STYLE = qn("w:anchor"), qn("w:hyperlink"), qn("w:pStyle")
_HEADINGS = (style_id("Heading 1"), style_id("Part Heading"), style_id("Appendix Part"))
_ASKED = "_Asked"
_MOST_IN_A_TIP = 200
_AS_WIDE = "E0"
"""What a mark of two digits, small and bold, is about as wide as in the size of the text around it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Evidence with its number, and the places that rest on it: the chapter's number and a bookmark."""

    number: int
    evidence: Evidence
    places: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What marks show."""
        return f"E{self.number}"

    @property
    def bookmark(self) -> str:
        """What marks lead to."""
        return f"_Evidence{self.number}"


class Marks:
    """The evidence marks of a document in the making."""

    def __init__(self) -> None:
        """Begin without any."""
        self._asked: list[Evidence] = []
        self._listed: dict[Evidence, Listed] | None = None

    def mark(self, *evidence: Evidence) -> Inline:
        """Return the marks of what a statement rests on, to be set after its full stop.

        They lead to the list of evidence; in a document without one they do not show.
        """
        elements: list[BaseOxmlElement] = []
        for each in evidence:
            self._asked.append(each)
            anchor = {"w:anchor": f"{_ASKED}{len(self._asked) - 1}", "w:history": "1"}
            elements.append(node("w:hyperlink", anchor, run_element(Run("E", "Evidence Mark"))))
        return Inline("", tuple(elements), wide=_AS_WIDE * len(elements))

    def listed(self, flow: Sequence[BaseOxmlElement], bookmarks: int) -> tuple[list[Listed], int]:
        """Number what the text rests on so far, by where it is first met, and link both ways.

        Returns the entries, kind by kind, and the number of the last bookmark, those before being in use.
        """
        numbers: dict[Evidence, int] = {}
        places: dict[Evidence, list[tuple[str, str]]] = {}
        for link, where in self._waiting(flow):
            evidence = self._evidence(link)
            number = numbers.setdefault(evidence, len(numbers) + 1)
            bookmarks += 1
            places.setdefault(evidence, []).append((where, _bookmark(link, bookmarks)))
            _lead(link, Listed(number, evidence, ()))
        self._listed = {each: Listed(number, each, tuple(places[each])) for each, number in numbers.items()}
        order = list(KINDS)
        entries = sorted(
            self._listed.values(), key=lambda each: (order.index(each.evidence.kind), each.number)
        )
        return entries, bookmarks

    def settle(self, flow: Sequence[BaseOxmlElement]) -> None:
        """Link the marks that came after the list; take away those that would lead nowhere."""
        for link, _ in list(self._waiting(flow)):
            entry = (self._listed or {}).get(self._evidence(link))
            if entry:
                _lead(link, entry)
            else:
                parent = link.getparent()
                assert parent is not None
                parent.remove(link)

    def _evidence(self, link: _Element) -> Evidence:
        return self._asked[int(str(link.get(_ANCHOR)).removeprefix(_ASKED))]

    def _waiting(self, flow: Sequence[BaseOxmlElement]) -> list[tuple[_Element, str]]:
        """Return the marks that have no number yet, each with the number of the chapter that it stands in."""
        found, where = [], ""
        for element in flow:
            style = element.find(f"{qn('w:pPr')}/{_STYLE}")
            if style is not None and style.get(qn("w:val")) in _HEADINGS:
                where = "".join(map(str, element.itertext(qn("w:t")))).split("\N{EM SPACE}")[0].rstrip(".:)")
            links = (each for each in element.iter(_LINK) if str(each.get(_ANCHOR)).startswith(_ASKED))
            found += [(link, where) for link in links]
        return found


def entry_mark(entry: Listed, number: int) -> Inline:
    """Return the name of an entry, where its marks lead; the number is that of the bookmark."""
    start = node("w:bookmarkStart", {"w:id": str(number), "w:name": entry.bookmark})
    end = node("w:bookmarkEnd", {"w:id": str(number)})
    return Inline(entry.name, (start, run_element(Run(entry.name, "Entry Mark")), end))


def entry_places(entry: Listed) -> list[str | Inline]:
    """Return the chapters that rest on an entry, each leading to its first mark there."""
    first: dict[str, str] = {}
    for where, bookmark in entry.places:
        first.setdefault(where or "Title page", bookmark)
    prose: list[str | Inline] = []
    for where, bookmark in first.items():
        link = node("w:hyperlink", {"w:anchor": bookmark, "w:history": "1"}, run_element(Run(where, "Place")))
        prose += [", "] if prose else []
        prose.append(Inline(where, (link,)))
    return prose


def _lead(link: _Element, entry: Listed) -> None:
    """Let a mark show its number and lead to its entry; a mark beside another one keeps a gap."""
    link.set(_ANCHOR, entry.bookmark)
    link.set(qn("w:tooltip"), plain(entry.evidence.rests_on)[:_MOST_IN_A_TIP])
    before = link.getprevious()
    beside = before is not None and before.tag in (_LINK, qn("w:bookmarkEnd"), qn("w:bookmarkStart"))
    gap = "\N{THIN SPACE}" if beside and _after_mark(link) else ""
    next(link.iter(qn("w:t"))).text = f"{gap}{entry.name}"


def _after_mark(link: _Element) -> bool:
    """Return whether the run before is a mark too."""
    before = link.getprevious()
    while before is not None and before.tag in (qn("w:bookmarkEnd"), qn("w:bookmarkStart")):
        before = before.getprevious()
    return before is not None and before.tag == _LINK


def _bookmark(link: _Element, number: int) -> str:
    name = f"_Mark{number:08}"
    link.addprevious(node("w:bookmarkStart", {"w:id": str(number), "w:name": name}))
    link.addnext(node("w:bookmarkEnd", {"w:id": str(number)}))
    return name
