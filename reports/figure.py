"""One figure of a document: its key, what it is, and how it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.rounding import shown, signed
from questionnaires.scores import Distribution, Gap, Hidden

HIDDEN = "hidden"
"""All that is told of a figure that the threshold hides."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure under a key that stays: the id of the chapter it belongs to, what it is, how it is printed.

    `shown` is HIDDEN where there is nothing to show, to protect people.
    """

    key: str
    chapter: str
    label: str
    shown: str


class Printed:
    """Figures as they are printed now, found again by those who kept one of them."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Remember them by key, and by what they are called."""
        self.figures = tuple(figures)
        self._by_key = {each.key: each for each in self.figures}
        self._by_label = {each.label: each for each in self.figures}

    def found(self, key: str, label: str) -> Figure | None:
        """Return what a figure is now, None where it is not printed any more.

        Keys may hold numbers of rows, which are others once an engagement was brought in from a file. So what
        has the key counts only where nothing else has the name.
        """
        found = self._by_key.get(key)
        if found is not None and found.label == label:
            return found
        return self._by_label.get(label, found)


def mean_of(cell: Distribution | Hidden | None, digits: int = 1) -> str:
    """Return the mean of what people gave as it is printed; empty where nobody gave anything."""
    if isinstance(cell, Hidden):
        return HIDDEN
    return shown(cell.mean, digits) if cell is not None and cell.mean is not None else ""


def gap_of(cell: Gap | Hidden | None) -> str:
    """Return a mean gap as it is printed, with its sign; empty where nobody rated twice."""
    if isinstance(cell, Hidden):
        return HIDDEN
    return signed(cell.mean) if cell is not None and cell.mean is not None else ""


def number(value: float | None, digits: int = 1) -> str:
    """Return a number as it is printed; empty where there is none."""
    return "" if value is None else shown(value, digits)


def change(value: float | None) -> str:
    """Return a difference as it is printed, with its sign; empty where there is none."""
    return "" if value is None else signed(value)


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share from 0 to 1 in per cent; empty where there is none."""
    return "" if share is None else f"{shown(100 * share, digits)}%"
