"""References to figures and tables: real fields, filled in with the number that the caption has."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import _Element

from reports.word.elements import node
from reports.word.fields import field
from reports.word.plain_text import plain
from reports.word.runs import Inline, Run, run_element

_INSTRUCTION, _TEXT, _VALUE = qn("w:instrText"), qn("w:t"), qn("w:tag")
_PENDING = "reference"


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a caption: Figure 3. `name` is what references find it by."""

    name: str
    text: str


class References:
    """The captions of a document in the making, and the references to them, which may come before them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._labels: dict[str, tuple[Label, list[BaseOxmlElement]]] = {}
        self._asked = 0

    def captioned(self, kind: str, number: int, key: str, label: list[BaseOxmlElement]) -> Label:
        """Keep the runs of a caption's label under the key, or under its own words without one."""
        text = f"{kind} {number}"
        made = Label(key or text, text)
        self._labels[made.name] = (made, label)
        return made

    def see(self, target: Label | str, lead: str = "", tail: str = "") -> Inline:
        """Return a reference, such as Figure 3, by the label that a figure or table gives, or by its key.

        It may come before its target. Where nothing has that key in the end, it goes, `lead` and `tail` too.
        """
        name = target if isinstance(target, str) else target.name
        known = self._labels.get(name)
        shown = known[0].text if known else "Figure 99"
        content = [run_element(Run(lead))] if lead else []
        content += field(f"REF {plain(name)} \\h", shown)
        content += [run_element(Run(tail))] if tail else []
        # A control for want of a better bracket: it is taken away before the document is saved.
        mark = node("w:sdtPr", None, node("w:tag", {"w:val": f"{_PENDING}:{plain(name)}"}))
        element = node("w:sdt", None, mark, node("w:sdtContent", None, *content))
        return Inline(lead + shown + tail, (element,))

    def resolve(self, flow: Iterable[BaseOxmlElement], bookmarks: int) -> int:
        """Fill in all references; return the number of the last bookmark, those before being in use."""
        marked: dict[str, str] = {}
        for element in flow:
            for pending in [each for each in element.iter(qn("w:sdt")) if _name(each)]:
                name = _name(pending)
                if name in self._labels and name not in marked:
                    bookmarks += 1
                    marked[name] = _bookmark(self._labels[name][1], bookmarks)
                self._settle(pending, marked.get(name, ""))
        return bookmarks

    def _settle(self, pending: _Element, bookmark: str) -> None:
        """Put what the bracket holds into its place, pointing to the bookmark; or take it all away."""
        parent = pending.getparent()
        assert parent is not None
        if bookmark:
            content = pending[1]
            parts = content.iter(_INSTRUCTION, _TEXT)
            instruction = next(each for each in parts if each.tag == _INSTRUCTION)
            instruction.text = f" REF {bookmark} \\h "
            next(parts).text = self._labels[_name(pending)][0].text
            place = parent.index(pending)
            parent[place:place] = list(content)
        parent.remove(pending)


def _name(element: _Element) -> str:
    """Return what a bracket refers to; empty for a control that is meant to stay."""
    tag = element[0].find(_VALUE)
    value = "" if tag is None else str(tag.get(qn("w:val")))
    kind, _, name = value.partition(":")
    return name if kind == _PENDING else ""


def _bookmark(label: list[BaseOxmlElement], number: int) -> str:
    """Put a bookmark around the runs of a label; return its name."""
    name = f"_Ref{number:08}"
    first, last = label[0], label[-1]
    first.addprevious(node("w:bookmarkStart", {"w:id": str(number), "w:name": name}))
    last.addnext(node("w:bookmarkEnd", {"w:id": str(number)}))
    return name
