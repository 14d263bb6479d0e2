"""What stands in a cell: a figure, unrounded, or a word that says why there is none."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from questionnaires.phrasing import people_agree
from questionnaires.scores import CapabilityScore, Distribution, Gap, Hidden


class Absent(Enum):
    """Why a cell holds no figure."""

    HIDDEN = "hidden"
    UNRATED = "no rating"
    UNASKED = "not asked"
    UNDEFINED = "\N{EN DASH}"
    CENSUS = "census"


Cell = str | int | float | date | Absent | None
"""A cell's value; None leaves it blank. Dates are days."""

Answers = Distribution | Hidden | None
Figure = int | float | None


def figure(cell: Answers, read: Callable[[Distribution], Figure]) -> Cell:
    """Return a figure of the answers to one question, or why there is none."""
    if isinstance(cell, Hidden):
        return Absent.HIDDEN
    if cell is None:
        return Absent.UNASKED
    value = read(cell)
    if value is not None:
        return value
    return Absent.UNDEFINED if cell.n else Absent.UNRATED


def gap_figure(score: CapabilityScore, read: Callable[[Gap], Figure]) -> Cell:
    """Return a figure of a gap, or why there is none: it needs both questions."""
    if score.current is None or score.target is None:
        return Absent.UNASKED
    if isinstance(score.gap, Hidden):
        return Absent.HIDDEN
    value = read(score.gap)
    return Absent.UNRATED if value is None else value


def rolled(value: float | None, *parts: object) -> Cell:
    """Return a figure of a roll-up, which may be missing only because all its parts are hidden."""
    if value is not None:
        return value
    return Absent.HIDDEN if any(isinstance(each, Hidden) for each in parts) else Absent.UNRATED


def reading(cell: Answers) -> Cell:
    """Return in a word or two how far people agree."""
    if isinstance(cell, Hidden):
        return Absent.HIDDEN
    if cell is None or cell.ad is None:
        return None
    if cell.polarised:
        return "Two camps"
    return "Agree" if people_agree(cell) else "Spread"
