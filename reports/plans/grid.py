"""A table by quarter under a picture: rows of whole figures that add up, with a row of sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from questionnaires.roadmap.adding_up import evened
from questionnaires.roadmap.capital import Year, cumulated


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, its figures by quarter; `marked` are the places, from 0, of those that stand out."""

    name: str
    cells: tuple[int, ...]
    marked: frozenset[int] = frozenset()
    note: str = ""

    @property
    def total(self) -> int:
        """Return the sum of the row."""
        return sum(self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Quarters as columns under their years, rows by component or role, and what they sum up to.

    `short` are the quarters without their year, Q1; figures are in `unit`s of what was counted.
    """

    names: tuple[str, ...]
    years: tuple[Year, ...]
    lines: tuple[Line, ...]
    unit: int

    @property
    def short(self) -> tuple[str, ...]:
        """Return the quarters without their year: Q1."""
        return tuple(each.partition(" ")[0] for each in self.names)

    @property
    def sums(self) -> tuple[int, ...]:
        """Return the sum of each quarter."""
        return tuple(sum(each.cells[place] for each in self.lines) for place in range(len(self.names)))

    @property
    def cumulated(self) -> tuple[int, ...]:
        """Return the sums up to each quarter."""
        return cumulated(self.sums)

    @property
    def total(self) -> int:
        """Return the sum of everything."""
        return sum(self.sums)

    def year(self, year: Year) -> int:
        """Return the sum of a calendar year."""
        return sum(self.sums[year.quarters])


def grid(
    names: Sequence[str],
    years: Iterable[Year],
    rows: Sequence[Line],
    unit: int,
) -> Grid:
    """Return a grid of exact rows, rounded to units so that everything still adds up."""
    table = evened([each.cells for each in rows], unit)
    lines = tuple(replace(each, cells=cells) for each, cells in zip(rows, table, strict=True))
    return Grid(tuple(names), tuple(years), lines, unit)
