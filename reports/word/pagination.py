"""On which page what begins, the way a word processor fills pages: for contents that are right at once."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Something that takes height on a page, in points.

    `line` is the height of one line where the block may be split between lines, 0 where it stays whole;
    `repeated` is the height of a head that comes again on the page where the block begins, if that is new.
    From a block with a `room` on, which begins a page, pages have that height for text.
    """

    height: float
    before: float = 0
    after: float = 0
    keep_next: bool = False
    new_page: bool = False
    line: float = 0
    repeated: float = 0
    room: float = 0

    @property
    def whole(self) -> float:
        """The height with the space around it."""
        return self.before + self.height + self.after


def paginate(blocks: Sequence[Block], room: float, lost: float = 0) -> list[int]:
    """Return the page, from 1, on which each block begins; `room` is the first pages' height for text.

    Of it so much is `lost` on the first page, where its head reaches down.

    Of the space after a block and that before the next one, only the larger stands between them; before the
    first block of a page there is none, unless a page had to begin there.
    """
    return _filled(blocks, room, lost)[0]


def placed(blocks: Sequence[Block], room: float, lost: float = 0) -> tuple[list[int], int]:
    """Return the page on which each block begins, as paginate() does, and the page on which the last ends."""
    pages, _, last = _filled(blocks, room, lost)
    return pages, last


def left(blocks: Sequence[Block], room: float, lost: float = 0) -> float:
    """Return the height in points that is left on the last page."""
    return _filled(blocks, room, lost)[1]


def pages_of(blocks: Sequence[Block], room: float, lost: float = 0) -> int:
    """Return how many pages blocks take; the last one may end on a later page than it begins."""
    return _filled(blocks, room, lost)[2]


def _filled(blocks: Sequence[Block], room: float, lost: float) -> tuple[list[int], float, int]:
    """Return the page of each block, how much height is left on the last page, and how many there are."""
    pages: list[int] = []
    page, used, last = 1, lost, 0.0
    for start, stop in _chains(blocks):
        chain = blocks[start:stop]
        turned, room = chain[0].new_page or chain[0].room, chain[0].room or room
        flowed = not turned and bool(used) and not _fits(chain, room - used, room, last)
        if flowed or (turned and pages):
            page, used, last = page + 1, chain[0].repeated, 0.0
        for block in chain:
            if used and not flowed and used + _between(last, block) + _least(block) > room:
                page, used, flowed = page + 1, block.repeated, True
            pages.append(page)
            used += 0.0 if flowed else _between(last, block)
            height = block.height
            while block.line and used + height > room:
                page, used, height = page + 1, 0.0, height - _staying(block.line, height, room - used)
            used += height + block.after
            last, flowed = block.after, False
    return pages, room - used, page


def _chains(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the stretches of blocks that stay on one page, as places (first, one past the last)."""
    chains, start = [], 0
    for place, block in enumerate(blocks):
        last = place + 1 == len(blocks)
        if last or not block.keep_next or blocks[place + 1].new_page or blocks[place + 1].room:
            chains.append((start, place + 1))
            start = place + 1
    return chains


def _between(after: float, block: Block) -> float:
    """Return the space that a block adds before itself to the space after the one above it."""
    return max(0.0, block.before - after)


def _fits(chain: Sequence[Block], left: float, room: float, after: float) -> bool:
    """Return whether a chain may begin in the height that is left; one taller than a page begins anywhere."""
    gaps = (_between(above, block) for above, block in zip((after, *(b.after for b in chain)), chain))
    least = sum(gaps) + sum(block.height + block.after for block in chain[:-1]) + _least(chain[-1])
    return least <= left or least > room


def _least(block: Block) -> float:
    """Return the height that must be left for the block to begin: two lines where it may be split.

    A page neither ends nor begins with one line of a paragraph, so one of three lines is not split.
    """
    return 2 * block.line if block.line and _lines(block.line, block.height) > 3 else block.height


def _lines(line: float, height: float) -> int:
    return round(height / line)


def _staying(line: float, height: float, left: float) -> float:
    """Return how much of a height stays on a page where so much is left: whole lines, two less than all.

    At least one stays, so that what is taller than any page comes to an end.
    """
    fitting = int(left / line + 0.01)
    return line * max(1, min(fitting, _lines(line, height) - 2))
