"""The values of an import: rows as they came, what was found about each, and what adding them would do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workshop.people.cells import folded
from workshop.people.columns import Field
from workshop.people.roles import Role

Tile = Literal["ready", "fault", "twice", "here"]
Choice = Literal["this", "both"]
"""What was chosen for a row that looks like someone else: it in place of the other, or both."""
Group = Literal["function", "seniority"]
GROUPS: tuple[Group, ...] = ("function", "seniority")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its number as the spreadsheet shows it, and its fields as tidied text."""

    number: int
    values: Mapping[Field, str]


@dataclass(frozen=True, slots=True)
class Known:
    """Someone who is in the engagement already."""

    id: int
    name: str
    email: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: a sentence, what was probably meant, and the group that could be added."""

    field: Field
    text: str
    meant: str = ""
    addable: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Someone to be added; function and seniority are names of the engagement's lists, or empty."""

    name: str
    email: str
    title: str
    function: str
    seniority: str
    roles: frozenset[Role]


@dataclass(slots=True)
class Line:
    """What was found about one row: the tile it lies in, its faults, or a sentence with what can be chosen.

    `twin` is the row that is kept in place of it, 0 where there is none; `chosen` says that a choice counts.
    """

    number: int
    values: Mapping[Field, str]
    newcomer: Newcomer
    faults: tuple[Fault, ...] = ()
    tile: Tile = "ready"
    said: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: bool = False
    twin: int = 0

    def fault(self, field: Field) -> Fault | None:
        """Return what is wrong with a field, or None."""
        return next((each for each in self.faults if each.field == field), None)


@dataclass(frozen=True)
class Preview:
    """Every row with what was found, who would be added, and who would be given which further roles."""

    lines: tuple[Line, ...]
    newcomers: tuple[Newcomer, ...]
    further: Mapping[int, frozenset[Role]]

    def count(self, *tiles: Tile) -> int:
        """Return how many rows lie in some tiles."""
        return sum(self._tiles[tile] for tile in tiles)

    @cached_property
    def _tiles(self) -> Counter[Tile]:
        return Counter(line.tile for line in self.lines)

    def line(self, number: int) -> Line | None:
        """Return a row by its number, or None."""
        return next((each for each in self.lines if each.number == number), None)

    def missing(self) -> dict[Group, list[str]]:
        """Return the functions and seniorities that the rows name and the engagement lacks."""
        found: dict[str, dict[str, str]] = {column: {} for column in GROUPS}
        for line in self.lines:
            for fault in line.faults:
                if fault.addable:
                    found[fault.field].setdefault(folded(fault.addable), fault.addable)
        return {column: list(found[column].values()) for column in GROUPS}
