"""Headings and captions of a document in the making: their numbers, their bookmarks, and what lists them."""

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.contents import OUTLINE, Entry, Listing, listing
from reports.word.fields import bookmarked, field
from reports.word.plain_text import plain
from reports.word.references import Label, References
from reports.word.runs import Run, run_element

CAPTION_GAP = "\N{EN SPACE}"
_NUMBER = "Caption Number"


class Captions:
    """What contents and lists hold, and what bookmarks there are."""

    def __init__(self) -> None:
        """Begin without any."""
        self.references = References()
        self.bookmarks = 0
        self.headings: list[Entry] = []
        self._captions: dict[str, list[Entry]] = {"Figure": [], "Table": []}

    def heading(self, text: str, line: str, place: int) -> list[BaseOxmlElement]:
        """Return the content of a heading; `line` is the style of its line in the contents, empty without."""
        name, content = self._bookmark([run_element(Run(text))])
        if line:
            self.headings.append(Entry(plain(text), line, name, place))
        return content

    def numbered(
        self, kind: str, title: str, place: int, *, shown: str, key: str
    ) -> tuple[list[BaseOxmlElement], Label]:
        """Return a number that counts on and what is shown after it; lists and references know it."""
        entries = self._captions[kind]
        number = len(entries) + 1
        named = [
            run_element(Run(f"{kind} ", _NUMBER)),
            *field(rf"SEQ {kind} \* ARABIC", str(number), _NUMBER),
        ]
        label = self.references.captioned(kind, number, key, named)
        name, content = self._bookmark([*named, run_element(Run(CAPTION_GAP + shown))])
        entries.append(Entry(plain(label.text + CAPTION_GAP + title), "Table of Figures", name, place))
        return content, label

    @property
    def contents(self) -> list[Listing]:
        """What contents list."""
        return [Listing("TOC Heading", "Contents", OUTLINE, self.headings)]

    @property
    def lists(self) -> list[Listing]:
        """What the lists of figures and tables list, of those that there are."""
        kinds = [(kind, entries) for kind, entries in self._captions.items() if entries]
        return [
            Listing("List Head" if number else "TOC Heading", f"{kind}s", listing(kind), entries)
            for number, (kind, entries) in enumerate(kinds)
        ]

    def _bookmark(self, content: list[BaseOxmlElement]) -> tuple[str, list[BaseOxmlElement]]:
        self.bookmarks += 1
        name = f"_Toc{self.bookmarks:08}"
        return name, bookmarked(name, self.bookmarks, content)
