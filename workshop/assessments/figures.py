"""A cell of a page: a figure, nothing because nobody rated it, or nothing because it protects people."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.pack import Capability
from questionnaires.scores import CapabilityScore, Distribution, Gap, Hidden, RollUp
from questionnaires.statistics import ACCEPTABLE_AD


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, unrounded; None is "no rating", unless it is hidden."""

    value: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table of scores: today, wanted, gap and how far people agree about today."""

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


def component_line(identity: str, name: str, roll: RollUp | Hidden, parts: Iterable[CapabilityScore]) -> Line:
    """Return the row of a component or of the whole, which is made of the scores of those capabilities."""
    if isinstance(roll, Hidden):
        away = Cell(hidden=True)
        return Line(identity, name, away, away, away, away)
    gate = (roll.gated.capability, roll.gated.level) if roll.gated else None
    wanted, gap = Cell(roll.target), Cell(roll.gap)
    if roll.current is not None:
        # What is missing beside a score of today may be missing only because its parts are hidden.
        held = tuple(parts)
        wanted = Cell(roll.target, _hidden(roll.target, (each.target for each in held)))
        gap = Cell(roll.gap, _hidden(roll.gap, (each.gap for each in held)))
    return Line(identity, name, Cell(roll.current), wanted, gap, Cell(roll.ad), gate=gate)


def _hidden(value: float | None, parts: Iterable[object]) -> bool:
    return value is None and any(isinstance(each, Hidden) for each in parts)


def capability_line(capability: Capability, score: CapabilityScore, component: str = "") -> Line:
    """Return the row of a capability."""
    current = score.current
    rated = current if isinstance(current, Distribution) else None
    return Line(
        id=capability.id,
        name=capability.name,
        today=of(current),
        wanted=of(score.target),
        gap=of(score.gap),
        deviation=Cell(hidden=True) if isinstance(current, Hidden) else Cell(rated.ad if rated else None),
        people=rated.n if rated else None,
        camps=bool(rated and rated.polarised),
        component=component,
    )
