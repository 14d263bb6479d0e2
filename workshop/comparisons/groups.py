"""The page that compares groups as values: a heat map, where they are far apart, and two side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from questionnaires.answers import NOT_STATED
from questionnaires.comparison import PerceptionGap, between, perception_gaps
from questionnaires.pack import Capability, MethodPack
from questionnaires.scores import GroupScores, Scores
from workshop.assessments.figures import Cell
from workshop.assessments.figures import of as cell_of
from workshop.assessments.groups import in_order

FIRST = 8
"""So many capabilities are listed before the others."""
SENIORITY = "seniority"
"""The column whose first and last group are leadership and practitioners."""
_TWO = 2


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One capability as each group sees it today, and how far the widest two are apart."""

    id: str
    name: str
    cells: tuple[Cell, ...]
    everyone: Cell
    apart: float | None
    flagged: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """One capability as two groups see it today; `difference` and `delta` take the second from the first."""

    id: str
    name: str
    one: Cell
    other: Cell
    difference: float | None = None
    delta: float | None = None
    size: str = ""
    flagged: bool = False

    @property
    def apart(self) -> float | None:
        """Return how far the two are apart, in levels."""
        return None if self.difference is None else abs(self.difference)


Row = TypeVar("Row", HeatRow, PairRow)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """Rows under the name of their component; without a name where they are ordered by how far they lie."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups side by side: where they are farthest apart, and every capability by component."""

    one: str
    other: str
    first: tuple[PairRow, ...]
    parts: tuple[Part[PairRow], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: a column, two groups of it, and whether those far apart come first."""

    column: str = ""
    one: str = ""
    other: str = ""
    by_apart: bool = False


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """Everything the page shows of one group column; `hidden` groups are not shown as a whole."""

    columns: tuple[str, ...]
    column: str
    groups: tuple[str, ...]
    shown: tuple[str, ...]
    heat: tuple[Part[HeatRow], ...]
    flagged: tuple[PerceptionGap, ...]
    others: int
    pair: Pair | None
    by_apart: bool

    @property
    def hides(self) -> bool:
        """Return whether a cell is hidden."""
        return any(cell.hidden for part in self.heat for row in part.rows for cell in row.cells)


def groups_page(pack: MethodPack, scores: Scores, asked: Asked, order: Sequence[str]) -> GroupsPage | None:
    """Return the page of a column, the first where the address names none; None without any groups.

    `order` names the seniorities from the top, as the engagement has them.
    """
    if not scores.groups:
        return None
    column = asked.column if asked.column in scores.groups else next(iter(scores.groups))
    groups = _ordered(scores, column, order)
    shown = tuple(name for name in groups if isinstance(scores.groups[column][name], GroupScores))
    gaps = tuple(each for each in perception_gaps(pack, scores) if each.column == column)
    return GroupsPage(
        columns=tuple(scores.groups),
        column=column,
        groups=groups,
        shown=shown,
        heat=_heat(pack, scores, column, groups, gaps, asked.by_apart),
        flagged=tuple(each for each in gaps if each.flagged),
        others=sum(not each.flagged for each in gaps),
        pair=_pair(pack, scores, column, _two(asked, column, shown, gaps)),
        by_apart=asked.by_apart,
    )


def _ordered(scores: Scores, column: str, order: Sequence[str]) -> tuple[str, ...]:
    """Return the groups by name, seniorities from the top; those who did not say come last."""
    names = [name for name, _ in in_order(scores.groups[column])]
    if column != SENIORITY:
        return tuple(names)
    place = {name: number for number, name in enumerate(order)}
    return tuple(sorted(names, key=lambda name: (name == NOT_STATED, place.get(name, len(place)))))


def _heat(
    pack: MethodPack,
    scores: Scores,
    column: str,
    groups: Sequence[str],
    gaps: Iterable[PerceptionGap],
    by_apart: bool,
) -> tuple[Part[HeatRow], ...]:
    widest = {each.capability: each for each in gaps}

    def row(capability: Capability) -> HeatRow:
        gap = widest.get(capability.id)
        return HeatRow(
            capability.id,
            capability.name,
            tuple(_cell(scores, column, name, capability.id) for name in groups),
            cell_of(scores.capabilities[capability.id].current),
            gap.difference if gap else None,
            bool(gap and gap.flagged),
        )

    parts = _parts(pack, row)
    if not by_apart:
        return parts
    return (Part("", tuple(sorted((each for part in parts for each in part.rows), key=_farthest))),)


def _parts(pack: MethodPack, row: Callable[[Capability], Row]) -> tuple[Part[Row], ...]:
    """Return a row for each capability, by component."""
    return tuple(
        Part(part.name, tuple(row(capability) for capability in part.capabilities))
        for part in pack.components
    )


def _farthest(row: HeatRow | PairRow) -> tuple[bool, bool, float]:
    """Order rows: those a level or more apart, then by how far; those without a figure come last."""
    return not row.flagged, row.apart is None, -round(row.apart or 0, 9)


def _cell(scores: Scores, column: str, group: str, capability: str) -> Cell:
    held = scores.groups[column][group]
    return cell_of(held.capabilities[capability].current if isinstance(held, GroupScores) else held)


def _two(
    asked: Asked, column: str, shown: Sequence[str], gaps: Sequence[PerceptionGap]
) -> tuple[str, str] | None:
    """Return the two groups to compare: those asked for, else top and bottom, else the widest apart."""
    if len(shown) < _TWO:
        return None
    if asked.one in shown and asked.other in shown and asked.one != asked.other:
        return asked.one, asked.other
    stated = [name for name in shown if name != NOT_STATED]
    if column == SENIORITY and len(stated) >= _TWO:
        return stated[0], stated[-1]
    return (gaps[0].high, gaps[0].low) if gaps else (shown[0], shown[1])


def _pair(pack: MethodPack, scores: Scores, column: str, two: tuple[str, str] | None) -> Pair | None:
    if two is None:
        return None
    one, other = two
    gaps = between(pack, scores, column, one, other)

    def row(capability: Capability) -> PairRow:
        cells = [_cell(scores, column, name, capability.id) for name in two]
        gap = gaps[capability.id]
        if gap is None:
            return PairRow(capability.id, capability.name, *cells)
        sign = 1 if gap.high == one else -1
        return PairRow(
            capability.id,
            capability.name,
            *cells,
            difference=sign * gap.difference,
            delta=sign * gap.delta,
            size=gap.size,
            flagged=gap.flagged,
        )

    parts = _parts(pack, row)
    rows = [each for part in parts for each in part.rows if each.apart]
    return Pair(one, other, tuple(sorted(rows, key=_farthest)[:FIRST]), parts)
