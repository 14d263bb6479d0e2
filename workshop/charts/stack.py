"""One bar made of pieces: the share of people at each level."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """The people at a level: where their piece begins and how wide it is, in percent of the bar."""

    level: int
    count: int
    start: str
    width: str


def stack(counts: Sequence[int]) -> list[Piece]:
    """Return the pieces of a distribution, levels that nobody gave left out."""
    total = sum(counts)
    pieces, before = [], 0
    for place, count in enumerate(counts):
        if count:
            start, width = 100 * before / total, 100 * count / total
            pieces.append(Piece(place + 1, count, f"{start:.2f}%", f"{width:.2f}%"))
            before += count
    return pieces
