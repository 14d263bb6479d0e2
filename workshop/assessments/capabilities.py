"""The list of all capabilities as values: in the order of the method, or by one figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.scores import Scores
from workshop.assessments.figures import Cell, Line, capability_line

SORTS = {"today": "Today", "wanted": "Wanted", "gap": "Gap", "agreement": "AD"}
_FIRST_DOWN = {"today": False, "wanted": True, "gap": True, "agreement": True}
"""Which end comes first when a column is chosen: the least developed, else the largest."""


@dataclass(frozen=True, slots=True)
class Order:
    """How the list is ordered: by a column of SORTS, or as the method has it."""

    by: str | None
    down: bool

    @classmethod
    def asked_for(cls, by: str | None, direction: str | None) -> "Order":
        """Return the order that an address asks for; what it does not know counts as the method's order."""
        if by not in SORTS:
            return cls(None, False)
        return cls(by, direction == "down" if direction in ("up", "down") else _FIRST_DOWN[by])

    def state(self, column: str) -> str:
        """Return the aria-sort of a column."""
        if column != self.by:
            return "none"
        return "descending" if self.down else "ascending"

    def turned(self, column: str) -> str:
        """Return the direction that the link of a column leads to."""
        down = not self.down if column == self.by else _FIRST_DOWN[column]
        return "down" if down else "up"


@dataclass(frozen=True, slots=True)
class Group:
    """Capabilities under one heading; the heading is empty for a list that is sorted."""

    id: str
    name: str
    lines: tuple[Line, ...]


def grouped(pack: MethodPack, scores: Scores, order: Order) -> tuple[Group, ...]:
    """Return the capabilities by component, or in one list where they are sorted by a figure."""
    groups = tuple(
        Group(
            part.id,
            part.name,
            tuple(
                capability_line(each, scores.capabilities[each.id], part.short_name)
                for each in part.capabilities
            ),
        )
        for part in pack.components
    )
    if order.by is None:
        return groups
    return (Group("", "", _sorted([line for group in groups for line in group.lines], order)),)


def _sorted(lines: Sequence[Line], order: Order) -> tuple[Line, ...]:
    """Return the lines by one figure; those without it come last, whatever the direction."""
    known = [line for line in lines if _figure(line, order).value is not None]
    unknown = [line for line in lines if _figure(line, order).value is None]
    # Two camps are told first, then the spread, as everywhere else.
    known.sort(
        key=lambda line: (line.camps and order.by == "agreement", _figure(line, order).value),
        reverse=order.down,
    )
    return (*known, *unknown)


def _figure(line: Line, order: Order) -> Cell:
    return {"today": line.today, "wanted": line.wanted, "gap": line.gap, "agreement": line.deviation}[
        order.by or ""
    ]
