"""Where contents and lists go, and on which pages everything begins once they are there."""

from collections.abc import MutableSequence, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.captions import Captions
from reports.word.contents import Listing
from reports.word.pagination import Block, placed

_FEWEST = 3
"""With fewer headings there is nothing to list."""


class Lists:
    """The places that were left for contents and lists, in the flow and among the blocks."""

    def __init__(self, captions: Captions) -> None:
        """Begin without any."""
        self._captions = captions
        self._places: dict[str, tuple[int, int]] = {}

    def leave(self, name: str, flow: Sequence[BaseOxmlElement], blocks: Sequence[Block]) -> None:
        """Leave a place at the end of what is written."""
        self._places[name] = (len(flow), len(blocks))

    def waits_at_end(self, flow: Sequence[BaseOxmlElement]) -> bool:
        """Return whether something comes in after the last that is written."""
        return any(at == len(flow) for at, _ in self._places.values())

    def pages(self, given: Sequence[Block], room: float, lost: float) -> list[int]:
        """Return the page of each block, and of the last line of all at the end."""
        blocks: list[Block] = []
        own: list[int] = []
        before = 0
        for _, at, parts in self._found():
            own += range(len(blocks), len(blocks) + at - before)
            blocks += given[before:at]
            blocks += [block for part in parts for block in part.blocks]
            before = at
        own += range(len(blocks), len(blocks) + len(given) - before)
        found, last = placed([*blocks, *given[before:]], room, lost)
        return [*(found[place] for place in own), last]

    def fill(
        self, flow: MutableSequence[BaseOxmlElement], given: Sequence[Block], room: float, lost: float
    ) -> int:
        """Put contents and lists into their places; return how many pages there are."""
        pages = self.pages(given, room, lost)
        for at, _, parts in reversed(self._found()):
            flow[at:at] = [
                element
                for part in parts
                for element in part.paragraphs([pages[entry.place] for entry in part.entries])
            ]
        return pages[-1]

    def _found(self) -> list[tuple[int, int, list[Listing]]]:
        """Return contents and lists with their places, in order."""
        if len(self._captions.headings) < _FEWEST:
            return []
        parts = {"contents": self._captions.contents, "lists": self._captions.lists}
        return [(*place, parts[name]) for name, place in sorted(self._places.items(), key=lambda e: e[1])]
