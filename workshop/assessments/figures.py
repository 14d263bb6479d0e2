"""A cell of a page: a figure, nothing because nobody rated it, or nothing because it protects people."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.benchmark import Comparison
from questionnaires.pack import Capability
from questionnaires.scores import (
    CapabilityScore,
    Distribution,
    Gap,
    GroupCapability,
    Hidden,
    Picked,
    RollUp,
)
from questionnaires.statistics import ACCEPTABLE_AD
from workshop.assessments.beside import Beside

_NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, unrounded; None is "no rating", unless it is hidden or too little of its part is rated."""

    value: float | None = None
    hidden: bool = False
    little: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table of scores: today, wanted, gap and how far people agree about today.

    `importance` and `picked`, a share of people, are None where nobody was asked. `others` and `agreed`, the
    target that was agreed, and `strategic`, the share in the priorities, are None where there is none.
    """

    id: str
    name: str
    today: Cell
    wanted: Cell
    gap: Cell
    deviation: Cell
    people: int | None = None
    camps: bool = False
    gate: tuple[str, int] | None = None
    component: str = ""
    importance: Cell | None = None
    picked: Cell | None = None
    others: Comparison | None = None
    agreed: float | None = None
    strategic: float | None = None

    @property
    def all_hidden(self) -> bool:
        """Return whether nothing of this row may be shown."""
        return self.today.hidden and self.wanted.hidden

    @property
    def agreement(self) -> str:
        """Return how far people agree about today, in one or two words."""
        if self.camps:
            return "Two camps"
        if self.deviation.value is None:
            return ""
        return "Agree" if self.deviation.value <= ACCEPTABLE_AD else "Spread"


def of(spread: Distribution | Gap | Hidden | None) -> Cell:
    """Return the mean as a cell."""
    return Cell(hidden=True) if isinstance(spread, Hidden) else Cell(spread.mean if spread else None)


def of_component(roll: RollUp | Hidden) -> Cell:
    """Return the score of a component today as a cell."""
    if isinstance(roll, Hidden):
        return Cell(hidden=True)
    return Cell(roll.current, little=roll.current is None and roll.coverage > 0)


def component_line(
    identity: str,
    name: str,
    roll: RollUp | Hidden,
    parts: Iterable[CapabilityScore],
    others: Comparison | None = None,
) -> Line:
    """Return the row of a component or of the whole, which is made of the scores of those capabilities."""
    if isinstance(roll, Hidden):
        away = Cell(hidden=True)
        return Line(identity, name, away, away, away, away, others=others)
    gate = (roll.gated.capability, roll.gated.level) if roll.gated else None
    held = tuple(parts)
    little = roll.current is None and any(of(each.current).value is not None for each in held)
    today, wanted, gap = (Cell(each, little=little) for each in (roll.current, roll.target, roll.gap))
    if roll.current is not None:
        # What is missing beside a score of today may be missing only because its parts are hidden.
        wanted = Cell(roll.target, _hidden(roll.target, (each.target for each in held)))
        gap = Cell(roll.gap, _hidden(roll.gap, (each.gap for each in held)))
    return Line(identity, name, today, wanted, gap, Cell(roll.ad), gate=gate, others=others)


def _hidden(value: float | None, parts: Iterable[object]) -> bool:
    return value is None and any(isinstance(each, Hidden) for each in parts)


def capability_line(
    capability: Capability, score: CapabilityScore, component: str = "", beside: Beside = _NOTHING
) -> Line:
    """Return the row of a capability over everyone, with what stands beside it."""
    return Line(
        id=capability.id,
        name=capability.name,
        today=of(score.current),
        wanted=of(score.target),
        gap=of(score.gap),
        deviation=_deviation(score.current),
        people=_people(score.current),
        camps=_camps(score.current),
        component=component,
        importance=of(score.importance) if score.importance is not None else None,
        picked=_share(score.picked),
        others=beside.benchmark.capabilities.get(capability.id),
        agreed=beside.agreed(capability.id),
        strategic=beside.strategic.get(capability.id, 0.0) if beside.strategic is not None else None,
    )


def group_line(capability: Capability, cell: GroupCapability | Hidden, component: str = "") -> Line:
    """Return the row of a capability as one group rates it; a gap is taken over everyone only."""
    if isinstance(cell, Hidden):
        away = Cell(hidden=True)
        return Line(capability.id, capability.name, away, away, away, away, component=component)
    return Line(
        id=capability.id,
        name=capability.name,
        today=of(cell.current),
        wanted=of(cell.target),
        gap=Cell(),
        deviation=_deviation(cell.current),
        people=_people(cell.current),
        camps=_camps(cell.current),
        component=component,
    )


def _deviation(current: Distribution | Hidden | None) -> Cell:
    if isinstance(current, Hidden):
        return Cell(hidden=True)
    return Cell(current.ad if current else None)


def _people(current: Distribution | Hidden | None) -> int | None:
    return current.n if isinstance(current, Distribution) else None


def _camps(current: Distribution | Hidden | None) -> bool:
    return isinstance(current, Distribution) and bool(current.polarised)


def _share(picked: Picked | Hidden | None) -> Cell | None:
    if picked is None:
        return None
    return Cell(hidden=True) if isinstance(picked, Hidden) else Cell(picked.share)
