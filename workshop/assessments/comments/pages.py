"""What a page shows of the words about a capability: some of them and how many there are, or why none are."""

from dataclasses import dataclass

from sqlite_utils import Database

from workshop.assessments.comments import store
from workshop.assessments.comments.store import Shown, Words
from workshop.assessments.guard import OpenedResults

FEW = 5
"""So many stand on the page of the capability,"""
MANY = 50
"""and so many on a page of their own."""
_MOST_DIGITS = 6
_NOTHING = Shown((), 0, 0)


@dataclass(frozen=True, slots=True)
class Remarks:
    """Some of the words about a capability; the first and last are counted from 1.

    `waits` says that they are shown once the wave has closed.
    """

    held: Shown
    first: int
    number: int
    waits: bool

    @property
    def words(self) -> tuple[Words, ...]:
        """Return those on this page."""
        return self.held.words

    @property
    def with_names(self) -> bool:
        """Return whether some of them stand with a name."""
        return any(each.by for each in self.words)

    @property
    def last(self) -> int:
        """Return the place of the last one on this page."""
        return self.first + len(self.words) - 1

    @property
    def later(self) -> bool:
        """Return whether there are more after them."""
        return self.last < self.held.total


def remarks(db: Database, found: OpenedResults, capability: str) -> Remarks:
    """Return the first few words about a capability."""
    return _remarks(db, found, capability, 1, FEW)


def page_of(db: Database, found: OpenedResults, capability: str, asked: str) -> Remarks:
    """Return the page of words that an address asks for; a page beyond the last one is the last one."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS else 1
    total = store.shown(db, found.wave.id, capability, 0, 0).total
    last = max(1, -(-total // MANY))
    return _remarks(db, found, capability, max(1, min(number, last)), MANY)


def _remarks(db: Database, found: OpenedResults, capability: str, number: int, most: int) -> Remarks:
    # While answers come in nobody can say which of the words will stay.
    if found.is_open:
        return Remarks(_NOTHING, 1, 1, waits=True)
    first = (number - 1) * most
    held = store.shown(db, found.wave.id, capability, first, most, named=not found.access.by_sponsor)
    return Remarks(held, first + 1, number, waits=False)
